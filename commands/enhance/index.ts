import type { Command } from '../../src/command.ts';
import { enhanceUsage } from '../figures/feature-usage.ts';

/** Picture enhancement. */
export const enhanceCommands: readonly Command[] = [enhanceUsage];
