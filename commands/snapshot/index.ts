import type { Command } from '../../src/command.ts';
import { snapshotUsage } from '../figures/feature-usage.ts';
import { snapshotNow } from './now.ts';
import { snapshotShow } from './show.ts';

/** Pictures beside templates, rules and tasks. */
export const snapshotCommands: readonly Command[] = [snapshotNow, snapshotShow, snapshotUsage];
