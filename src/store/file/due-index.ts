import type { Doc } from '../store.ts';

/** The documents of a collection that are due at some time, in that order; of the same time by id. */
export interface DueIndex {
  add(doc: Doc<unknown>): void;
  remove(doc: Doc<unknown>): void;
  /** Those due at `time` (ms UTC) or earlier, oldest due first. */
  before(time: number): Doc<unknown>[];
}

/** A sorted array: asked every second, mostly in vain, and changed by a few documents between. */
export function createDueIndex(): DueIndex {
  const docs: Doc<unknown>[] = [];
  return {
    add(doc) {
      if (doc.dueAt !== undefined) docs.splice(placeOf(docs, doc.dueAt, doc.id), 0, doc);
    },
    remove(doc) {
      if (doc.dueAt === undefined) return;
      const place = placeOf(docs, doc.dueAt, doc.id);
      if (docs[place] === doc) docs.splice(place, 1);
    },
    before(time) {
      let end = 0;
      if ((docs[0]?.dueAt ?? Infinity) <= time) end = placeOf(docs, time, undefined);
      return docs.slice(0, end);
    },
  };
}

/** Where a document stands or would stand; without an id, after all of that time. */
function placeOf(docs: readonly Doc<unknown>[], dueAt: number, id: string | undefined): number {
  let low = 0;
  let high = docs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const doc = docs[middle];
    const at = doc?.dueAt ?? Infinity;
    const isBefore = at < dueAt || (at === dueAt && (id === undefined || (doc?.id ?? '') < id));
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}
