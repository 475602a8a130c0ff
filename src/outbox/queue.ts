import { createHeap, type Heap } from './heap.ts';

/** What decides who is next. Does not change while it stands in a queue. */
export interface QueueEntry {
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
  set(entry: QueueEntry): void;
  remove(id: string): void;
  /** The most urgent of these that may go at `now`, and the one after it. */
  first(now: number, lanes: Lanes): QueueEntry | undefined;
  second(now: number, lanes: Lanes): QueueEntry | undefined;
  /** Whether anything of this kind may go at `now`. */
  has(lane: keyof Lanes, now: number): boolean;
  /** When the next one may go that may not yet; undefined where there is none. */
  nextAt(): number | undefined;
  ids(): Iterable<string>;
}

/** Begins empty. */
export function createQueue(): Queue {
  const turns = new Map<string, QueueEntry>();
  const ready = createHeap<QueueEntry>(isEarlier);
  const apart = { looks: createHeap<QueueEntry>(isEarlier), edits: createHeap<QueueEntry>(isEarlier) };
  const later = createHeap<QueueEntry>((a, b) => a.notBefore < b.notBefore);

  function heapOf({ look, edit }: QueueEntry): Heap<QueueEntry> {
    return look ? apart.looks : edit ? apart.edits : ready;
  }

  function ripen(now: number): void {
    for (let entry = later.first(); entry && entry.notBefore <= now; entry = later.first()) {
      later.remove(entry);
      heapOf(entry).add(entry);
    }
  }

  function remove(id: string): void {
    const entry = turns.get(id);
    if (!entry) return;
    turns.delete(id);
    heapOf(entry).remove(entry);
    later.remove(entry);
  }

  function first({ looks, edits }: Lanes): QueueEntry | undefined {
    const sure = ready.first();
    const withEdits = edits ? earlier(sure, apart.edits.first()) : sure;
    return looks ? earlier(withEdits, apart.looks.first()) : withEdits;
  }

  return {
    get size() {
      return turns.size;
    },
    set(entry) {
      const old = turns.get(entry.id);
      if (old && isSame(old, entry)) return;
      remove(entry.id);
      turns.set(entry.id, entry);
      // Most may go at once: there can be very many.
      if (entry.notBefore > 0) later.add(entry);
      else heapOf(entry).add(entry);
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

function earlier(a: QueueEntry | undefined, b: QueueEntry | undefined): QueueEntry | undefined {
  return a && b ? (isEarlier(b, a) ? b : a) : (a ?? b);
}

function isEarlier(a: QueueEntry, b: QueueEntry): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.since < b.since || (a.since === b.since && a.id < b.id);
}

function isSame(a: QueueEntry, b: QueueEntry): boolean {
  const isOfOneKind = a.look === b.look && a.edit === b.edit;
  return isOfOneKind && a.rank === b.rank && a.since === b.since && a.notBefore === b.notBefore;
}
