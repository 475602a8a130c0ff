import { createOrderedMap } from '../../bounds/ordered-map.ts';
import type { StreamState } from '../model/stream-state.ts';

/** How long one that is off air is remembered after it was last heard of, ms. */
const KEEP_MS = 30 * 24 * 3_600_000;

/** What is known of streams, in the order in which they were last heard of; those on air apart from the others. */
export interface KnownStreams {
  get(id: string): StreamState | undefined;
  put(state: StreamState): void;
  delete(id: string): void;
  all(): Iterable<StreamState>;
  readonly size: number;
  /**
   * Those that are to be forgotten at `now` (ms UTC): not heard of for long; of too many, first those that are off air,
   * then those heard of longest ago.
   */
  beyond(now: number): readonly StreamState[];
}

/** No stream is known. At most `most` are remembered: names that are used once would fill the memory. */
export function createKnownStreams(most: number): KnownStreams {
  const on = createOrderedMap<string, StreamState>();
  const off = createOrderedMap<string, StreamState>();

  function remove(id: string): void {
    on.delete(id);
    off.delete(id);
  }

  return {
    get: (id) => on.get(id) ?? off.get(id),
    put(state) {
      remove(state.id);
      (state.live.length > 0 ? on : off).set(state.id, state);
    },
    delete: remove,
    *all() {
      yield* off.values();
      yield* on.values();
    },
    get size() {
      return on.size + off.size;
    },
    beyond(now) {
      const going: StreamState[] = [];
      const tooMany = (): boolean => on.size + off.size - going.length > most;
      for (const state of off.values()) {
        if (!tooMany() && now - state.lastAt <= KEEP_MS) break;
        going.push(state);
      }
      for (const state of on.values()) {
        if (!tooMany()) break;
        going.push(state);
      }
      return going;
    },
  };
}
