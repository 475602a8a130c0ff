import { dayNamed } from '../text/week.ts';

/** When the next one takes over: a time of day, and on which weekday (0 is Monday) where turns are counted in weeks. */
export interface Handover {
  readonly day?: number;
  /** Minutes after midnight on the wall. */
  readonly minute: number;
}

/** How long a turn is. */
export interface Every {
  readonly count: number;
  readonly unit: 'day' | 'week';
}

/** A turn is no longer than that, days. */
const MOST_DAYS = 366;

/** `monday 09:00`, `Mon 9:00`, `周一 09:00`, `09:00`; or what is wrong with it, as the end of a sentence. */
export function parseHandover(text: string): Handover | string {
  const words = text.normalize('NFKC').trim().split(/\s+/u);
  const time = /^(\d{1,2}):(\d\d)$/.exec(words.at(-1) ?? '');
  const [hour, minute] = [Number(time?.[1]), Number(time?.[2])];
  const day = words.length === 2 ? dayNamed(words[0] ?? '') : undefined;
  if (!time || words.length > 2 || (words.length === 2 && day === undefined))
    return `"${text}" is no hand-over; write monday 09:00, or 09:00 where turns are counted in days`;
  if (hour > 23 || minute > 59) return `"${text}" names a time that no clock shows; from 00:00 to 23:59`;
  return { ...(day === undefined ? {} : { day }), minute: hour * 60 + minute };
}

/** `week`, `2 weeks`, `day`, `3 days`; or what is wrong with it, as the end of a sentence. */
export function parseEvery(text: string): Every | string {
  const { count = '1', unit = '' } =
    /^(?:(?<count>[1-9]\d{0,2})\s*)?(?<unit>days?|weeks?|天|周)$/iu.exec(text.normalize('NFKC').trim())
      ?.groups ?? {};
  if (unit === '') return `"${text}" is no length of a turn; write week, 2 weeks, day or 3 days`;
  const every: Every = { count: Number(count), unit: /^(?:w|周)/iu.test(unit) ? 'week' : 'day' };
  if (daysOf(every) > MOST_DAYS) return `"${text}" is longer than a year`;
  return every;
}

/** How many days a turn has. */
export function daysOf({ count, unit }: Every): number {
  return unit === 'week' ? count * 7 : count;
}
