import type { WeekWindow } from '../text/week.ts';
import { dayAt, momentOn, weekdayOf } from './day.ts';
import { clipped, joined } from './paint.ts';
import type { Span } from '../clock.ts';

/**
 * When times of the week are, between two moments (ms UTC), by the clocks of a zone: joined where they touch. Where one time
 * ends and another one begins at the same wall time, they meet without a gap and without an overlap, also when clocks change.
 */
export function timesBetween(windows: readonly WeekWindow[], zone: string, within: Span): Span[] {
  const times: Span[] = [];
  const last = dayAt(within.to, zone);
  // From the day before on: a time over midnight belongs to the day it begins on.
  for (let day = dayAt(within.from, zone) - 1; day <= last; day += 1)
    for (const { days, from, to } of windows)
      if (days[weekdayOf(day)] === true)
        times.push({ from: momentOn(day, from, zone), to: momentOn(day, to, zone) });
  return clipped(joined(times), [within]);
}
