import type { Command } from '../../src/command.ts';
import { pullList } from './list.ts';
import { pullRestart } from './restart.ts';
import { pullRemove, pullStart, pullStop } from './power.ts';
import { pullShow } from './show.ts';

/** Pull tasks: a source elsewhere, pulled and pushed to a target. */
export const pullCommands: readonly Command[] = [
  pullList,
  pullShow,
  pullRestart,
  pullStart,
  pullStop,
  pullRemove,
];
