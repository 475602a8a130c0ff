import type { Command } from '../../src/command.ts';
import { streamUsage } from '../figures/usage.ts';
import { streamCheck } from './check/command.ts';
import { streamDrop } from './drop.ts';
import { streamFind } from './find.ts';
import { streamForbid } from './forbid.ts';
import { streamHealth } from './health.ts';
import { streamHistory } from './history.ts';
import { streamLift } from './undo-forbid.ts';
import { streamList } from './list.ts';
import { streamResume } from './resume.ts';
import { streamShow } from './show.ts';

/** Streams: what is on air, and taking it off. */
export const streamCommands: readonly Command[] = [
  streamList,
  streamShow,
  streamDrop,
  streamForbid,
  streamResume,
  streamCheck,
  streamHealth,
  streamHistory,
  streamFind,
  streamUsage,
  streamLift,
];
