import type { Command } from '../../src/command.ts';
import { casterAdd } from './setup/add.ts';
import { casterCheck } from './check/check.ts';
import { casterCopy } from './setup/copy.ts';
import { casterList } from './list.ts';
import { casterOverlay } from './on-air/overlay.ts';
import { partCommands } from './part/index.ts';
import { casterPgm, casterPvw } from './on-air/source.ts';
import { casterRelease } from './setup/release.ts';
import { casterRemove } from './setup/remove.ts';
import { casterRestore } from './setup/restore.ts';
import { casterSet } from './setup/set.ts';
import { casterShow } from './show.ts';
import { casterSound } from './on-air/sound.ts';
import { casterStop } from './on-air/stop.ts';
import { casterTake } from './on-air/take.ts';
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
