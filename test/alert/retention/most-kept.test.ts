import { expect, it } from 'vitest';
import { MOST_KEPT, mostKept } from '../../../src/alert/retention/most-kept.ts';
import { mostOpen } from '../../../src/alert/retention/most-open.ts';

const MEBIBYTE = 1024 * 1024;
/** What Node adds to `--max-old-space-size`. */
const YOUNG = 48;

it.each([
  ['a small container', 64, 0.25, 1000],
  ['256 MB', 128, 0.43, 5851],
  ['much', 256, 1, 24_576],
  ['what a server has', 4096, 1, 100_000],
])('%s: what is kept of what is over, and what may be open, fit the heap', (_, old, share, open) => {
  const heap = (old + YOUNG) * MEBIBYTE;
  const kept = mostKept(heap);
  expect(kept.ended / MOST_KEPT.ended).toBeCloseTo(share, 2);
  expect(kept.endedBytes / MOST_KEPT.endedBytes).toBeCloseTo(share, 2);
  expect(kept.streams / MOST_KEPT.streams).toBeCloseTo(share, 2);
  expect(mostOpen(heap)).toBe(open);
});
