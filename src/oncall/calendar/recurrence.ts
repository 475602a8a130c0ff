import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import type { Budget } from './in-time.ts';
import { plainOf } from './wall.ts';

/** Times that one rule makes, those before the window included: every day for eighty years. */
const MOST_STEPS = 30_000;

/** Between which wall times a rule is followed. */
export interface Between {
  readonly first: Temporal.PlainDateTime;
  readonly last: Temporal.PlainDateTime;
}

/**
 * The wall times at which a rule recurs, by the clocks of the event's own zone: nine in the morning stays nine in the morning.
 * `until`: the last moment that counts, as those clocks show it.
 * @throws Error where the rule cannot be followed, or not to its end in time
 */
export function recurrencesOf(
  rule: ICAL.Recur,
  start: { readonly wall: Temporal.PlainDateTime; readonly isDate: boolean },
  until: Temporal.PlainDateTime | undefined,
  { first, last }: Between,
  budget: Budget,
): Temporal.PlainDateTime[] {
  const from = timeOf(start.wall, start.isDate);
  const [earliest, latest] = [first, last].map((wall) => timeOf(wall, false).toUnixTime());
  const end = until && timeOf(until, false);
  const found = budget.run(() => {
    const bounded = rule.clone();
    if (bounded.until) bounded.until = null;
    const iterator = bounded.iterator(from);
    const times: number[] = [];
    const stop = Math.min(latest ?? 0, end?.toUnixTime() ?? Infinity);
    for (let steps = 0; ; steps += 1) {
      if (steps > MOST_STEPS) throw new Error('it recurs too often');
      const next = iterator.next() as ICAL.Time | null;
      if (!next) return times;
      const at = next.toUnixTime();
      if (at > stop) return times;
      if (at >= (earliest ?? 0)) times.push(at);
    }
  });
  return found.map((seconds) =>
    Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
      .toZonedDateTimeISO('UTC')
      .toPlainDateTime(),
  );
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
