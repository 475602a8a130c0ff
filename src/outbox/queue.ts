import { createHeap, type Heap } from './heap.ts';

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
  /** It edits what is there. */
  readonly edit?: boolean;
}

/** What may go now besides what is posted: what is only looked for, and edits. */
export interface Lanes {
  readonly looks: boolean;
  readonly edits: boolean;
}

/** What a channel is owed, the most urgent first. Each id stands in it once. */
export interface Queue {
  readonly size: number;
  /** Puts it where it belongs now, wherever it stood. */
  set(turn: Turn): void;
  remove(id: string): void;
  /** The most urgent of these that may go at `now`, and the one after it. */
  first(now: number, lanes: Lanes): Turn | undefined;
  second(now: number, lanes: Lanes): Turn | undefined;
  /** Whether anything of this kind may go at `now`. */
  has(lane: keyof Lanes, now: number): boolean;
  /** When the next one may go that may not yet; undefined where there is none. */
  nextAt(): number | undefined;
  ids(): Iterable<string>;
}

export function createQueue(): Queue {
  const turns = new Map<string, Turn>();
  const ready = createHeap<Turn>(isEarlier);
  const apart = { looks: createHeap<Turn>(isEarlier), edits: createHeap<Turn>(isEarlier) };
  const later = createHeap<Turn>((a, b) => a.notBefore < b.notBefore);

  function heapOf({ look, edit }: Turn): Heap<Turn> {
    return look ? apart.looks : edit ? apart.edits : ready;
  }

  function ripen(now: number): void {
    for (let turn = later.first(); turn && turn.notBefore <= now; turn = later.first()) {
      later.remove(turn);
      heapOf(turn).add(turn);
    }
  }

  function remove(id: string): void {
    const turn = turns.get(id);
    if (!turn) return;
    turns.delete(id);
    heapOf(turn).remove(turn);
    later.remove(turn);
  }

  function first({ looks, edits }: Lanes): Turn | undefined {
    const sure = ready.first();
    const withEdits = edits ? earlier(sure, apart.edits.first()) : sure;
    return looks ? earlier(withEdits, apart.looks.first()) : withEdits;
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
      else heapOf(turn).add(turn);
    },
    remove,
    first(now, lanes) {
      ripen(now);
      return first(lanes);
    },
    second(now, lanes) {
      ripen(now);
      const before = first(lanes);
      if (!before) return undefined;
      const heap = heapOf(before);
      heap.remove(before);
      const second = first(lanes);
      heap.add(before);
      return second;
    },
    has(lane, now) {
      ripen(now);
      return apart[lane].size > 0;
    },
    nextAt: () => later.first()?.notBefore,
    ids: () => turns.keys(),
  };
}

function earlier(a: Turn | undefined, b: Turn | undefined): Turn | undefined {
  return a && b ? (isEarlier(b, a) ? b : a) : (a ?? b);
}

function isEarlier(a: Turn, b: Turn): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.since < b.since || (a.since === b.since && a.id < b.id);
}

function isSame(a: Turn, b: Turn): boolean {
  const isOfOneKind = a.look === b.look && a.edit === b.edit;
  return isOfOneKind && a.rank === b.rank && a.since === b.since && a.notBefore === b.notBefore;
}
