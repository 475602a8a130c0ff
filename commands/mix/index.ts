import type { Command } from '../../src/command.ts';
import { mixList } from './list.ts';
import { mixSet } from './set.ts';
import { mixStart } from './start.ts';
import { mixStop } from './stop.ts';

/** Mixes of streams that were begun here. */
export const mixCommands: readonly Command[] = [mixList, mixStart, mixSet, mixStop];
