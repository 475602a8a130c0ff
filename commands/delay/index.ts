import type { Command } from '../../src/command.ts';
import { delayList } from './list.ts';
import { delayRemove } from './remove.ts';
import { delaySet } from './set.ts';

/** Streams that viewers see later. */
export const delayCommands: readonly Command[] = [delayList, delaySet, delayRemove];
