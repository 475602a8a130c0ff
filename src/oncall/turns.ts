import { type Day, dayAt, momentOn, weekdayOf } from './day.ts';
import type { Span } from '../clock.ts';

/** How people take turns: by days of the calendar and the clock on the wall, never by lengths of time. */
export interface Turns {
  /** The day on which the first of them takes over. */
  readonly start: Day;
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
  const after = dayAt(at, zone) - turns.start;
  let index = Math.floor((countedBefore(turns, after + 1) - 1) / turns.days);
  // On its day, but before the hand-over.
  while (beginOf(turns, zone, index) > at) index -= 1;
  return index;
}

/** When a turn begins, ms UTC. */
function beginOf(turns: Turns, zone: string, index: number): number {
  return momentOn(turns.start + daysTo(turns, index * turns.days), turns.minute, zone);
}

/** The days of the week that count, as days after the weekday of the start. */
function pattern({ start, counted }: Turns): number[] {
  const first = weekdayOf(start);
  return Array.from({ length: WEEK }, (_, after) => after).filter((after) => counted[(first + after) % WEEK]);
}

/** How many days count of the first `days` after the start; negative before it. */
function countedBefore(turns: Turns, days: number): number {
  const counted = pattern(turns);
  const weeks = Math.floor(days / WEEK);
  return weeks * counted.length + counted.filter((after) => after < days - weeks * WEEK).length;
}

/** How many days after the start the day lies that is the `number`th that counts; the start itself is 0. */
function daysTo(turns: Turns, number: number): number {
  const counted = pattern(turns);
  const weeks = Math.floor(number / counted.length);
  return weeks * WEEK + (counted[number - weeks * counted.length] ?? 0);
}
