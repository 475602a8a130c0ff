import type { Command } from '../../src/command.ts';
import { monitorAdd } from './add.ts';
import { monitorList } from './list.ts';
import { monitorRemove } from './remove.ts';
import { monitorReport } from './report.ts';
import { monitorRestore } from './restore.ts';
import { monitorReturn } from './return.ts';
import { monitorSet } from './set.ts';
import { monitorShow } from './show.ts';
import { monitorStart } from './start.ts';
import { monitorStop } from './stop.ts';
import { monitorWithdraw } from './withdraw.ts';

/** Monitors: several streams watched for faults in one picture. */
export const monitorCommands: readonly Command[] = [
  monitorList,
  monitorShow,
  monitorAdd,
  monitorSet,
  monitorStart,
  monitorStop,
  monitorRemove,
  monitorReport,
  monitorRestore,
  monitorReturn,
  monitorWithdraw,
];
