import { type CalendarDay, isDateTime } from '../wall-clock.ts';
import { readNumber } from './numbers.ts';

/** A day that is named in front of a time or behind it. */
export interface SpokenDay {
  /** The text without it. */
  readonly rest: string;
  readonly day: CalendarDay;
  /** The part of that day, where the word for the day tells it: `今晚`. */
  readonly part: string;
  /** The day alone, to be written in front of a time. */
  readonly word: string;
  /** It can be this day, and another: whoever said it is asked. */
  readonly isUnclear: boolean;
}

/** Longer texts are about no time. */
const LONGEST = 100;

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const CHINESE_WEEKDAYS = '一二三四五六日';
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const WEEKDAY =
  '(?<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DATE = '(?<date>\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(?:,?\\s+(?<year>20\\d\\d))?';
const GO_ON = ',?\\s+(?:at\\s+)?(?=.)';

const PATTERNS: readonly RegExp[] = [
  `^(?:on\\s+)?(?<which>this|next|coming)?\\s*${WEEKDAY}\\.?${GO_ON}`,
  // Behind a time only in full: the sun and a cat that sat are prose.
  '(?<!\\s)\\s+(?:on\\s+)?(?<which>this|next|coming)?\\s*(?<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)$',
  `^(?:on\\s+)?(?:the\\s+)?${DATE}(?:\\s+of)?\\s+${MONTH}\\.?${YEAR}${GO_ON}`,
  `^(?:on\\s+)?${MONTH}\\.?\\s+${DATE}${YEAR}${GO_ON}`,
  `(?<!\\s)\\s+on\\s+(?:the\\s+)?${DATE}(?:\\s+of)?\\s+${MONTH}${YEAR}$`,
  `(?<!\\s)\\s+on\\s+${MONTH}\\.?\\s+${DATE}${YEAR}$`,
  '^(?<which>这个?|本|下个?)?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])\\s*(?=.)',
  '^(?:(?<year>20\\d\\d)年)?(?<month>\\d{1,2}|[一二三四五六七八九十]{1,2})月(?<date>\\d{1,2}|[一二三四五六七八九十]{1,3})[日号號]?\\s*(?=.)',
  '^(?<year>20\\d\\d)(?:-|/|\\.|年)(?<month>\\d{1,2})(?:-|/|\\.|月)(?<date>\\d{1,2})日?,?\\s+(?=.)',
  '^(?<date>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>20\\d\\d)?,?\\s+(?=\\d)',
].map((pattern) => new RegExp(pattern, 'u'));

/** Days by how far they are, and the part of that day where it tells. */
const NEAR: readonly (readonly [word: RegExp, days: number, part: string])[] = [
  [/^today\s+(?:at\s+)?|^今[天日]\s*|(?<!\s)\s+today$/u, 0, ''],
  [/^tonight\s+(?:at\s+)?|(?<!\s)\s+tonight$|^今晚\s*/u, 0, '晚上'],
  [/^tomorrow\s+(?:at\s+)?|^明[天日]\s*|(?<!\s)\s+tomorrow$/u, 1, ''],
  [/^(?:the\s+)?day\s+after\s+tomorrow\s+(?:at\s+)?/u, 2, ''],
  [/^明早\s*/u, 1, '早上'],
  [/^明晚\s*/u, 1, '晚上'],
  [/^大后天\s*/u, 3, ''],
  [/^后天\s*/u, 2, ''],
];

/** The day that a text about a time names, in small letters; undefined where it names none. */
export function spokenDay(text: string): SpokenDay | undefined {
  if (text.length > LONGEST) return undefined;
  for (const [word, days, part] of NEAR) {
    const found = word.exec(text)?.[0];
    if (found === undefined) continue;
    return { rest: text.replace(word, '').trim(), day: { days }, part, word: named(found), isUnclear: false };
  }
  for (const pattern of PATTERNS) {
    const found = pattern.exec(text);
    const day = found?.groups && dayOf(found.groups);
    if (!found || !day) continue;
    const isUnclear = found.groups?.['which'] === 'next';
    const word = named(isUnclear ? found[0].replace(/next\s*/u, '') : found[0]);
    return { rest: text.replace(pattern, '').trim(), day, part: '', word, isUnclear };
  }
  return undefined;
}

const OF_A_DAY = new RegExp(
  `^(?:${WEEKDAY}|${MONTH})[.,]?$|^(?:today|tonight|tomorrow|yesterday)$|[月周日号天]|星期|礼拜`,
  'u',
);

/** Whether a word, in small letters, names a day or a part of one's date. */
export function isOfADay(word: string): boolean {
  return OF_A_DAY.test(word);
}

/** `on friday at ` is `friday`. */
function named(found: string): string {
  return found
    .trimEnd()
    .replace(/(?<!\s)\s+at$/u, '')
    .replace(/(?<!\s)\s*,$/u, '')
    .trim()
    .replace(/,$/u, '')
    .replace(/^on\s+/u, '');
}

function dayOf(groups: Readonly<Record<string, string | undefined>>): CalendarDay | undefined {
  const { weekday, month, date, year, which = '' } = groups;
  if (weekday !== undefined) {
    const inChinese = CHINESE_WEEKDAYS.indexOf(weekday === '天' ? '日' : weekday);
    const at =
      inChinese === -1 ? WEEKDAYS.findIndex((name) => name.startsWith(weekday.slice(0, 3))) : inChinese;
    return { weekday: at, ...(which.startsWith('下') && { isNextWeek: true }) };
  }
  const named = MONTHS.indexOf((month ?? '').slice(0, 3)) + 1;
  const number = named > 0 ? named : readNumber(month ?? '');
  const day = readNumber(date ?? '');
  if (!number || !day) return undefined;
  const two = (part: number) => String(part).padStart(2, '0');
  // A leap year has every day that there is.
  if (!isDateTime(`${year ?? '2024'}-${two(number)}-${two(day)}T00:00`)) return undefined;
  return { month: number, date: day, ...(year !== undefined && { year: Number(year) }) };
}
