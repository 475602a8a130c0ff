import { nearest } from '../nearest.ts';
import { NUMBER, readNumber } from './numbers.ts';
import { read, type Reading, unclear } from './reading.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Units from long to short, as they are written and said. */
const UNITS: readonly (readonly [name: string, length: number, words: string])[] = [
  ['w', 7 * DAY, 'weeks?|wks?|w|周|个?(?:星期|礼拜)'],
  ['d', DAY, 'days?|d|天|日'],
  ['h', HOUR, 'hours?|hrs?|h|个?(?:小时|钟头)|个钟'],
  ['m', MINUTE, 'minutes?|mins?|m|分钟?'],
  ['s', SECOND, 'seconds?|secs?|s|秒钟?'],
];
const UNIT = UNITS.map(([name, , words]) => `(?<${name}>${words})`).join('|');
/** A number and its unit. A half may stand in front of the unit or behind it, as it does in Chinese. */
const PART = new RegExp(
  `^(?<number>${NUMBER})(?<half>\\s*(?:and a half|个?半(?=[周天日小时钟]))|)\\s*(?:${UNIT})(?![a-z])\\.?(?<after>\\s*(?:and a half(?![a-z])|半(?!个|小|分|天))|)`,
  'u',
);
const BETWEEN = /^\s*(?:,\s*|and\s+|零|又)?/u;

/** Lengths that are no number with a unit. */
const PHRASES: readonly (readonly [RegExp, number])[] = [
  [/^(?:a\s+)?half(?:\s+an?)?(?:\s+|-)hour$|^半个?(?:小时|钟头|钟)$/u, 30 * MINUTE],
  [/^(?:a\s+)?quarter(?:\s+of)?(?:\s+an)?\s+hour$|^(?:一|1)刻钟?$/u, 15 * MINUTE],
  [/^three\s+quarters(?:\s+of)?(?:\s+an)?\s+hour$|^(?:三|3)刻钟?$/u, 45 * MINUTE],
  [/^half\s+a\s+day$/u, 12 * HOUR],
  [/^half\s+a\s+minute$|^半分钟$/u, 30 * SECOND],
];
/** Of these nobody knows how long they are to the hour; what is offered is. */
const LOOSE: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^半天$/u, ['12h', '4h']],
  [/^(?:a\s+)?couple(?:\s+of)?\s+hours$/u, ['2h']],
  [/^(?:a\s+)?few\s+hours$|^几个?小时$/u, ['3h']],
  [/^(?:a\s+)?few\s+minutes$|^几分钟$/u, ['5m']],
];

/** A length of time, ms: `2h`, `1h 30m`, `30 minutes`, `2.5 hrs`, `half an hour`, `两个半小时`. `text` in small letters. */
export function readLength(text: string): Reading<number> {
  const phrase = PHRASES.find(([pattern]) => pattern.test(text));
  if (phrase) return read(phrase[1]);
  const loose = LOOSE.find(([pattern]) => pattern.test(text));
  if (loose) return unclear(...loose[1]);
  return clockWithUnit(text) ?? hoursOrOClock(text) ?? months(text) ?? parts(text) ?? mistyped(text);
}

/** Spells a length so that it can be read: `1d12h`. */
export function spellLength(ms: number): string {
  let rest = ms;
  let text = '';
  for (const [name, length] of UNITS.slice(1)) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) text += `${count}${name}`;
  }
  return text;
}

/** Units from long to short, each at most once; only the shortest may have a fraction. */
function parts(text: string): Reading<number> {
  let rest = text;
  let ms = 0;
  let shortest = Infinity;
  let isFraction = false;
  while (rest !== '') {
    const groups = PART.exec(rest)?.groups;
    const unit = groups && UNITS.find(([name]) => groups[name] !== undefined);
    if (!groups || !unit) return withoutUnit(rest, ms, shortest);
    const number = readNumber(groups['number'] ?? '');
    if (number === undefined || isFraction || unit[1] >= shortest) return undefined;
    const halves = [groups['half'], groups['after']].filter((half) => half !== '').length;
    isFraction = halves > 0 || !Number.isInteger(number);
    ms += (number + halves / 2) * unit[1];
    shortest = unit[1];
    rest = rest.slice(PART.exec(rest)?.[0].length);
    if (rest !== '') rest = rest.slice(BETWEEN.exec(rest)?.[0].length);
    if (halves > 1) return undefined;
  }
  return ms > 0 && Number.isSafeInteger(ms) ? read(ms) : undefined;
}

