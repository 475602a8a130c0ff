import { wallTime as readClock, type WallTime } from './wall-clock.ts';

const DAY_MINUTES = 24 * 60;
const LISTED = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const DAYS: ReadonlyMap<string, number> = new Map([
  ...LISTED.map((name, day) => [name.toLowerCase(), day] as const),
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map(
    (name, day) => [name, day] as const,
  ),
  ...['一', '二', '三', '四', '五', '六', '日'].flatMap((sign, day) =>
    ['周', '星期'].map((prefix) => [prefix + sign, day] as const),
  ),
  ['周天', 6],
  ['星期天', 6],
]);

/** The weekday that a text names, 0 is Monday: `Mon`, `monday`, `周一`, `星期一`. Undefined where it names none. */
export function dayNamed(text: string): number | undefined {
  return DAYS.get(text.toLowerCase());
}

/** A time of the week by the clock on the wall. */
export interface WeekWindow {
  /** Days on which it begins, Monday first. */
  readonly days: readonly boolean[];
  /** Minutes after midnight; `to` is excluded, and behind 24:00 where it ends on the next day. */
  readonly from: number;
  readonly to: number;
}

/** `Mon-Fri 18:00-23:30`, `Sat,Sun`, `22:00-02:00`, `周一至周五 18:00-24:00`; or what is wrong with it, in words. */
export function parseWindow(text: string): WeekWindow | string {
  const words = text
    .normalize('NFKC')
    .replace(/(?<!\s)\s*[-–—~～至到]\s*/gu, '-')
    .replace(/(?<!\s)\s*[,、，]\s*/gu, ',')
    .trim()
    .split(/\s+/u);
  const [first = '', second] = words;
  if (words.length > 2) return `"${text}" ${EXAMPLE}`;
  const isTime = /^\d/.test(first);
  if (isTime && second !== undefined) return `"${text}" ${EXAMPLE}`;
  const days = isTime ? LISTED.map(() => true) : parseDays(first);
  if (typeof days === 'string') return days;
  const times = isTime ? first : second;
  const hours = times === undefined ? { from: 0, to: DAY_MINUTES } : parseTimes(times);
  return typeof hours === 'string' ? hours : { days, ...hours };
}

/** Whether the window is open at this wall time. What runs over midnight belongs to the day it begins on. */
export function isWithin({ days, from, to }: WeekWindow, { day, minute }: WallTime): boolean {
  if (days[day] === true && minute >= from && minute < to) return true;
  return days[(day + 6) % 7] === true && minute + DAY_MINUTES < to;
}

/** What the wall clock in a zone shows at a moment (ms UTC). @throws RangeError for an unknown zone or no moment. */
export function wallTime(at: number, timeZone: string): WallTime {
  const byMinute = minutesOf(timeZone);
  const minute = Math.floor(at / 60_000);
  const found = byMinute.get(minute);
  if (found) return found;
  const time = readClock(at, timeZone);
  if (byMinute.size >= MOST_MINUTES) byMinute.clear();
  byMinute.set(minute, time);
  return time;
}

const EXAMPLE = 'is not a time of the week; write Mon-Fri 18:00-23:30, Sat,Sun or 22:00-02:00';

function parseDays(text: string): boolean[] | string {
  const days = LISTED.map(() => false);
  for (const part of text.split(',')) {
    const [first = '', last = first, ...more] = part.split('-').map((name) => name.toLowerCase());
    const from = DAYS.get(first);
    const to = DAYS.get(last);
    if (from === undefined || to === undefined || more.length > 0) {
      return `"${part}" is not a day; write ${LISTED.join(', ')}, Mon-Fri or 周一至周五`;
    }
    for (let day = from; ; day = (day + 1) % 7) {
      days[day] = true;
      if (day === to) break;
    }
  }
  return days;
}

function parseTimes(text: string): { from: number; to: number } | string {
  const match = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/.exec(text);
  if (!match) return `"${text}" is not from when to when; write 18:00-23:30`;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
  const from = fromHour * 60 + fromMinute;
  const to = toHour * 60 + toMinute;
  if (fromMinute > 59 || toMinute > 59 || from >= DAY_MINUTES || to > DAY_MINUTES) {
    return `"${text}" names a time that no clock shows; from 00:00 to 23:59, and 24:00 as an end`;
  }
  if (from === to) return `"${text}" has no length; write 00:00-24:00 for the whole day`;
  return { from, to: to > from ? to : to + DAY_MINUTES };
}

/** Events of one minute share it; a replay of days does not fill the memory. */
const MOST_MINUTES = 5000;
const MOST_ZONES = 20;
const zones = new Map<string, Map<number, WallTime>>();

function minutesOf(timeZone: string): Map<number, WallTime> {
  const known = zones.get(timeZone);
  if (known) return known;
  const byMinute = new Map<number, WallTime>();
  if (zones.size < MOST_ZONES) zones.set(timeZone, byMinute);
  return byMinute;
}
