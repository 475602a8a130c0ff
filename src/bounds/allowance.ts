import type { Clock } from '../clock.ts';
import { createOrderedMap, keepNewest } from './ordered-map.ts';

/** Counts what each key uses of an allowance that refills with time. */
export interface Allowance {
  /** Takes one. Answers 0 when it was granted, else after how many ms to try again. */
  take(key: string): number;
}

/** A bucket a key: `burst` at once, then `perMinute`. At most `keys` are kept; the longest unused is forgotten. */
export function createAllowance(
  clock: Pick<Clock, 'passed'>,
  burst: number,
  perMinute: number,
  keys = 1_000,
): Allowance {
  const buckets = createOrderedMap<string, { left: number; at: number }>();
  const perMs = perMinute / 60_000;
  return {
    take(key) {
      const now = clock.passed();
      const bucket = buckets.get(key) ?? { left: burst, at: now };
      const left = Math.min(burst, bucket.left + Math.max(0, now - bucket.at) * perMs);
      const granted = left >= 1;
      buckets.set(key, { left: granted ? left - 1 : left, at: now });
      keepNewest(buckets, keys);
      return granted ? 0 : Math.ceil((1 - left) / perMs);
    },
  };
}
