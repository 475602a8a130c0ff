/** The newest keys, as many as fit. */
export interface RecentKeys {
  has(key: string): boolean;
  /** Where there are as many as fit, the oldest goes. */
  add(key: string): void;
  /** What was added since the last `settle` was not. */
  takeBack(): void;
  settle(): void;
}

/** No keys. A ring: looking for the oldest in a Set would pass all that have gone before it. */
export function createRecentKeys(most: number): RecentKeys {
  const known = new Set<string>();
  const ring: (string | undefined)[] = [];
  let place = 0;
  let added = 0;

  /** Nothing stands in this place any more. */
  function clear(at: number): void {
    const key = ring[at];
    if (key !== undefined) known.delete(key);
    ring[at] = undefined;
  }

  return {
    has: (key) => known.has(key),
    add(key) {
      if (known.has(key)) return;
      clear(place);
      ring[place] = key;
      known.add(key);
      place = (place + 1) % most;
      added = Math.min(added + 1, most);
    },
    takeBack() {
      for (; added > 0; added -= 1) {
        place = (place + most - 1) % most;
        clear(place);
      }
    },
    settle() {
      added = 0;
    },
  };
}
