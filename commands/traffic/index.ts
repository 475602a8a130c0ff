import type { Command } from '../../src/command.ts';
import { errorChart, trafficChart } from '../figures/charts.ts';
import { trafficUsage } from '../figures/usage.ts';

/** What viewers drew, and what they were refused. */
export const trafficCommands: readonly Command[] = [trafficChart, trafficUsage, errorChart];
