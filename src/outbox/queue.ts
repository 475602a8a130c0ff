import { createHeap } from './heap.ts';

/** What decides who is next. Does not change while it stands in a queue. */
export interface Turn {
  readonly id: string;
  /** Less is earlier. */
  readonly rank: number;
  /** Among equals the oldest, ms UTC. */
  readonly since: number;
  /** Not before, ms UTC; 0 for at once. */
  readonly notBefore: number;
}

/** What a channel is owed, the most urgent first. Each id stands in it once. */
export interface Queue {
  readonly size: number;
  /** Puts it where it belongs now, wherever it stood. */
  set(turn: Turn): void;
  remove(id: string): void;
  /** The most urgent that may go at `now`, and the one after it. */
  first(now: number): Turn | undefined;
  second(now: number): Turn | undefined;
  /** When the next one may go that may not yet; undefined where there is none. */
  nextAt(): number | undefined;
  ids(): Iterable<string>;
}

export function createQueue(): Queue {
  const turns = new Map<string, Turn>();
  const ready = createHeap<Turn>(
    (a, b) =>
      a.rank < b.rank || (a.rank === b.rank && (a.since < b.since || (a.since === b.since && a.id < b.id))),
  );
  const later = createHeap<Turn>((a, b) => a.notBefore < b.notBefore);

  function ripen(now: number): void {
    for (let turn = later.first(); turn && turn.notBefore <= now; turn = later.first()) {
      later.remove(turn);
      ready.add(turn);
    }
  }

  function remove(id: string): void {
    const turn = turns.get(id);
    if (!turn) return;
    turns.delete(id);
    ready.remove(turn);
    later.remove(turn);
  }

  return {
    get size() {
      return turns.size;
    },
    set(turn) {
      const old = turns.get(turn.id);
      if (old?.rank === turn.rank && old.since === turn.since && old.notBefore === turn.notBefore) return;
      remove(turn.id);
      turns.set(turn.id, turn);
      later.add(turn);
    },
    remove,
    first(now) {
      ripen(now);
      return ready.first();
    },
    second(now) {
      ripen(now);
      const first = ready.first();
      if (!first) return undefined;
      ready.remove(first);
      const second = ready.first();
      ready.add(first);
      return second;
    },
    nextAt: () => later.first()?.notBefore,
    ids: () => turns.keys(),
  };
}
