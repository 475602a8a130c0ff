import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';
import type { Steps } from './steps.ts';
import { writeAll } from './write-all.ts';

/** So much is written between two syncs: one sync of a large file at its end would hold up every other write. */
const SYNC_EVERY = 4 * 1024 * 1024;

/**
 * Replaces a file so that after a crash either the old or the new content is there, whole: written beside, fsynced,
 * renamed, and the folder fsynced, since a rename is durable only with its folder. Between two pieces others run.
 * Resolves with its length in bytes.
 */
export async function replaceFile(file: string, pieces: Iterable<string>, step: Steps): Promise<number> {
  const temporary = `${file}.new`;
  const handle = await step('open', () => open(temporary, 'w', 0o600));
  let length = 0;
  let synced = 0;
  try {
    for (const piece of pieces) {
      const bytes = Buffer.from(piece);
      const position = length;
      await step('write', () => writeAll(handle, bytes, position));
      length += bytes.length;
      if (length - synced < SYNC_EVERY) continue;
      await handle.datasync();
      synced = length;
    }
    await step('sync', () => handle.sync());
    await handle.close();
    await step('rename', () => rename(temporary, file));
  } catch (error) {
    await handle.close().catch(() => undefined);
    // A full disk gets its room back.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await step('folder-sync', () => syncFolder(dirname(file)));
  return length;
}

/** Makes names created, renamed or removed in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder, readable by its owner only, so that a crash does not take it away again. */
export async function ensureFolder(folder: string): Promise<void> {
  const made = await makeFolder(folder);
  for (const each of made.toReversed()) await syncFolder(dirname(each));
}
