import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { WriteBoundary } from './disk.ts';
import { syncFolder } from './durable-file.ts';
import { stepsOf } from './steps.ts';
import { writeAll } from './write-all.ts';

/** A file that only grows at its end, each write on disk when it resolves. One write at a time. */
export interface LogFile {
  /** Bytes that are promised. Zero bytes may follow them on disk. */
  readonly length: number;
  /** Whether something that was not promised stands after them, and could not be cut off yet. */
  readonly torn: boolean;
  /** @throws when the disk refuses: nothing of it stays, and where it cannot be cut off nothing more is written until it can. */
  write(bytes: Buffer): Promise<void>;
  /** Gives back the room that was not needed. */
  close(): Promise<void>;
}

/** Room made ahead: as much as the file holds, within these bounds, bytes. */
const LEAST_ROOM = 64 * 1024;
const MOST_ROOM = 4 * 1024 * 1024;
const ZEROS = Buffer.alloc(512 * 1024);

/**
 * Opens or creates a log file that holds `length` good bytes; what stands after them is cut off before the first write.
 * Room is made ahead of the writes and filled with zeros, since overwriting what the file has already is about twice as
 * fast as making it longer: nothing but the data goes to the disk. O_DSYNC spares the second call. Steps are called
 * `<name>.open`, `folder-sync`, `write`, `room`, `truncate`, `truncate-sync`.
 */
export async function openLogFile(
  file: string,
  name: string,
  boundary: WriteBoundary,
  length = 0,
): Promise<LogFile> {
  const step = stepsOf(boundary, name);
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_DSYNC;
  const handle = await step('open', () => open(file, flags, 0o600));
  let torn: boolean;
  try {
    torn = (await handle.stat()).size > length;
    // Also of a file that was there: the process may have ended before its name was durable.
    await step('folder-sync', () => syncFolder(dirname(file)));
  } catch (error) {
    await handle.close();
    throw error;
  }
  let position = length;
  /** Up to here the file is filled. Room is made from here on, so nothing else may write here meanwhile. */
  let filled = length;
  let filling: Promise<void> | undefined;

  const makeRoom = async (): Promise<void> => {
    const end = filled + Math.min(MOST_ROOM, Math.max(LEAST_ROOM, position));
    try {
      await step('room', async () => {
        for (let at = filled; at < end; at += ZEROS.length)
          await writeAll(handle, ZEROS.subarray(0, end - at), at);
      });
      filled = end;
    } catch {
      // Without room ahead it goes on, slower; where the disk is full, the next write says so.
    }
    filling = undefined;
  };

  const cutBack = async (): Promise<void> => {
    await filling;
    await step('truncate', () => handle.truncate(position));
    filled = position;
    await step('truncate-sync', () => handle.sync());
    torn = false;
  };

  return {
    get length() {
      return position;
    },
    get torn() {
      return torn;
    },
    async write(bytes) {
      if (torn) await cutBack();
      if (position + bytes.length > filled) await filling;
      try {
        await step('write', () => writeAll(handle, bytes, position));
      } catch (error) {
        torn = true;
        await cutBack().catch(() => undefined);
        throw error;
      }
      position += bytes.length;
      filled = Math.max(filled, position);
      const room = filled - position;
      if (room < LEAST_ROOM / 2 || room < Math.min(MOST_ROOM, position) / 2) filling ??= makeRoom();
    },
    async close() {
      await filling;
      try {
        if (torn || filled > position) await step('truncate', () => handle.truncate(position));
      } catch {
        // Readers know where the good bytes end.
      }
      await handle.close();
    },
  };
}
