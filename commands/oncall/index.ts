import type { Command } from '../../src/command.ts';
import { oncallAccept } from './accept.ts';
import { oncallEnd } from './end.ts';
import { oncallNext } from './next.ts';
import { oncallOverride } from './override.ts';
import { oncallShow } from './show.ts';
import { oncallSwap } from './swap.ts';
import { oncallTake } from './take.ts';
import { oncallWho } from './who.ts';

/** Who is on call, and what people change of it for a time. */
export const oncallCommands: readonly Command[] = [
  oncallWho,
  oncallShow,
  oncallNext,
  oncallOverride,
  oncallSwap,
  oncallTake,
  oncallAccept,
  oncallEnd,
];
