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
  /** Nothing is sent yet: it is only looked for. */
  readonly look?: boolean;
}

/** What a channel is owed, the most urgent first. Each id stands in it once. */
export interface Queue {
  readonly size: number;
  /** Puts it where it belongs now, wherever it stood. */
  set(turn: Turn): void;
  remove(id: string): void;
  /** The most urgent that may go at `now`, and the one after it. `looks`: also of what is only looked for. */
  first(now: number, looks: boolean): Turn | undefined;
  second(now: number, looks: boolean): Turn | undefined;
  /** Whether anything that is only looked for may go at `now`. */
  hasLook(now: number): boolean;
  /** When the next one may go that may not yet; undefined where there is none. */
  nextAt(): number | undefined;
  ids(): Iterable<string>;
}

export function createQueue(): Queue {
  const turns = new Map<string, Turn>();
  const ready = createHeap<Turn>(isEarlier);
  const looks = createHeap<Turn>(isEarlier);
  const later = createHeap<Turn>((a, b) => a.notBefore < b.notBefore);

  function ripen(now: number): void {
    for (let turn = later.first(); turn && turn.notBefore <= now; turn = later.first()) {
      later.remove(turn);
      (turn.look ? looks : ready).add(turn);
    }
  }

  function remove(id: string): void {
    const turn = turns.get(id);
    if (!turn) return;
    turns.delete(id);
    ready.remove(turn);
    looks.remove(turn);
    later.remove(turn);
  }

  function first(withLooks: boolean): Turn | undefined {
    const [sure, look] = [ready.first(), withLooks ? looks.first() : undefined];
    return sure && look ? (isEarlier(look, sure) ? look : sure) : (sure ?? look);
  }

  return {
    get size() {
      return turns.size;
    },
    set(turn) {
      const old = turns.get(turn.id);
      if (old && isSame(old, turn)) return;
      remove(turn.id);
      turns.set(turn.id, turn);
      // Most may go at once: there can be very many.
      if (turn.notBefore > 0) later.add(turn);
      else (turn.look ? looks : ready).add(turn);
    },
    remove,
    first(now, withLooks) {
      ripen(now);
      return first(withLooks);
    },
    second(now, withLooks) {
      ripen(now);
      const before = first(withLooks);
      if (!before) return undefined;
      const heap = before.look ? looks : ready;
      heap.remove(before);
      const second = first(withLooks);
      heap.add(before);
      return second;
    },
    hasLook(now) {
      ripen(now);
      return looks.size > 0;
    },
    nextAt: () => later.first()?.notBefore,
    ids: () => turns.keys(),
  };
}

function isEarlier(a: Turn, b: Turn): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.since < b.since || (a.since === b.since && a.id < b.id);
}

function isSame(a: Turn, b: Turn): boolean {
  return a.rank === b.rank && a.since === b.since && a.notBefore === b.notBefore && a.look === b.look;
}
