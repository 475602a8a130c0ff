import type { Command } from '../../src/command.ts';
import { transcodeUsage } from '../figures/feature-usage.ts';
import { transcodeHistory } from './history.ts';

/** What was transcoded. */
export const transcodeCommands: readonly Command[] = [transcodeUsage, transcodeHistory];
