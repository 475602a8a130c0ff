import type { Command } from '../../src/command.ts';
import { muteAdd } from './add.ts';
import { muteEndCommand } from './end.ts';
import { muteList } from './list.ts';

/** Mutes: alerts that are recorded and not announced, for a time. */
export const muteCommands: readonly Command[] = [muteAdd, muteList, muteEndCommand];
