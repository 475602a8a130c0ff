import type { Command } from '../../src/command.ts';
import { incidentList } from './list.ts';
import { incidentReportCommand } from './report.ts';

/** Incidents: many alerts of one cause. */
export const incidentCommands: readonly Command[] = [incidentList, incidentReportCommand];
