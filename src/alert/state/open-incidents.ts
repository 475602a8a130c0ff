/** Ids of open incidents by account, in the order in which they came. */
export interface OpenIncidents {
  add(account: string, id: string): void;
  remove(account: string, id: string): void;
  newestFirst(account: string): readonly string[];
  /** Accounts that have any. */
  readonly size: number;
}

/** Begins with no incident. */
export function createOpenIncidents(): OpenIncidents {
  const incidents = new Map<string, readonly string[]>();
  return {
    add(account, id) {
      const ids = incidents.get(account) ?? [];
      if (!ids.includes(id)) incidents.set(account, [...ids, id]);
    },
    remove(account, id) {
      const left = (incidents.get(account) ?? []).filter((other) => other !== id);
      if (left.length > 0) incidents.set(account, left);
      else incidents.delete(account);
    },
    newestFirst: (account) => (incidents.get(account) ?? []).toReversed(),
    get size() {
      return incidents.size;
    },
  };
}
