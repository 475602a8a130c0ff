import type { Span } from '../../clock.ts';

/** A message may be on its way for so long, and a list lag behind, ms: what is newer may still be told. */
const SETTLE_MS = 3 * 60_000;
/** So much of what was looked through is looked through again, ms: a list can have gained something old. */
export const OVERLAP_MS = 10 * 60_000;
/** Further back nothing is looked for, ms: what broke a day ago and is still broken is found by looking at what is on air. */
const LONGEST_MS = 24 * 60 * 60_000;

/** What is known of how far an account was looked through, ms UTC. */
export interface Before {
  /** Until when what was missed was looked for; undefined where it never was. */
  readonly filledTo: number | undefined;
  /** When something was heard of the account last. */
  readonly heardAt: number | undefined;
}

/**
 * The span (ms UTC) in which nothing may have told of what happened; undefined where there is none. What was before Airdesk
 * heard anything of the account is no gap.
 */
export function spanToFill({ filledTo, heardAt }: Before, now: number): Span | undefined {
  const to = now - SETTLE_MS;
  const known = filledTo ?? heardAt;
  if (known === undefined) return { from: to, to };
  const overlap = filledTo === undefined ? 0 : OVERLAP_MS;
  const from = Math.max(Math.min(known, to) - overlap, now - LONGEST_MS);
  return from < to ? { from, to } : undefined;
}
