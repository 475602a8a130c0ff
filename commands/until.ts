import { z } from 'zod';
import { instantOf, isDateTime, momentOf, nextAt } from '../src/text/wall-clock.ts';

/** How long something lasts: a length, a time of day, or a date with time (with or without its offset). */
type Moment =
  | { readonly kind: 'span'; readonly ms: number }
  | { readonly kind: 'clock'; readonly time: string }
  | { readonly kind: 'wall'; readonly dateTime: string }
  | { readonly kind: 'instant'; readonly ms: number };

/** How long something lasts, and how it was typed. */
export type Until = Moment & { readonly text: string };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:w|周)/u, 7 * DAY],
  [/^(?:d|天|日)/u, DAY],
  [/^(?:h|小时|时)/u, 60 * MINUTE],
  [/^(?:min|m|分钟|分)/u, MINUTE],
];

/** `2h`, `1d12h`, `7天`, `22:00`, `2026-03-05T22:00`, `2026-03-05T22:00Z`, each also after `until`. */
export const UntilSchema = z.string().transform((text, context): Until => {
  const until = parseUntil(text);
  if (until) return { ...until, text };
  context.addIssue({ code: 'custom', message: 'neither a duration nor a time' });
  return z.NEVER;
});

/**
 * The moment that `until` means at `now`, ms UTC. A time of day is the next one that clocks in `zone` show. What they skip
 * stands for the first moment after the gap; of what comes twice, the first that is still ahead is meant.
 */
export function endOf(until: Moment, now: number, zone: string): number {
  switch (until.kind) {
    case 'span':
      return now + until.ms;
    case 'instant':
      return until.ms;
    case 'wall':
      return momentOf(until.dateTime, now, zone);
    case 'clock':
      return nextAt(until.time, now, zone);
  }
}

function parseUntil(given: string): Moment | undefined {
  const text = given
    .trim()
    .toLowerCase()
    .replace(/^(?:until|till|到|至)\s*/u, '');
  const clock = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/u.exec(text);
  if (clock) return { kind: 'clock', time: `${(clock[1] ?? '').padStart(2, '0')}:${clock[2] ?? ''}` };
  const date = /^(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d)(?::\d\d)?(z|[+-]\d\d:\d\d)?$/u.exec(text);
  if (date) return parseDate(`${date[1] ?? ''}T${date[2] ?? ''}`, date[3]);
  return parseSpan(text);
}

function parseDate(dateTime: string, offset: string | undefined): Moment | undefined {
  if (!isDateTime(dateTime)) return undefined;
  if (offset === undefined) return { kind: 'wall', dateTime };
  const ms = instantOf(`${dateTime}${offset.toUpperCase()}`);
  return ms === undefined ? undefined : { kind: 'instant', ms };
}

/** Units from large to small, each at most once. */
function parseSpan(text: string): Moment | undefined {
  let rest = text;
  let ms = 0;
  for (const [unit, length] of UNITS) {
    const number = /^(\d{1,4})/u.exec(rest)?.[1];
    if (number === undefined) break;
    const match = unit.exec(rest.slice(number.length));
    if (!match) continue;
    ms += Number(number) * length;
    rest = rest.slice(number.length + match[0].length);
  }
  return rest === '' && ms > 0 ? { kind: 'span', ms } : undefined;
}
