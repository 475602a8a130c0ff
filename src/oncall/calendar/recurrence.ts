import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { ATTEMPTS, isTimeUp, type Budget, type Pieces } from './in-time.ts';
import { plainOf } from './wall.ts';

/** Times that one rule makes, those before the window included: every day for eighty years. */
const MOST_STEPS = 30_000;

/** Times that are looked for at a time. */
const HANDFUL = 50;

/** Between which wall times a rule is followed. */
export interface Between {
  readonly first: Temporal.PlainDateTime;
  readonly last: Temporal.PlainDateTime;
}

/**
 * The wall times at which a rule recurs, by the clocks of the event's own zone: nine in the morning stays nine in the morning.
 * `until`: the last moment that counts, as those clocks show it.
 * @throws Error where the rule cannot be followed, or not to its end
 */
export function* recurrencesOf(
  rule: ICAL.Recur,
  start: { readonly wall: Temporal.PlainDateTime; readonly isDate: boolean },
  until: Temporal.PlainDateTime | undefined,
  { first, last }: Between,
  budget: Budget,
): Pieces<Temporal.PlainDateTime[]> {
  const from = timeOf(start.wall, start.isDate);
  const [earliest, latest] = [first, last].map((wall) => timeOf(wall, false).toUnixTime());
  const end = until && timeOf(until, false);
  const bounded = rule.clone();
  if (bounded.until) bounded.until = null;
  const stop = Math.min(latest ?? 0, end?.toUnixTime() ?? Infinity);
  const walls: Temporal.PlainDateTime[] = [];
  for (const at of yield* timesOf(bounded, from, stop, budget)) {
    yield;
    if (at >= (earliest ?? 0)) walls.push(wallAt(at));
  }
  return walls;
}

/** Times until `stop`, in seconds of no zone at all. A handful at a time: the watch costs more than they do. */
function* timesOf(rule: ICAL.Recur, from: ICAL.Time, stop: number, budget: Budget): Pieces<number[]> {
  const times: number[] = [];
  let iterator: ICAL.RecurIterator | undefined;
  let failed = 0;
  /** Whether that were all. */
  const handful = (most: number): boolean => {
    iterator ??= rule.iterator(from);
    for (let taken = 0; taken < most; taken += 1) {
      const next = iterator.next() as ICAL.Time | null;
      const at = next?.toUnixTime() ?? Infinity;
      if (at > stop) return true;
      times.push(at);
      if (times.length > MOST_STEPS) throw new Error('it recurs too often');
    }
    return false;
  };
  for (;;) {
    yield;
    const known = times.length;
    try {
      if (budget.watch(() => handful(failed > 0 ? 1 : HANDFUL))) return times;
      failed = 0;
    } catch (error) {
      failed += 1;
      if (failed >= ATTEMPTS || !isTimeUp(error)) throw error;
      // Whatever it was in the middle of, it begins anew, and comes to where it was: so far it is known to come.
      times.length = known;
      iterator = undefined;
      if (known === 0) continue;
      iterator = rule.iterator(from);
      for (let again = 0; again < known; again += 1) {
        yield;
        iterator.next();
      }
    }
  }
}

function wallAt(seconds: number): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime();
}

/** When a rule ends, as it stands in it; undefined where it does not, or ends after so many times. */
export function untilOf(
  rule: ICAL.Recur,
): { readonly wall: Temporal.PlainDateTime; readonly isUtc: boolean; readonly isDate: boolean } | undefined {
  const { until } = rule;
  if (!until) return undefined;
  return { wall: plainOf(until), isUtc: until.toICALString().endsWith('Z'), isDate: until.isDate };
}

/** A wall time as the library has it, in no zone at all. */
function timeOf(
  { year, month, day, hour, minute, second }: Temporal.PlainDateTime,
  isDate: boolean,
): ICAL.Time {
  return new ICAL.Time({ year, month, day, hour, minute, second, isDate }, ICAL.Timezone.localTimezone);
}
