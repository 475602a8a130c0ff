import type { Command } from '../../src/command.ts';
import { recordUsage } from '../figures/feature-usage.ts';
import { recordNow } from './now.ts';

/** Recording beside templates, rules and tasks. */
export const recordCommands: readonly Command[] = [recordNow, recordUsage];
