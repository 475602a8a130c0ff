import type { Platform } from './happening.ts';
import type { Away } from './truth.ts';

/** What is owed is delivered so long after a platform, or Airdesk, is back, ms. */
const AFTER_AWAY_MS = 150_000;
/** Airdesk looks at what is on air every five minutes; what no callback told is known so long after it happened, ms. */
const UNTOLD_MS = 8 * 60_000;
/** The cloud tries again each minute. */
const AFTER_DOWN_MS = 90_000;

/** A time by which something should be seen on a platform, or later where that or Airdesk was away meanwhile, ms UTC. */
export function patient(away: readonly Away[], on: Platform, from: number, by: number): number {
  const inTheWay = away.filter(
    ({ what }) => what === on || what === 'airdesk' || (what === 'limits' && on === 'slack'),
  );
  let latest = by;
  for (const { from: began, to = Infinity } of [...inTheWay].sort((a, b) => a.from - b.from))
    if (began <= latest && to >= from) latest = Math.max(latest, to + AFTER_AWAY_MS);
  return latest;
}

/** By when Airdesk can know of what happened, ms UTC. */
export function heardBy(away: readonly Away[], at: number): number {
  const missed = away.filter(({ from, to = Infinity }) => at >= from - 1000 && at <= to);
  return missed.reduce(
    (latest, { what, to = Infinity }) =>
      what === 'callbacks'
        ? Math.max(latest, at + UNTOLD_MS)
        : what === 'airdesk'
          ? Math.max(latest, to + AFTER_DOWN_MS)
          : latest,
    at,
  );
}
