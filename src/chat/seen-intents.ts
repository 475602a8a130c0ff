/** How many ids are remembered. Platforms redeliver within minutes; this holds hours of a busy desk. */
const REMEMBERED = 10_000;

/** Tells a redelivered intent from a new one. Bounded to the newest; what acts is guarded by its proposal besides. */
export function createSeenIntents(remembered = REMEMBERED): (id: string) => boolean {
  const ids = new Set<string>();
  return (id) => {
    if (ids.has(id)) return true;
    ids.add(id);
    if (ids.size > remembered) for (const oldest of ids.values()) return !ids.delete(oldest);
    return false;
  };
}
