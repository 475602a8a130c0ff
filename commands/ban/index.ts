import type { Command } from '../../src/command.ts';
import { banList } from './list.ts';

/** Streams that may not be pushed. */
export const banCommands: readonly Command[] = [banList];
