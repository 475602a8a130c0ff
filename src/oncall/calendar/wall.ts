import { Temporal } from 'temporal-polyfill';
import type ICAL from 'ical.js';

/** A date or a time as it stands in a calendar: what clocks show, and by whose clocks. */
export interface WallTime {
  readonly wall: Temporal.PlainDateTime;
  /** A whole day: `wall` is its midnight. */
  readonly isDate: boolean;
  /** `utc`; the name of a zone as the calendar writes it; undefined for a time that floats, and for a day. */
  readonly zone: 'utc' | { readonly named: string } | undefined;
}

/** What stands there. `tzid`: the parameter beside it. @throws RangeError where there is no such day */
export function wallOf(time: ICAL.Time, tzid: string | undefined): WallTime {
  const { isDate } = time;
  const wall = plainOf(time);
  if (isDate) return { wall, isDate, zone: undefined };
  if (time.toICALString().endsWith('Z')) return { wall, isDate, zone: 'utc' };
  return { wall, isDate, zone: tzid === undefined ? undefined : { named: tzid } };
}

/** The numbers of a time, whatever zone it is in. @throws RangeError where there is no such day */
export function plainOf({
  year,
  month,
  day,
  hour,
  minute,
  second,
  isDate,
}: ICAL.Time): Temporal.PlainDateTime {
  const clock = isDate ? {} : { hour, minute, second: Math.min(second, 59) };
  return Temporal.PlainDateTime.from({ year, month, day, ...clock }, { overflow: 'reject' });
}
