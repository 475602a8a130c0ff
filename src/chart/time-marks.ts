import { Temporal } from 'temporal-polyfill';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far marks may be apart; days last as long as they last in the zone. */
const STEPS = [1, 5, 10, 15, 30].map((n) => n * MINUTE).concat([1, 2, 3, 6, 12].map((n) => n * HOUR));
const DAYS = [1, 2, 7, 14];

/** A moment (ms UTC) on the axis and what stands under it. */
export type TimeMark = readonly [number, string];

/** Round times of the reader's clock between two moments, at most `most`: `20:15`, with the day at midnight (`03-02`). */
export function timeMarks(from: number, to: number, timeZone: string, most = 5): TimeMark[] {
  const length = Math.max(1, to - from);
  const step = STEPS.find((each) => length / each <= most);
  if (step === undefined) {
    const days = DAYS.find((each) => length / (each * DAY) <= most) ?? Math.ceil(length / DAY / most);
    return dayMarks(from, to, timeZone, days);
  }
  const marks: TimeMark[] = [];
  // Whole hours of the zone: some zones are half an hour or three quarters from UTC.
  let at = zoned(from, timeZone).startOfDay();
  while (at.epochMilliseconds <= to) {
    const ms = at.epochMilliseconds;
    if (ms >= from) marks.push([ms, labelOf(at)]);
    const next = at.add({ milliseconds: step });
    // After midnight the count begins anew, or marks would be odd for the rest of a day on which clocks are set.
    at = next.toPlainDate().equals(at.toPlainDate()) ? next : next.startOfDay();
  }
  return marks;
}

function dayMarks(from: number, to: number, timeZone: string, days: number): TimeMark[] {
  const marks: TimeMark[] = [];
  let day = zoned(from, timeZone).startOfDay();
  if (day.epochMilliseconds < from) day = day.add({ days: 1 });
  for (; day.epochMilliseconds <= to; day = day.add({ days }))
    marks.push([day.epochMilliseconds, dateOf(day)]);
  return marks;
}

function labelOf(at: Temporal.ZonedDateTime): string {
  const time = at.toPlainTime().toString({ smallestUnit: 'minute' });
  return time === '00:00' ? dateOf(at) : time;
}

function dateOf(at: Temporal.ZonedDateTime): string {
  return at.toPlainDate().toString().slice(5);
}

function zoned(at: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone);
}
