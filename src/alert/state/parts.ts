/** Ids of what is part of something, or follows from it. */
export interface Parts {
  add(whole: string, id: string): void;
  remove(whole: string, id: string): void;
  of(whole: string): Iterable<string>;
  /** Wholes that have any. */
  readonly size: number;
}

/** Nothing is part of anything. */
export function createParts(): Parts {
  const parts = new Map<string, Set<string>>();
  return {
    add(whole, id) {
      const ids = parts.get(whole);
      if (ids) ids.add(id);
      else parts.set(whole, new Set([id]));
    },
    remove(whole, id) {
      const ids = parts.get(whole);
      ids?.delete(id);
      if (ids?.size === 0) parts.delete(whole);
    },
    of: (whole) => parts.get(whole) ?? [],
    get size() {
      return parts.size;
    },
  };
}
