import type { Command } from '../../src/command.ts';
import { billShow } from '../figures/bill.ts';
import { errorChart, trafficChart } from '../figures/charts.ts';
import { logList, viewerTop } from '../figures/clients.ts';
import { errorList, errorTop } from '../figures/errors.ts';
import { trafficHistory, trafficList, trafficShow } from '../figures/most-watched.ts';
import { trafficMap, trafficTop } from '../figures/where-watched.ts';
import { packageList } from '../figures/packages.ts';
import { trafficUsage } from '../figures/usage.ts';

/** What viewers drew, what they were refused, and what of it is paid for in advance. */
export const trafficCommands: readonly Command[] = [
  ...[trafficShow, trafficChart, trafficTop, trafficMap, trafficList, trafficHistory, trafficUsage],
  ...[errorChart, errorList, errorTop],
  ...[viewerTop, logList, packageList, billShow],
];
