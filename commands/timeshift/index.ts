import type { Command } from '../../src/command.ts';
import { timeshiftUsage } from '../figures/feature-usage.ts';
import { timeshiftList } from './list.ts';
import { timeshiftShow } from './show.ts';

/** What viewers can go back in. */
export const timeshiftCommands: readonly Command[] = [timeshiftList, timeshiftShow, timeshiftUsage];
