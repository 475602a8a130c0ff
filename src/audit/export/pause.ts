import type { Outcome } from './outcome.ts';

type Failure = Exclude<Outcome, { kind: 'delivered' }>;

/** The first pause and the longest one, ms. A receiver that says no is not asked as often: only somebody can mend that. */
const PAUSES = {
  later: { first: 1_000, longest: 60_000 },
  'too-large': { first: 500, longest: 60_000 },
  refused: { first: 10_000, longest: 300_000 },
} as const satisfies Record<Failure['kind'], { readonly first: number; readonly longest: number }>;
/** A receiver that asks for a longer pause gets this one, ms. */
const LONGEST_ASKED = 600_000;

/**
 * How long to wait after the failure number `failures` in a row, from 1, ms: doubling, between half and one and a half of the step,
 * so that not all of many begin again in one moment; never shorter than the receiver asked for.
 */
export function pauseAfter(failure: Failure, failures: number, random: () => number): number {
  const { first, longest } = PAUSES[failure.kind];
  const step = Math.min(longest, first * 2 ** Math.min(failures - 1, 20));
  const asked = failure.kind === 'later' ? Math.min(failure.afterMs ?? 0, LONGEST_ASKED) : 0;
  return Math.max(asked, Math.round(step * (0.5 + random())));
}
