import { Temporal } from 'temporal-polyfill';
import { firstMomentOf } from '../text/wall-clock.ts';
import type { Span } from './rotation.ts';

/** How people take turns: by days of the calendar and the clock on the wall, never by lengths of time. */
export interface Turns {
  /** The day on which the first of them takes over, as `2026-01-05`. */
  readonly start: string;
  /** When the next one takes over, minutes after midnight on the wall. */
  readonly minute: number;
  /** So many days each, of those that count. */
  readonly days: number;
  /** Which days of the week count, Monday first. At least that of `start`. */
  readonly counted: readonly boolean[];
}

/** One turn: the first is 0. */
export interface Turn extends Span {
  readonly index: number;
}

const WEEK = 7;
const DAY_MINUTES = 24 * 60;

/** The turns that are under way between two moments (ms UTC), whole. None before the first one begins. */
export function turnsBetween(turns: Turns, zone: string, { from, to }: Span): Turn[] {
  const found: Turn[] = [];
  for (let index = Math.max(0, turnAt(turns, zone, from)); ; index += 1) {
    const begin = beginOf(turns, zone, index);
    if (begin >= to) return found;
    const end = beginOf(turns, zone, index + 1);
    // Where clocks skip a whole day, a turn can be left with nothing.
    if (begin < end) found.push({ index, from: begin, to: end });
  }
}

/** The turn that is under way at a moment; below 0 before the first one. */
function turnAt(turns: Turns, zone: string, at: number): number {
  const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  const day = startOf(turns).until(date, { largestUnit: 'days' }).days;
  let index = Math.floor((countedBefore(turns, day + 1) - 1) / turns.days);
  while (beginOf(turns, zone, index) > at) index -= 1;
  while (beginOf(turns, zone, index + 1) <= at) index += 1;
  return index;
}

/** When a turn begins, ms UTC. */
function beginOf(turns: Turns, zone: string, index: number): number {
  const day = startOf(turns).add({ days: dayOf(turns, index * turns.days) });
  return firstMomentOf(day.toPlainDateTime().add({ minutes: turns.minute % DAY_MINUTES }), zone);
}

function startOf({ start }: Turns): Temporal.PlainDate {
  return Temporal.PlainDate.from(start);
}

/** The days of the week that count, as days after the weekday of the start. */
function pattern(turns: Turns): number[] {
  const first = startOf(turns).dayOfWeek - 1;
  return Array.from({ length: WEEK }, (_, after) => after).filter(
    (after) => turns.counted[(first + after) % WEEK],
  );
}

/** How many days count of the first `days` after the start; negative before it. */
function countedBefore(turns: Turns, days: number): number {
  const counted = pattern(turns);
  const weeks = Math.floor(days / WEEK);
  return weeks * counted.length + counted.filter((after) => after < days - weeks * WEEK).length;
}

/** How many days after the start the day lies that is the `number`th that counts; the start itself is 0. */
function dayOf(turns: Turns, number: number): number {
  const counted = pattern(turns);
  const weeks = Math.floor(number / counted.length);
  return weeks * WEEK + (counted[number - weeks * counted.length] ?? 0);
}
