import type { Doc } from '../store.ts';

/** The documents of a collection that are due at some time, in that order; of the same time by id. */
export interface DueIndex {
  add(doc: Doc<unknown>): void;
  remove(doc: Doc<unknown>): void;
  /** Those due at `time` (ms UTC) or earlier, oldest due first. */
  before(time: number): Doc<unknown>[];
}

/** Of fewer places that are empty at the front, none is worth a copy of the rest. */
const LEAST_EMPTY = 64;

/**
 * A sorted array: asked every second, mostly in vain, and changed by a few documents between. Most come at the end and go at
 * the front, so what goes there leaves an empty place, and the rest moves up only now and then.
 */
export function createDueIndex(): DueIndex {
  let docs: (Doc<unknown> | undefined)[] = [];
  /** Where the first one stands. */
  let first = 0;
  return {
    add(doc) {
      if (doc.dueAt === undefined) return;
      const last = docs.at(-1);
      if (!last || isBefore(last, doc.dueAt, doc.id)) docs.push(doc);
      else docs.splice(placeOf(docs, first, doc.dueAt, doc.id), 0, doc);
    },
    remove(doc) {
      if (doc.dueAt === undefined) return;
      const place = docs[first] === doc ? first : placeOf(docs, first, doc.dueAt, doc.id);
      if (docs[place] !== doc) return;
      if (place !== first) {
        docs.splice(place, 1);
        return;
      }
      docs[first] = undefined;
      first += 1;
      if (first < LEAST_EMPTY || first * 2 < docs.length) return;
      docs = docs.slice(first);
      first = 0;
    },
    before(time) {
      if ((docs[first]?.dueAt ?? Infinity) > time) return [];
      return docs.slice(first, placeOf(docs, first, time, undefined)) as Doc<unknown>[];
    },
  };
}

/** Where a document stands or would stand, from `first` on; without an id, after all of that time. */
function placeOf(
  docs: readonly (Doc<unknown> | undefined)[],
  first: number,
  dueAt: number,
  id: string | undefined,
): number {
  let low = first;
  let high = docs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const doc = docs[middle];
    if (doc && isBefore(doc, dueAt, id)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore(doc: Doc<unknown>, dueAt: number, id: string | undefined): boolean {
  const at = doc.dueAt ?? Infinity;
  return at < dueAt || (at === dueAt && (id === undefined || doc.id < id));
}
