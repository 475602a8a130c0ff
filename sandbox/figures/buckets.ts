import { dayOf } from './on-air.ts';

const MINUTE = 60_000;

/** The beginning of the stretch of `minutes` that a moment lies in: days are Beijing's, ms UTC. */
export function bucketOf(at: number, minutes: number): number {
  if (minutes === 1440) return dayOf(at);
  return Math.floor(at / (minutes * MINUTE)) * minutes * MINUTE;
}

/** The beginnings of all stretches from `from` to before `to`; the one that `from` lies in is the first. */
export function bucketsOf({ from, to }: { from: number; to: number }, minutes: number): number[] {
  const found: number[] = [];
  for (let at = bucketOf(from, minutes); at < to; at += minutes * MINUTE) found.push(at);
  return found;
}

/** Adds to what a map holds under a key. */
export function addTo<K>(sums: Map<K, number>, key: K, more: number): void {
  sums.set(key, (sums.get(key) ?? 0) + more);
}
