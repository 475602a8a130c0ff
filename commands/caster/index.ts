import type { Command } from '../../src/command.ts';
import { casterAdd } from './add.ts';
import { casterCheck } from './check.ts';
import { casterCopy } from './copy.ts';
import { casterList } from './list.ts';
import { casterOverlay } from './overlay.ts';
import { partCommands } from './part/index.ts';
import { casterPgm } from './pgm.ts';
import { casterPvw } from './pvw.ts';
import { casterRelease } from './release.ts';
import { casterRemove } from './remove.ts';
import { casterRestore } from './restore.ts';
import { casterSet } from './set.ts';
import { casterShow } from './show.ts';
import { casterSound } from './sound.ts';
import { casterStop } from './stop.ts';
import { casterTake } from './take.ts';
import { casterTransitionList } from './transition-list.ts';
import { casterPlayUrl, casterPushUrl } from './urls.ts';

/** Casters: vision mixers in the cloud. */
export const casterCommands: readonly Command[] = [
  casterList,
  casterShow,
  casterCheck,
  casterPvw,
  casterPgm,
  casterTake,
  casterStop,
  casterOverlay,
  casterSound,
  casterAdd,
  casterSet,
  casterCopy,
  casterRelease,
  casterRemove,
  casterPushUrl,
  casterPlayUrl,
  casterRestore,
  ...partCommands,
  casterTransitionList,
];
