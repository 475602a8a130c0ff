import { plainWord } from '../src/text/characters.ts';
import { readLength, spellLength } from '../src/text/spoken/length.ts';
import { isOfADay } from '../src/text/spoken/day.ts';
import { readClock } from '../src/text/spoken/clock.ts';
import { read, type Reading, unclear } from '../src/text/spoken/reading.ts';
import { readZonedClock, type ZonedClock } from '../src/text/spoken/zoned-clock.ts';
import { instantOf, isDateTime } from '../src/text/wall-clock.ts';

/** How long something lasts: a length, a time of day, or a date with time (with or without its offset). */
export type Moment =
  | { readonly kind: 'span'; readonly ms: number }
  | ({ readonly kind: 'clock' } & ZonedClock)
  | { readonly kind: 'wall'; readonly dateTime: string }
  | { readonly kind: 'instant'; readonly ms: number };

/** A time takes no more characters, whoever says it. */
const LONGEST = 100;
/** Nobody says more words than that for a time. */
const MOST_WORDS = 8;
const IN_FRONT =
  /^(?:(?:until|till|'?til|up\s+to|by|for|in|at|the\s+next|next(?=\s+(?:\d|an?\b|one|two|half)))(?=\s|\d)|to(?=\s+\d)|\+(?=\d+\s*[a-z])|截止到?|直?到|至|持续)\s*/iu;
const BEHIND = /(?<!\s)\s*(?:from\s+now|为止|以?后|(?<=[点點]半?|:\d\d)之?前|[.,;!。，；！])$/iu;
const DATE =
  /^(?<year>\d{4})(?:-|\/|\.|年)(?<month>\d{1,2})(?:-|\/|\.|月)(?<day>\d{1,2})日?(?:t|\s*)(?<time>\d{1,2}:\d\d)(?::\d\d)?\s*(?<offset>z|utc|[+-]\d\d:\d\d)?$/iu;

/** From when until when: what is meant is the end. */
const STRETCH =
  /^\d{1,2}(?:[:.]\d\d)?(?:\s*(?:am|pm))?\s*(?:-|to|~|至|到)\s*(?<end>\d{1,2}(?:[:.]\d\d|\s*[ap]m|:\d\d\s*[ap]m))$/iu;
/** The day first or the month: it depends on where somebody comes from. */
const SLASHED = /^(?<first>\d{1,2})\/(?<second>\d{1,2})\/(?<year>20\d\d)\s+(?<time>\d{1,2}:\d\d)$/u;

/** How long, or until when, in the words of somebody in a hurry. */
export function readUntil(typed: string): Reading<Moment> {
  if (typed.length > LONGEST) return undefined;
  const text = meat(typed);
  const date = DATE.exec(text)?.groups;
  if (date) return dateOf(date);
  const stretch = STRETCH.exec(text)?.groups?.['end'];
  if (stretch !== undefined) return endOfStretch(stretch);
  if (/^(?:eod|end of (?:the )?day)$/iu.test(text)) return unclear('18:00', '24:00');
  const slashed = SLASHED.exec(text)?.groups;
  if (slashed) return eitherOrder(slashed);
  const clock = readZonedClock(text);
  if (clock) return clock.kind === 'read' ? read({ kind: 'clock', ...clock.value }) : clock;
  const length = readLength(text.toLowerCase());
  return length?.kind === 'read' ? read({ kind: 'span', ms: length.value }) : length;
}

/** How many of these words, the first on, say how long: as many as can be read together. At least one. */
export function untilWords(words: readonly string[]): number {
  for (let count = Math.min(MOST_WORDS, words.length); count > 1; count -= 1)
    if (readUntil(words.slice(0, count).join(' '))) return count;
  return 1;
}

/** How what was typed may have been meant, spelt so that it can be read; nothing where it is about no time. */
export function untilSpellings(typed: string): readonly string[] {
  const reading = readUntil(typed);
  const meant = reading?.kind === 'unclear' ? [...new Set(reading.meant)] : likelySpellings(typed);
  // What is too long, or a length of a weekday, would be refused again.
  return meant.filter((text) => readUntil(text)?.kind === 'read');
}

function likelySpellings(typed: string): readonly string[] {
  const text = meat(typed.slice(0, LONGEST)).toLowerCase();
  if (/^\d{1,3}$/.test(text) && Number(text) > 0) return bareNumber(Number(text));
  if (/^\d{1,2}[.,]\d{1,2}$/.test(text)) return spelt(`${text}h`);
  const [, hours = '', minutes = ''] = /^(\d{1,2}):([0-5]\d):[0-5]\d$/.exec(text) ?? [];
  if (hours !== '') return [...spelt(`${hours}h${minutes}m`), ...spelt(`${hours}:${minutes}`)];
  const { hour, minute } = /^(?<hour>[01]?\d|2[0-4])[ ;,\-h]?(?<minute>[0-5]\d)$/.exec(text)?.groups ?? {};
  if (hour !== undefined && minute !== undefined) return spelt(`${hour}:${minute}`);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return [`${text}T00:00`, `${text}T23:59`].flatMap(spelt);
  return amongWords(
    text
      .replace(/大概|大约|差不多|左右|约/gu, ' ')
      .trim()
      .split(/\s+/u),
  );
}

/** Minutes, hours, or an hour of the day. */
function bareNumber(number: number): readonly string[] {
  if (number > 24) return [`${number}m`];
  return [`${number}m`, `${number}h`, ...(number < 24 ? [`${String(number).padStart(2, '0')}:00`] : [])];
}

/** The longest run of words that says a time. */
function amongWords(words: readonly string[]): readonly string[] {
  const most = Math.min(MOST_WORDS, words.length);
  for (let count = most; count > 0; count -= 1)
    for (let at = 0; at + count <= Math.min(words.length, 20); at += 1) {
      // A time without the day that was said is another one.
      if ([...words.slice(0, at), ...words.slice(at + count)].some(isOfADay)) continue;
      const found = readUntil(words.slice(at, at + count).join(' '));
      if (found)
        return found.kind === 'unclear'
          ? [...new Set(found.meant)]
          : spelt(words.slice(at, at + count).join(' '));
    }
  return [];
}

function spelt(text: string): readonly string[] {
  const found = readUntil(text);
  if (found?.kind !== 'read') return found?.meant ?? [];
  return [found.value.kind === 'span' ? spellLength(found.value.ms) : meat(text)];
}

/** Without what an input method made of it, and what stands around it. */
function meat(typed: string): string {
  let text = plainWord(typed).replace(/：/gu, ':').replace(/\s+/gu, ' ').trim();
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(IN_FRONT, '').replace(BEHIND, '').trim();
  }
  return text;
}

function endOfStretch(end: string): Reading<Moment> {
  const clock = readClock(end.toLowerCase());
  return clock?.kind === 'read' ? unclear(clock.value.time) : undefined;
}

/** `03/05/2026 22:00`, both ways round; only one where the other is no date. */
function eitherOrder({
  first = '',
  second = '',
  year = '',
  time = '',
}: Readonly<Record<string, string | undefined>>): Reading<Moment> {
  const readings = [
    dateOf({ year, month: first, day: second, time }),
    dateOf({ year, month: second, day: first, time }),
  ].flatMap((found) => (found?.kind === 'read' && found.value.kind === 'wall' ? [found.value.dateTime] : []));
  const meant = [...new Set(readings)];
  return meant.length > 0 ? unclear(...meant) : undefined;
}

function dateOf(date: Readonly<Record<string, string | undefined>>): Reading<Moment> {
  const two = (name: string) => (date[name] ?? '').padStart(2, '0');
  const dateTime = `${date['year'] ?? ''}-${two('month')}-${two('day')}T${two('time').padStart(5, '0')}`;
  const offset = date['offset']?.toUpperCase();
  if (!isDateTime(dateTime)) return undefined;
  if (offset === undefined) return read({ kind: 'wall', dateTime });
  const ms = instantOf(`${dateTime}${offset === 'UTC' ? 'Z' : offset}`);
  return ms === undefined ? undefined : read({ kind: 'instant', ms });
}
