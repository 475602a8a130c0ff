import type { Command } from '../../src/command.ts';
import { casterList } from './list.ts';
import { casterOverlay } from './overlay.ts';
import { casterPgm } from './pgm.ts';
import { casterPvw } from './pvw.ts';
import { casterRestore } from './restore.ts';
import { casterShow } from './show.ts';
import { casterSound } from './sound.ts';
import { casterStop } from './stop.ts';
import { casterTake } from './take.ts';

/** Casters: vision mixers in the cloud. */
export const casterCommands: readonly Command[] = [
  casterList,
  casterShow,
  casterPvw,
  casterPgm,
  casterTake,
  casterStop,
  casterOverlay,
  casterSound,
  casterRestore,
];
