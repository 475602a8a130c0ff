/** What each of many was before the changes that are not on disk yet. */
export interface BeforeChanges<T> {
  /** To be called before one is changed; the first time counts. */
  note(id: string, value: T | undefined): void;
  ids(): Iterable<string>;
  /** Each with what it was: undefined where there was none. */
  entries(): Iterable<readonly [string, T | undefined]>;
  /** The changes are on disk, or were taken back. */
  settle(): void;
}

/** Nothing has changed. */
export function createBeforeChanges<T>(): BeforeChanges<T> {
  const before = new Map<string, T | undefined>();
  return {
    note(id, value) {
      if (!before.has(id)) before.set(id, value);
    },
    ids: () => before.keys(),
    entries: () => before.entries(),
    settle: () => before.clear(),
  };
}
