import type { Command } from '../../src/command.ts';
import { certCheck } from './check.ts';
import { certList } from './list.ts';
import { certRemove } from './remove.ts';
import { certSet } from './set.ts';
import { certShow } from './show.ts';

/** Certificates: which play domain answers https with what. */
export const certCommands: readonly Command[] = [certList, certShow, certCheck, certSet, certRemove];
