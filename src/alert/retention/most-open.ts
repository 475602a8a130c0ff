/** Alerts that are open at most, however much memory there is. */
const MOST = 100_000;
/** So many are open whatever the memory. */
const LEAST = 1000;
/**
 * What Airdesk takes without any, and what one of them takes, with its cards, bytes of the heap. Twice what it is: the
 * collector of garbage needs room to work in, or it takes more time than everything else.
 */
const WITHOUT_BYTES = 136 * 1024 * 1024;
const EACH_BYTES = 7168;

/** How many alerts may be open with a heap of so many bytes. */
export function mostOpen(heapBytes: number): number {
  const fitting = Math.floor((heapBytes - WITHOUT_BYTES) / EACH_BYTES);
  return Math.min(MOST, Math.max(LEAST, fitting));
}
