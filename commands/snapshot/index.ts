import type { Command } from '../../src/command.ts';
import { snapshotUsage } from '../figures/feature-usage.ts';

/** Pictures beside templates, rules and tasks. */
export const snapshotCommands: readonly Command[] = [snapshotUsage];
