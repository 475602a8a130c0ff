import type { Command } from '../../src/command.ts';
import { pullUsage } from '../figures/pull-usage.ts';
import { pullAdd } from './add.ts';
import { pullEnd, pullExtend } from './extend.ts';
import { pullFailback, pullFailover } from './failover.ts';
import { pullList } from './list.ts';
import { pullSet } from './set.ts';
import { pullRestart } from './restart.ts';
import { pullRemove, pullStart, pullStop } from './power.ts';
import { pullShow } from './show.ts';
import { pullWithdraw } from './withdraw.ts';

/** Pull tasks: a source elsewhere, pulled and pushed to a target. */
export const pullCommands: readonly Command[] = [
  pullList,
  pullShow,
  pullAdd,
  pullRestart,
  pullStart,
  pullStop,
  pullFailover,
  pullExtend,
  pullSet,
  pullRemove,
  pullUsage,
  pullFailback,
  pullEnd,
  pullWithdraw,
];
