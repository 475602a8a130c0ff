import { dirname } from 'node:path';
import { Low } from 'lowdb';
import { uninterrupted, type WriteBoundary } from './disk.ts';
import { createDocuments, putInto, type Change, type State } from './documents.ts';
import { ensureFolder } from './durable-file.ts';
import { createGroup } from './group.ts';
import { lockFile } from './lock-file.ts';
import { emptySnapshot, lowdbFile, SCHEMA, type Snapshot } from './lowdb-file.ts';
import { replay } from './replay.ts';
import { storeClosed } from '../store-error.ts';
import type { Store } from '../store.ts';
import { createWal } from './wal.ts';

const MEBIBYTE = 1024 * 1024;
/** What is written right after a start, bytes. */
const STARTING_BYTES = MEBIBYTE;

/** How the default store uses the disk. */
export interface LowdbStoreOptions {
  /** Called around every step that changes a file: `store.lock.…`, `store.wal.…`, `store.snapshot.…`. */
  readonly boundary?: WriteBoundary;
  /** A log larger than this, and than half the snapshot, is made into a new snapshot, bytes. */
  readonly compactBytes?: number;
  /** A snapshot and log that are larger together stay as they are when the store is closed: a stop does not wait, bytes. */
  readonly closingBytes?: number;
}

interface Waiting {
  readonly changes: readonly Change[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The default Store: all documents in memory, a snapshot of them on disk through lowdb, and beside it a log of the commits
 * since. Commits that arrive while the disk is busy share the next write. A commit is visible to readers of this process
 * at once and promised to its writer once it is in the log; when the disk refuses, it and every commit after it are taken
 * back and rejected.
 * @throws StoreError when the data is damaged, newer than this program, or in use by another process.
 */
export async function openLowdbStore(file: string, options: LowdbStoreOptions = {}): Promise<Store> {
  const { boundary = uninterrupted } = options;
  await ensureFolder(dirname(file));
  const unlock = await lockFile(`${file}.lock`, boundary);
  try {
    return await openLocked(
      file,
      { boundary, compactBytes: 32 * MEBIBYTE, closingBytes: 8 * MEBIBYTE, ...options },
      unlock,
    );
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function openLocked(
  file: string,
  { boundary, compactBytes, closingBytes }: Required<LowdbStoreOptions>,
  unlock: () => Promise<void>,
): Promise<Store> {
  let snapshotBytes = 0;
  let isGivenUp = false;
  const adapter = lowdbFile(
    file,
    boundary,
    (length) => (snapshotBytes = length),
    () => isGivenUp,
  );
  const low = new Low<Snapshot>(adapter, emptySnapshot());
  await low.read();
  const { state, schema } = low.data;
  snapshotBytes = low.data.length;
  /** Number of the last commit that the snapshot contains. */
  let kept = low.data.commit;
  const replayed = await replay(file, kept, (line) => {
    for (const write of line.writes) {
      if ('doc' in write) putInto(state, write.collection, write.doc.id, write.doc);
      else putInto(state, write.collection, write.gone, undefined);
    }
  });
  // Their order by time is found once, when all of them are there.
  const documents = createDocuments(state);
  const wal = createWal(file, replayed, boundary);
  /** Bytes of the log that this process found. */
  let found = wal.length;
  /** Bytes of logs that are full, and of which no snapshot was made yet. */
  let { olderBytes } = replayed;
  /** Those of a process before this one, which had to stop in the middle of it. */
  let leftBytes = replayed.olderBytes;
  let compacting: Promise<void> | undefined;
  let closing: Promise<void> | undefined;

  const keep = async (commit: number, copy: State): Promise<void> => {
    low.data = { ...emptySnapshot(), commit, state: copy };
    try {
      await low.write();
      kept = commit;
    } finally {
      low.data = emptySnapshot();
    }
  };
  const compact = async (): Promise<void> => {
    const full = wal.length;
    const superfluous = await wal.roll();
    if (superfluous.length === 0) return;
    found = 0;
    leftBytes = 0;
    olderBytes += full;
    // What waits is in memory already, but not promised.
    const copy = documents.copyWithout(group.waiting.flatMap((commit) => commit.changes));
    const commit = wal.last;
    // A snapshot that the disk refuses is tried again when the new log is as long: until then the logs hold everything.
    compacting = keep(commit, copy)
      .then(() => wal.forget(superfluous))
      .then(() => (olderBytes = 0))
      .catch(() => undefined)
      .then(() => (compacting = undefined));
  };

  const group = createGroup<Waiting>(async (batch) => {
    try {
      await wal.append(batch.map((commit) => commit.changes));
    } catch (error) {
      const lost = [...batch, ...group.takeWaiting()];
      documents.revert(lost.flatMap((commit) => commit.changes));
      for (const commit of lost) commit.reject(error);
      return;
    }
    for (const commit of batch) commit.resolve();
    // Not for what a start writes: it should not wait for a snapshot of everything.
    const isStarting = wal.length - found < Math.min(compactBytes, STARTING_BYTES);
    const isLong = wal.length + leftBytes > Math.max(compactBytes, snapshotBytes / 2);
    if (!compacting && !isStarting && isLong) await compact().catch(() => undefined);
  });

  // At once, so that an Airdesk that knows nothing of logs refuses the file rather than miss what is in them.
  if (schema !== SCHEMA) await keep(wal.last, documents.copyWithout([])).catch(() => undefined);

  const close = async (): Promise<void> => {
    const isLarge = snapshotBytes + olderBytes + wal.length > closingBytes;
    // The logs hold everything, and the next start reads them.
    isGivenUp = isLarge;
    await group.idle();
    await compacting;
    const logs = await wal.close();
    try {
      if (wal.last > kept && !isLarge) await keep(wal.last, documents.copyWithout([]));
      if (wal.last === kept) await wal.forget(logs);
    } catch {
      // What the disk refuses now is in the logs, and the next start reads them.
    }
    await unlock();
  };

  return {
    async get(collection, id) {
      return documents.get(collection, id);
    },
    async list(collection, query) {
      return documents.list(collection, query);
    },
    async commit(writes, isAwaited = true) {
      if (closing) throw storeClosed();
      const changes = documents.apply(writes);
      await new Promise<void>((resolve, reject) => group.add({ changes, resolve, reject }, isAwaited));
    },
    close: () => (closing ??= close()),
  };
}
