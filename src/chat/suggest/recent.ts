import { createOrderedMap, keepNewest } from '../../bounds/ordered-map.ts';
import type { Clock } from '../../clock.ts';
import { Refusal } from '../../errors.ts';
import type { Log } from '../../observability/log.ts';
import type { Suggestable } from './source.ts';

/** Items older than this are read again while they are used, ms. */
const FRESH_MS = 5000;
/** Items older than this are waited for, as if there were none, ms. */
const OLD_MS = 60_000;
/** Items older than this are not offered any more, ms. */
const FORGET_MS = 600_000;
/** Short of the 250 ms that adapters wait, so that older items still come in time. */
const WAIT_MS = 200;
/** A reading that takes longer counts as failed, ms. */
const LONGEST_MS = 15_000;
/** After a failure nothing is read again for so long, ms: every key that is pressed asks. */
const QUIET_MS = 5000;
const MOST_READINGS = 8;
const MOST_KEPT = 200;
const MOST_ITEMS = 1000;

interface Kept {
  items: readonly Suggestable[];
  readAt: number;
  failedAt: number;
  reading: Promise<void> | undefined;
}

/** Items read lately, by key. Never fails. */
export type RecentItems = (
  key: string,
  read: () => Promise<readonly Suggestable[]>,
) => Promise<readonly Suggestable[]>;

/**
 * Keeps what was read: answers at once with what it has and reads again in the background, one reading a key. Where it
 * has nothing, or something old, it waits 200 ms at most. Bounded: 200 keys of 1,000 items, 8 readings at once.
 */
export function createRecentItems({ clock, log }: { readonly clock: Clock; readonly log: Log }): RecentItems {
  const kept = createOrderedMap<string, Kept>();
  let readings = 0;

  /** The least recently used makes room. */
  function entryOf(key: string): Kept {
    const found = kept.get(key) ?? { items: [], readAt: -Infinity, failedAt: -Infinity, reading: undefined };
    kept.set(key, found);
    keepNewest(kept, MOST_KEPT);
    return found;
  }

  const age = (since: number): number => Math.abs(clock.now() - since);

  function startReading(entry: Kept, read: () => Promise<readonly Suggestable[]>): void {
    if (entry.reading || readings >= MOST_READINGS || age(entry.failedAt) < QUIET_MS) return;
    readings += 1;
    const at = clock.now();
    const ended = (failed: boolean): void => {
      if (failed) entry.failedAt = clock.now();
      entry.reading = undefined;
      readings -= 1;
    };
    entry.reading = inTime(clock, LONGEST_MS, read).then(
      (items) => {
        entry.items = items.slice(0, MOST_ITEMS);
        entry.readAt = at;
        ended(false);
      },
      (error: unknown) => {
        // Nothing of that name is an everyday thing while somebody types.
        if (error instanceof Refusal) log.debug({ err: error }, 'nothing to suggest');
        else log.warn({ err: error }, 'suggestions could not be read');
        ended(true);
      },
    );
  }

  return async (key, read) => {
    const entry = entryOf(key);
    if (age(entry.readAt) >= FRESH_MS) startReading(entry, read);
    if (age(entry.readAt) >= OLD_MS && entry.reading) await atMost(clock, WAIT_MS, entry.reading);
    return age(entry.readAt) < FORGET_MS ? entry.items : [];
  };
}

/** Resolves when `work` has ended, or after `ms`. */
function atMost(clock: Clock, ms: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    void work.then(() => {
      cancel();
      resolve();
    });
  });
}

/** @throws what `work` throws, or Error after `ms`. */
function inTime<T>(clock: Clock, ms: number, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(new Error('took too long')));
    Promise.resolve().then(work).then(resolve, reject).finally(cancel);
  });
}
