import type { Command } from '../../src/command.ts';
import { padList } from './list.ts';
import { padStop } from './stop.ts';

/** Streams that show a pad. */
export const padCommands: readonly Command[] = [padList, padStop];
