import type { CalendarDay } from '../wall-clock.ts';
import { spokenDay } from './day.ts';
import { readNumber } from './numbers.ts';
import { read, type Reading, unclear } from './reading.ts';

/** A time of day, `22:00`; `day`: of which day, where it says so. */
export interface ClockTime {
  readonly time: string;
  readonly day?: CalendarDay;
}

const WRITTEN = /^(?<hours>\d{1,2})(?:[:.](?<minutes>\d\d))?\s*(?<half>am|pm|a\.\s?m\.?|p\.\s?m\.?)?$/u;
const SPOKEN =
  /^(?<part>凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚间|晚|夜里|夜间|半夜|深夜)?\s*(?<hours>\d{1,2}|[零一二两三四五六七八九十]{1,3})(?:[点點]钟?|:)(?:整|(?<half>半)|(?<quarter>[一三])刻|(?<minutes>\d{1,2}|[零一二三四五六七八九十]{1,3})分?)?$/u;

/** Parts of a day that end when whoever says them says so. */
const LOOSE: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:morning|早上|早晨|上午)$/u, ['06:00', '09:00']],
  [/^(?:afternoon|下午)$/u, ['15:00', '18:00']],
  [/^(?:evening|night|晚上|傍晚)$/u, ['20:00', '22:00', '24:00']],
];

const NAMES: Readonly<Record<string, string>> = {
  midnight: '24:00',
  午夜: '24:00',
  半夜: '24:00',
  零点: '24:00',
  noon: '12:00',
  '12 noon': '12:00',
  '12 midnight': '24:00',
  midday: '12:00',
  正午: '12:00',
  中午: '12:00',
};

/** A time of day as it is written or said: `22:00`, `24:00`, `22.00`, `10pm`, `22点半`, `晚上10点`, `friday 9am`. `text` in small letters. */
export function readClock(text: string): Reading<ClockTime> {
  const spoken = spokenDay(text);
  if (!spoken) {
    const time = timeOf(text);
    return time?.kind === 'read' ? read({ time: time.value.replace(/^24/, '00') }) : time;
  }
  const { rest, part, word } = spoken;
  const time = part === '' ? timeOfDay(rest) : timeInPart(part, rest);
  // The day that was said is not lost on the way to what may be meant.
  if (time?.kind === 'unclear') return unclear(...time.meant.map((each) => `${word} ${each}`));
  if (!time) return undefined;
  return spoken.isUnclear ? unclear(`${word} ${time.value}`) : read(onDay(time.value, spoken.day));
}

/** `24:00` of a day is the beginning of the next. */
function onDay(time: string, day: CalendarDay): ClockTime {
  return time === '24:00' ? { time: '00:00', day: { ...day, days: (day.days ?? 0) + 1 } } : { time, day };
}

/** `tomorrow 8` is one of two, `friday 20` is not; parts of a day are hours that are asked. */
function timeOfDay(text: string): Reading<string> {
  const hour = /^\d{1,2}$/.test(text) ? Number(text) : undefined;
  if (hour !== undefined) return hour < 24 ? eitherHalf(hour, 0) : undefined;
  const loose = LOOSE.find(([word]) => word.test(text));
  return loose ? unclear(...loose[1]) : timeOf(text);
}

/** `10:30` and `10` of an evening are 22:30 and 22:00. */
function timeInPart(part: string, text: string): Reading<string> {
  const { hours, minutes = '00' } = /^(?<hours>\d{1,2})(?:[:.](?<minutes>\d\d))?$/.exec(text)?.groups ?? {};
  if (hours !== undefined) return spokenTime(part, Number(hours), Number(minutes));
  return timeOf(part + text) ?? timeOf(text);
}

function timeOf(text: string): Reading<string> {
  if (Object.hasOwn(NAMES, text)) return read(NAMES[text] ?? '');
  const written = WRITTEN.exec(text)?.groups;
  if (written && !isLengthToo(text))
    return writtenTime(written['hours'] ?? '', written['minutes'], written['half']);
  if (written) return unclear(text.replace('.', ':'), `${text.replace('.', 'h')}m`);
  const oClock = /^(?<hours>\d{1,2})\s*o['’]?clock$/u.exec(text)?.groups?.['hours'];
  if (oClock !== undefined) return eitherHalf(Number(oClock), 0);
  const spoken = SPOKEN.exec(text)?.groups;
  if (!spoken) return undefined;
  const hours = readNumber(spoken['hours'] ?? '') ?? 99;
  const quarter = spoken['quarter'] === undefined ? 0 : spoken['quarter'] === '一' ? 15 : 45;
  const minutes = spoken['half'] === undefined ? quarter : 30;
  return spokenTime(spoken['part'], hours, readNumber(spoken['minutes'] ?? '') || minutes);
}

/** `2.30` can be half past two, and two hours and a half. */
function isLengthToo(text: string): boolean {
  return /^\d\.[0-5]\d$/.test(text);
}

function writtenTime(hours: string, minutes: string | undefined, half: string | undefined): Reading<string> {
  const [hour, minute] = [Number(hours), Number(minutes ?? '0')];
  if (half === undefined) return minutes === undefined ? undefined : clock(hour, minute);
  // Nobody knows what 22 am is; 22 pm is 22.
  if (hour < 1 || hour > 12) return half.startsWith('p') && hour > 12 ? clock(hour, minute) : undefined;
  return clock((hour % 12) + (half.startsWith('p') ? 12 : 0), minute);
}

/** What the part of the day makes of an hour. Without one, an hour up to twelve can be two. */
function spokenTime(part: string | undefined, hour: number, minute: number): Reading<string> {
  if (part === undefined) return hour === 0 || hour > 12 ? clock(hour, minute) : eitherHalf(hour, minute);
  if (hour > 12 || hour === 0) return clock(hour, minute);
  if (/^(?:下午|傍晚)/u.test(part)) return clock((hour % 12) + 12, minute);
  if (part === '中午') return hour > 2 && hour < 11 ? undefined : clock(hour < 3 ? hour + 12 : hour, minute);
  if (/^(?:晚上|晚间|晚|夜里|夜间|半夜|深夜)/u.test(part)) {
    if (hour === 12) return minute === 0 ? clock(24, 0) : clock(0, minute);
    if (hour >= 5) return clock(hour + 12, minute);
    return /^晚/u.test(part) ? eitherHalf(hour, minute) : clock(hour, minute);
  }
  if (hour === 12) return /^(?:凌晨)/u.test(part) ? clock(0, minute) : eitherHalf(hour, minute);
  return clock(hour, minute);
}

function eitherHalf(hour: number, minute: number): Reading<string> {
  if (hour > 12) return clock(hour, minute);
  return hour === 0 ? clock(0, minute) : unclear(spelt(hour % 12, minute), spelt((hour % 12) + 12, minute));
}

function clock(hour: number, minute: number): Reading<string> {
  if (minute > 59) return undefined;
  if (hour < 24 || (hour === 24 && minute === 0)) return read(spelt(hour, minute));
  // 25:30 is half past one at night, on stations that count so.
  return hour < 30 ? unclear(spelt(hour - 24, minute)) : undefined;
}

function spelt(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
