import type { Command } from '../../src/command.ts';
import { monitorList } from './list.ts';
import { monitorRemove } from './remove.ts';
import { monitorReport } from './report.ts';
import { monitorRestore } from './restore.ts';
import { monitorShow } from './show.ts';
import { monitorStart } from './start.ts';
import { monitorStop } from './stop.ts';

/** Monitors: several streams watched for faults in one picture. */
export const monitorCommands: readonly Command[] = [
  monitorList,
  monitorShow,
  monitorStart,
  monitorStop,
  monitorRemove,
  monitorReport,
  monitorRestore,
];
