import type { Command } from '../../src/command.ts';
import { backupList } from './list.ts';
import { backupReturn } from './return.ts';
import { backupSet } from './set.ts';
import { backupSwitch } from './switch.ts';

/** Main and backup pushes of streams. */
export const backupCommands: readonly Command[] = [backupList, backupSwitch, backupSet, backupReturn];
