/** What is kept at most of what is over. */
export interface MostKept {
  /** Alerts that ended, and what they take as they are written, bytes. */
  readonly ended: number;
  readonly endedBytes: number;
  /** Streams that were heard of. */
  readonly streams: number;
}

const MEBIBYTE = 1024 * 1024;
/** However much memory there is. */
export const MOST_KEPT: MostKept = { ended: 10_000, endedBytes: 16 * MEBIBYTE, streams: 20_000 };
/** The heap without any of it, and the heap from which on there is room for all of it, bytes. */
const WITHOUT_BYTES = 80 * MEBIBYTE;
const WHOLE_BYTES = 304 * MEBIBYTE;
/** The share that is kept whatever the memory. */
const LEAST = 0.25;

/** What may be kept with a heap of so many bytes. */
export function mostKept(heapBytes: number): MostKept {
  const fitting = (heapBytes - WITHOUT_BYTES) / (WHOLE_BYTES - WITHOUT_BYTES);
  const share = Math.min(1, Math.max(LEAST, fitting));
  return {
    ended: Math.floor(MOST_KEPT.ended * share),
    endedBytes: Math.floor(MOST_KEPT.endedBytes * share),
    streams: Math.floor(MOST_KEPT.streams * share),
  };
}