/** `2h 30`: thirty minutes, most likely, or half past two. */
function withoutUnit(rest: string, ms: number, shortest: number): Reading<number> {
  const number = /^\d{1,2}$/.exec(rest)?.[0];
  const below = UNITS.find(([, length]) => length < shortest);
  if (number === undefined || ms === 0 || !below || Number(number) === 0) return undefined;
  const meant = [spellLength(ms + Number(number) * below[1])];
  const isClock = shortest === HOUR && ms % HOUR === 0 && ms < DAY && Number(number) < 60;
  return unclear(...meant, ...(isClock ? [`${ms / HOUR}:${number.padStart(2, '0')}`] : []));
}

/** `2200h` is a time of day for some, and three months of hours for none; `1:30h` is both a time and a length. */
function clockWithUnit(text: string): Reading<number> {
  const { hours, colon, minutes } =
    /^(?<hours>\d{1,2})(?<colon>[:.]?)(?<minutes>\d\d)\s*(?:hours?|hrs?|h|小时)\.?$/u.exec(text)?.groups ??
    {};
  if (hours === undefined || minutes === undefined || Number(minutes) > 59) return undefined;
  if (colon === '.' && readNumber(`${hours}.${minutes}`) !== undefined) return undefined;
  const isClock = Number(hours) < 24;
  if (colon === '')
    return isClock && (hours.length === 2 || hours === '0') ? unclear(`${hours}:${minutes}`) : undefined;
  const length = Number(hours) * HOUR + Number(minutes) * MINUTE;
  return unclear(...(length > 0 ? [spellLength(length)] : []), ...(isClock ? [`${hours}:${minutes}`] : []));
}

/** `22时` is ten at night, or twenty-two hours for who leaves out the 小. */
function hoursOrOClock(text: string): Reading<number> {
  const { hours, minutes = '0' } =
    /^(?<hours>\d{1,2})时(?:(?<minutes>\d{1,2})分?)?$/u.exec(text)?.groups ?? {};
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const length = Number(hours) * HOUR + Number(minutes) * MINUTE;
  return unclear(`${hours}:${minutes.padStart(2, '0')}`, ...(length > 0 ? [spellLength(length)] : []));
}

/** Months and years are of several lengths. */
function months(text: string): Reading<number> {
  const { number, year } =
    new RegExp(`^(?<number>${NUMBER})\\s*(?:months?|mos?|个月|(?<year>years?|yrs?|y|年))$`, 'u').exec(text)
      ?.groups ?? {};
  const count = number === undefined ? undefined : readNumber(number);
  const days = year === undefined ? 30 : 365;
  return count === undefined || count <= 0 ? undefined : unclear(spellLength(Math.round(count * days) * DAY));
}

/** `2 hoours`, `10 mintues`: what the unit was meant to be. */
function mistyped(text: string): Reading<number> {
  const { number = '', unit = '' } = /^(?<number>\d{1,4})\s*(?<unit>[a-z]{4,12})$/.exec(text)?.groups ?? {};
  const [word] = unit === '' ? [] : nearest(unit, ['seconds', 'minutes', 'hours', 'days', 'weeks'], 1);
  const count = Number(number);
  return word === undefined || count === 0 || differs(unit, word)
    ? undefined
    : unclear(`${count}${word.charAt(0)}`);
}

/** Words of the text that follows are no units, near as they may be: a length is mistyped by a letter or two. */
function differs(unit: string, word: string): boolean {
  return unit.charAt(0) !== word.charAt(0) || Math.abs(unit.length - word.length) > 2;
}
