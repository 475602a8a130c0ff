/**
 * When something may be done that was to wait until `until` (ms UTC), `most` ms at the longest; `now` where that is over. A
 * clock that was set back since would make it wait for hours: nobody waits for it to catch up.
 */
export function ahead(until: number, now: number, most: number): number {
  return until > now && until - now <= most ? until : now;
}
