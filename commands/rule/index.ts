import type { Command } from '../../src/command.ts';
import { ruleCheck } from './check.ts';
import { ruleFind } from './find.ts';
import { ruleList } from './list.ts';

/** Rules of every feature at once. */
export const ruleCommands: readonly Command[] = [ruleList, ruleFind, ruleCheck];
