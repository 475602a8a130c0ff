import { Temporal } from 'temporal-polyfill';
import { firstMomentOf } from '../text/wall-clock.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Monday is 0; 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = 3;
/** Moments that are remembered: a year of hand-overs and times of the week of many rotations. */
const MOST = 20_000;

/** A day of the calendar as a number: so many days after 1 January 1970. */
export type Day = number;

/** The day of a date, `2026-01-05`. @throws RangeError where there is no such date */
export function dayOf(date: string): Day {
  return Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds / DAY_MS;
}

/** The day that it is by the clocks of a zone at a moment (ms UTC). */
export function dayAt(at: number, zone: string): Day {
  const date = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone).toPlainDate();
  return date.toZonedDateTime('UTC').epochMilliseconds / DAY_MS;
}

/** 0 is Monday. */
export function weekdayOf(day: Day): number {
  return (((day + FIRST_WEEKDAY) % 7) + 7) % 7;
}

/**
 * The moment (ms UTC) that stands for so many minutes after midnight by the clock on the wall, also on a day after; exactly one,
 * as `firstMomentOf` finds it. Remembered, since the same ones are asked for again and again.
 */
export function momentOn(day: Day, minutes: number, zone: string): number {
  const key = `${day} ${minutes} ${zone}`;
  const known = moments.get(key);
  if (known !== undefined) return known;
  const wall = Temporal.Instant.fromEpochMilliseconds(day * DAY_MS + minutes * 60_000)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime();
  const moment = firstMomentOf(wall, zone);
  if (moments.size >= MOST) moments.clear();
  moments.set(key, moment);
  return moment;
}

const moments = new Map<string, number>();
