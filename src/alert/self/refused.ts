import { UNKNOWN, WELL, type Verdict } from './verdict.ts';

/** So many within so long (ms) are no accident: the cloud tries one message a minute apart. */
const REPEATED = 3;
const WITHIN_MS = 15 * 60_000;
/** A good one proves that it is over where no bad one came for so long, ms. */
const STEADY_MS = 3 * 60_000;
/** Where nothing comes at all, it counts as over after so long, ms: whoever sent it has stopped. */
const FORGOTTEN_MS = 60 * 60_000;

/** What came through one endpoint of one kind: when, ms, by the clock of the senses, which is never set. */
export interface Tally {
  /** The newest bad ones, oldest first. */
  readonly bad: readonly number[];
  /** What the newest bad one was. */
  readonly what?: string;
  /** What it told of itself, where that is known. */
  readonly about?: string;
  readonly good?: number;
}

/** Neither a bad one nor a good one so far. */
export const NOTHING_CAME: Tally = { bad: [] };

/** The tally with one more bad one. */
export function withBad(tally: Tally, at: number, what: string, about = tally.about): Tally {
  const bad = [...tally.bad, at].slice(-REPEATED);
  return { ...tally, bad, what, ...(about !== undefined && { about }) };
}

/** The tally with one more good one. */
export function withGood(tally: Tally, at: number): Tally {
  const last = tally.bad.at(-1);
  return last !== undefined && at - last < STEADY_MS ? { ...tally, good: at } : { bad: [], good: at };
}

/** Whether callbacks are refused again and again. `since`: when Airdesk began to listen, ms UTC. */
export function refusedVerdict(tally: Tally, now: number, since: number): Verdict {
  const last = tally.bad.at(-1);
  if (last === undefined && tally.good !== undefined) return WELL;
  if (now - (last ?? since) > FORGOTTEN_MS) return WELL;
  const [first] = tally.bad;
  if (tally.bad.length < REPEATED || first === undefined || last === undefined) return UNKNOWN;
  if (last - first > WITHIN_MS) return UNKNOWN;
  return {
    state: 'bad',
    values: { answered: tally.what ?? '', ...(tally.about !== undefined && { path: tally.about }) },
  };
}
