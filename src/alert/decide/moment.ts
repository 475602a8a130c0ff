import type { LiveEvent } from '../../callback/event.ts';

/** How far the cloud's clock may be ahead of ours and still be followed, ms. */
const MOST_AHEAD_MS = 5 * 60_000;
/** The oldest that a message may be and still be believed, ms. */
const OLDEST_MS = 24 * 60 * 60_000;

/**
 * When an event happened, ms UTC. A time that cannot be is not followed: it would decide what counts as newer for as
 * long as it lies ahead.
 */
export function momentOf({ at, receivedAt }: LiveEvent): number {
  if (!Number.isFinite(at) || at > receivedAt + MOST_AHEAD_MS) return receivedAt;
  return Math.max(at, receivedAt - OLDEST_MS);
}
