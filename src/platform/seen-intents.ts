import { createOrderedMap, keepNewest } from '../bounds/ordered-map.ts';

/** How many ids are remembered. Platforms redeliver within minutes; this holds hours of a busy desk. */
const REMEMBERED = 10_000;

/** Tells a redelivered intent from a new one. Bounded to the newest; what acts is guarded by its proposal besides. */
export function createSeenIntents(remembered = REMEMBERED): (id: string) => boolean {
  const ids = createOrderedMap<string, true>();
  return (id) => {
    if (ids.has(id)) return true;
    ids.set(id, true);
    keepNewest(ids, remembered);
    return false;
  };
}
