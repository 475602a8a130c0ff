import { Temporal } from 'temporal-polyfill';
import { firstMomentOf } from '../text/wall-clock.ts';
import type { WeekWindow } from '../text/week.ts';
import { clipped, joined } from './paint.ts';
import type { Span } from './rotation.ts';

/**
 * When times of the week are, between two moments (ms UTC), by the clocks of a zone: joined where they touch. Where one time
 * ends and another one begins at the same wall time, they meet without a gap and without an overlap, also when clocks change.
 */
export function timesBetween(windows: readonly WeekWindow[], zone: string, within: Span): Span[] {
  const last = dateAt(within.to, zone).add({ days: 1 });
  const times: Span[] = [];
  // From the day before on: a time over midnight belongs to the day it begins on.
  for (
    let day = dateAt(within.from, zone).subtract({ days: 1 });
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  )
    for (const { days, from, to } of windows)
      if (days[day.dayOfWeek - 1] === true)
        times.push({ from: momentOn(day, from, zone), to: momentOn(day, to, zone) });
  return clipped(joined(times), [within]);
}

function dateAt(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

/** So many minutes after midnight by the clock on the wall, also on the next day. */
function momentOn(day: Temporal.PlainDate, minutes: number, zone: string): number {
  return firstMomentOf(day.toPlainDateTime().add({ minutes }), zone);
}
