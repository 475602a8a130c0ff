import type { Command } from '../../src/command.ts';
import { p2pShow } from './show.ts';

/** What viewers send to one another. */
export const p2pCommands: readonly Command[] = [p2pShow];
