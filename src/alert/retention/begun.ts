import { createOrderedMap, keepNewest } from '../../bounds/ordered-map.ts';
import type { Conditions } from '../../callback/condition.ts';
import type { Alert } from '../model/alert.ts';
import { tieKeysOf } from '../ties.ts';

/** Ids kept of a tie to look for what failed lately. Beyond it the oldest go: they are part of an incident by then. */
const MOST_RECENT = 2000;
/** Ties of which such ids are kept, those in which something failed last: names and addresses that come once are many. */
const MOST_TIES = 10_000;
/** Alerts that are found at all by what they have in common, those that began last. */
const MOST_LISTED = 20_000;
/** Ids that no longer fit are taken out of a list when there are so many more of them than of the others. */
const MOST_STALE = 64;

/** What fails now, by what it has in common with others, in the order in which it began. */
export interface Begun {
  /** It fails from now on. */
  add(alert: Alert): void;
  /** They fail from now on, in the order in which they began: as `add` of each, and faster, where nothing is known yet. */
  load(alerts: readonly Alert[]): void;
  /** It fails no more: nothing of it is kept. */
  remove(id: string): void;
  /** Ids with this tie, newest first; one can come several times, and some may have gone. */
  newestFirst(account: string, tie: string, condition: string): Iterable<string>;
  /** Lists that are kept. */
  readonly size: number;
}

interface List {
  readonly key: string;
  ids: string[];
  /** Alerts that stand in it. */
  live: number;
}

/** Begins with nothing that fails. */
export function createBegun(conditions: Conditions): Begun {
  const lists = createOrderedMap<string, List>();
  const listsOf = createOrderedMap<string, readonly List[]>();

  function remove(id: string): void {
    for (const list of listsOf.get(id) ?? []) {
      list.live -= 1;
      if (list.live === 0) drop(list);
    }
    listsOf.delete(id);
  }

  /** What stands in it still knows it, so it is emptied. */
  function drop(list: List): void {
    list.ids = [];
    if (lists.get(list.key) === list) lists.delete(list.key);
  }

  function listAt(key: string): List {
    const list = lists.get(key) ?? { key, ids: [], live: 0 };
    // Behind all others, so that those that nothing was added to for longest go first.
    lists.set(key, list);
    return list;
  }

  function tidy(list: List): void {
    if (list.ids.length > 2 * list.live + MOST_STALE)
      list.ids = [...new Set(list.ids.toReversed())]
        .filter((id) => listsOf.get(id)?.includes(list))
        .reverse();
    if (list.ids.length > 2 * MOST_RECENT) list.ids = list.ids.slice(-MOST_RECENT);
  }

  return {
    add(alert) {
      remove(alert.id);
      const own = tieKeysOf(alert, conditions).map((tie) =>
        listAt(keyOf(alert.account, tie, alert.condition)),
      );
      listsOf.set(alert.id, own);
      for (const list of own) {
        list.live += 1;
        // One that flaps would fill the list by itself.
        if (list.ids.at(-1) !== alert.id) list.ids.push(alert.id);
        tidy(list);
      }
      keepNewest(listsOf, MOST_LISTED, remove);
      keepNewest(lists, MOST_TIES, (_key, list) => drop(list));
    },
    load(alerts) {
      // The newest first, so that those lists come to be that would be left.
      const found = new Map<string, List>();
      const listed: [string, readonly List[]][] = [];
      for (const alert of alerts.slice(-MOST_LISTED).reverse()) {
        const own: List[] = [];
        for (const tie of tieKeysOf(alert, conditions)) {
          const key = keyOf(alert.account, tie, alert.condition);
          let list = found.get(key);
          if (!list && found.size < MOST_TIES) found.set(key, (list = { key, ids: [], live: 0 }));
          if (!list) continue;
          list.live += 1;
          if (list.ids.length < MOST_RECENT) list.ids.push(alert.id);
          own.push(list);
        }
        listed.push([alert.id, own]);
      }
      for (const [id, own] of listed.reverse()) listsOf.set(id, own);
      for (const [key, list] of [...found].reverse()) {
        list.ids.reverse();
        lists.set(key, list);
      }
    },
    remove,
    *newestFirst(account, tie, condition) {
      const ids = lists.get(keyOf(account, tie, condition))?.ids ?? [];
      for (let at = ids.length - 1; at >= 0; at--) yield ids[at] ?? '';
    },
    get size() {
      return lists.size + listsOf.size;
    },
  };
}

function keyOf(account: string, tie: string, condition: string): string {
  return `${account}|${tie}|${condition}`;
}
