import { dirname } from 'node:path';
import { Low } from 'lowdb';
import { ensureFolder } from './durable-file.ts';
import { lockFile } from './lock-file.ts';
import { lowdbFile, type State } from './lowdb-file.ts';
import { StoreError } from './store-error.ts';
import { ConflictError, type Doc, type Store, type Write } from './store.ts';

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  /** Takes the commit back out of memory. */
  readonly revert: () => void;
}

/**
 * The default Store: one JSON file through lowdb. Commits that arrive while the disk is busy share the next write.
 * A commit is visible to readers of this process at once and promised to its writer once it is on disk; when the disk
 * refuses, it and every commit after it are taken back and rejected.
 * @throws StoreError when the file is damaged, newer than this program, or in use by another process.
 */
export async function openLowdbStore(file: string): Promise<Store> {
  await ensureFolder(dirname(file));
  const unlock = await lockFile(`${file}.lock`);
  const low = new Low<State>(lowdbFile(file), new Map());
  try {
    await low.read();
  } catch (error) {
    await unlock();
    throw error;
  }
  const state = low.data;
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | undefined;
  let closed = false;

  const flush = async (): Promise<void> => {
    // Commits of the same turn of the event loop share the write.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await low.write();
        for (const commit of batch) commit.resolve();
      } catch (error) {
        const lost = [...batch, ...waiting];
        waiting = [];
        for (const commit of lost.toReversed()) commit.revert();
        for (const commit of lost) commit.reject(error);
      }
    }
    flushing = undefined;
  };

  return {
    async get(collection, id) {
      return state.get(collection)?.get(id);
    },
    async list(collection, query = {}) {
      const docs = [...(state.get(collection)?.values() ?? [])];
      const { dueBefore } = query;
      if (dueBefore === undefined) return docs;
      return docs
        .filter((doc) => doc.dueAt !== undefined && doc.dueAt <= dueBefore)
        .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
    },
    async commit(writes) {
      if (closed) throw storeClosed();
      const revert = apply(state, writes);
      await new Promise<void>((resolve, reject) => {
        waiting.push({ resolve, reject, revert });
        flushing ??= flush();
      });
    },
    async close() {
      closed = true;
      await flushing;
      await unlock();
    },
  };
}

function storeClosed(): StoreError {
  return new StoreError('closed', 'the store is closed', {
    en: 'Airdesk is stopping; ask again when it has started.',
    zh: 'Airdesk 正在退出，请在其重新启动后再试。',
  });
}

/** Applies a commit to memory, all or nothing, and returns what takes it back. */
function apply(state: State, writes: readonly Write[]): () => void {
  for (const write of writes) {
    const version = state.get(write.collection)?.get(write.id)?.version ?? 0;
    if (write.expect !== 'any' && write.expect !== version)
      throw new ConflictError(write.collection, write.id);
  }
  const before: [collection: string, id: string, doc: Doc<unknown> | undefined][] = [];
  for (const write of writes) {
    const old = state.get(write.collection)?.get(write.id);
    before.push([write.collection, write.id, old]);
    const doc = write.value === undefined ? undefined : nextDoc(write, old);
    put(state, write.collection, write.id, doc);
  }
  return () => {
    for (const [collection, id, doc] of before.toReversed()) put(state, collection, id, doc);
  };
}

function nextDoc(write: Write, old: Doc<unknown> | undefined): Doc<unknown> {
  const doc = { id: write.id, version: (old?.version ?? 0) + 1, value: structuredClone(write.value) };
  return write.dueAt === undefined ? doc : { ...doc, dueAt: write.dueAt };
}

function put(state: State, collection: string, id: string, doc: Doc<unknown> | undefined): void {
  let docs = state.get(collection);
  if (!docs) {
    docs = new Map<string, Doc<unknown>>();
    state.set(collection, docs);
  }
  if (doc) docs.set(id, doc);
  else docs.delete(id);
}
