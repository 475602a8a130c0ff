import { createOrderedMap } from '../../bounds/ordered-map.ts';
import type { Alert } from '../model/alert.ts';

/** How long ended alerts are kept for reports, ms. */
const KEEP_MS = 30 * 24 * 3_600_000;
/** So many that are owed are put back at once: they are looked at again when all others were. */
const MOST_PUT_BACK = 200;

/** What ended, in the order in which it did. */
export interface Ended {
  add(alert: Alert): void;
  remove(id: string): void;
  has(id: string): boolean;
  readonly size: number;
  /**
   * Ids of those that are to be forgotten at `now` (ms UTC): too old, or the oldest of too many or of too much. What
   * somebody is still owed the end of (`owed`) stays for now, up to twice as many.
   */
  beyond(now: number, owed: (id: string) => boolean): readonly string[];
}

/** Nothing has ended. `limits`: how many are kept, and how much of them, in bytes as they are written. */
export function createEnded(limits: { readonly most: number; readonly bytes: number }): Ended {
  const ended = createOrderedMap<string, { readonly at: number; readonly bytes: number }>();
  let bytes = 0;

  function remove(id: string): void {
    bytes -= ended.get(id)?.bytes ?? 0;
    ended.delete(id);
  }

  return {
    add(alert) {
      remove(alert.id);
      const entry = { at: alert.closedAt ?? alert.lastAt, bytes: sizeOf(alert) };
      ended.set(alert.id, entry);
      bytes += entry.bytes;
    },
    remove,
    has: (id) => ended.has(id),
    get size() {
      return ended.size;
    },
    beyond(now, owed) {
      const going: string[] = [];
      let [count, left, putBack] = [ended.size, bytes, 0];
      for (const [id, entry] of ended.entries()) {
        const isTooMuch = count > limits.most || left > limits.bytes;
        if (!isTooMuch && now - entry.at <= KEEP_MS) break;
        const isFarTooMuch = count > 2 * limits.most || left > 2 * limits.bytes;
        if (!isFarTooMuch && owed(id)) {
          if (++putBack > MOST_PUT_BACK) break;
          ended.set(id, entry);
          continue;
        }
        going.push(id);
        count -= 1;
        left -= entry.bytes;
      }
      return going;
    },
  };
}

/** About what an alert takes as JSON: without its history, and for each step of it and each call, bytes. */
const BARE_BYTES = 1500;
const STEP_BYTES = 120;

function sizeOf({ history, calls = [] }: Alert): number {
  return BARE_BYTES + STEP_BYTES * (history.length + calls.length);
}
