import type { Command } from '../../src/command.ts';
import { keyCheck } from './check.ts';
import { keyPromote } from './promote.ts';
import { keyRestore } from './restore.ts';
import { keyRotate } from './rotate.ts';
import { keySet } from './set.ts';
import { keyShow } from './show.ts';

/** Auth keys: what push and play addresses are signed with. */
export const keyCommands: readonly Command[] = [keyShow, keyCheck, keySet, keyRotate, keyPromote, keyRestore];
