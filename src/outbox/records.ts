import type { Clock } from '../clock.ts';
import type { Log } from '../observability/log.ts';
import { ConflictError, type Doc, type Store } from '../store/store.ts';
import { backoffMs } from './send/failure.ts';

/** A document as it should be; an undefined value for none. */
export interface Wanted {
  readonly collection: string;
  readonly id: string;
  readonly value: unknown;
}

/** What was sent is written down here. A disk that fails is tried again until it holds; the newest value counts. */
export interface Records {
  load(collection: string): Promise<Doc<unknown>[]>;
  /** All of one call are written together. False where it is not on disk yet: the disk failed and is tried again. */
  save(wanted: readonly Wanted[]): Promise<boolean>;
  /** One last try for what is not on disk yet. */
  close(): Promise<void>;
}

const LONGEST_BACKOFF_MS = 60_000;

/** Creates the writer. Saves that arrive while the disk is busy share the next commit. */
export function createRecords(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}): Records {
  const { store, clock, random, log } = options;
  const versions = new Map<string, number>();
  let dirty = new Map<string, Wanted>();
  let waiting: ((onDisk: boolean) => void)[] = [];
  let writing: Promise<void> | undefined;
  let retry: (() => void) | undefined;
  let failures = 0;

  const keyOf = ({ collection, id }: Omit<Wanted, 'value'>): string => `${collection}/${id}`;

  async function commit(batch: Map<string, Wanted>): Promise<boolean> {
    try {
      await store.commit(
        [...batch].map(([key, { collection, id, value }]) => ({
          collection,
          id,
          value,
          expect: versions.get(key) ?? 0,
        })),
      );
    } catch (error) {
      if (error instanceof ConflictError) await lookAgain(error);
      log.error(
        { err: error, documents: batch.size },
        'what was sent could not be written down; trying again',
      );
      return false;
    }
    for (const [key, { value }] of batch) {
      if (value === undefined) versions.delete(key);
      else versions.set(key, (versions.get(key) ?? 0) + 1);
    }
    return true;
  }

  /** Ours is the newer knowledge: only this process sends. */
  async function lookAgain({ collection, id }: ConflictError): Promise<void> {
    const doc = await store.get(collection, id).catch(() => undefined);
    if (doc) versions.set(keyOf({ collection, id }), doc.version);
    else versions.delete(keyOf({ collection, id }));
  }

  async function write(): Promise<void> {
    await Promise.resolve();
    while (dirty.size > 0 && !retry) {
      const [batch, answered] = [dirty, waiting];
      dirty = new Map();
      waiting = [];
      const onDisk = await commit(batch);
      failures = onDisk ? 0 : failures + 1;
      if (!onDisk) {
        dirty = new Map([...batch, ...dirty]);
        retry = clock.after(backoffMs(failures, LONGEST_BACKOFF_MS, random), again);
      }
      for (const answer of answered) answer(onDisk);
    }
    for (const answer of waiting.splice(0)) answer(false);
    writing = undefined;
  }

  function again(): void {
    retry = undefined;
    writing ??= write();
  }

  return {
    async load(collection) {
      const docs = await store.list(collection);
      for (const { id, version } of docs) versions.set(keyOf({ collection, id }), version);
      return docs;
    },
    async save(wanted) {
      for (const one of wanted) {
        const known = one.value !== undefined || versions.has(keyOf(one)) || writing !== undefined;
        if (known) dirty.set(keyOf(one), one);
        else dirty.delete(keyOf(one));
      }
      if (dirty.size === 0) return true;
      if (retry) return false;
      return new Promise((resolve) => {
        waiting.push(resolve);
        writing ??= write();
      });
    },
    async close() {
      await writing;
      retry?.();
      retry = undefined;
      if (dirty.size > 0 && !(await commit(dirty))) {
        log.error({ documents: dirty.size }, 'stopped with messages sent that are not written down');
      }
    },
  };
}
