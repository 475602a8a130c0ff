import { CalendarError } from './calendar-error.ts';

/** Events, in a file of at most a megabyte. More is a calendar of something else. */
const MOST_EVENTS = 5_000;

/** A component of a calendar as lines, with nothing in it but what shifts follow from. */
export type Block = readonly string[];

/** A calendar taken apart: each event by itself, so that one that cannot be read takes no other with it. */
export interface Blocks {
  readonly events: readonly Block[];
  readonly zones: readonly Block[];
  /** The zone that the calendar names for itself (X-WR-TIMEZONE). */
  readonly zone: string | undefined;
}

/** What shifts follow from. Alarms, descriptions and all the rest are not even looked at. */
const WANTED = {
  VEVENT: new Set([
    'UID',
    'DTSTART',
    'DTEND',
    'DURATION',
    'RRULE',
    'RDATE',
    'EXDATE',
    'RECURRENCE-ID',
    'SUMMARY',
    'ATTENDEE',
    'STATUS',
    'SEQUENCE',
  ]),
  VTIMEZONE: new Set(['TZID', 'X-LIC-LOCATION', 'TZOFFSETFROM', 'TZOFFSETTO', 'DTSTART', 'RRULE', 'RDATE']),
} as const;

/** Components inside a zone. */
const OBSERVANCES = new Set(['STANDARD', 'DAYLIGHT']);
/** Outlook lets zones begin in 1601: following their rules from there on takes longer than all the rest. */
const BEFORE_CLOCKS = /^(DTSTART):1[0-8]\d\d/i;
/** A date that was written as a date and not called one. */
const BARE_DATE = /^((?:DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID)):(\d{8}(?:,\d{8})*)$/i;

/** Takes the unfolded text of a calendar apart. @throws CalendarError where it is none, is cut off, or has too many events */
export function blocksOf(text: string): Blocks {
  const events: Block[] = [];
  const zones: Block[] = [];
  let zone: string | undefined;
  let open: { readonly kind: 'VEVENT' | 'VTIMEZONE'; readonly lines: string[] } | undefined;
  /** Components that are open, from the outermost on. */
  const inside: string[] = [];
  let isBegun = false;
  for (const line of text.split(/\r?\n/)) {
    const { name, value } = partsOf(line);
    if (name === 'BEGIN') {
      inside.push(value);
      isBegun ||= value === 'VCALENDAR';
      if (inside.length === 2 && (value === 'VEVENT' || value === 'VTIMEZONE'))
        open = { kind: value, lines: [line] };
      else if (open?.kind === 'VTIMEZONE' && inside.length === 3 && OBSERVANCES.has(value))
        open.lines.push(line);
      if (inside.length > 8) throw noCalendar();
    } else if (name === 'END') {
      const ended = inside.pop();
      if (ended !== value) throw noCalendar();
      if (open && (inside.length === 1 || (inside.length === 2 && OBSERVANCES.has(value))))
        open.lines.push(line);
      if (open && inside.length === 1) {
        (open.kind === 'VEVENT' ? events : zones).push(open.lines);
        open = undefined;
        if (events.length > MOST_EVENTS) throw tooMany();
      }
    } else if (inside.length === 1 && name === 'X-WR-TIMEZONE') zone ??= value;
    else if (open && isWanted(open.kind, name, inside))
      open.lines.push(tidied(open.kind, line));
  }
  if (!isBegun) throw noCalendar();
  if (inside.length > 0) throw cutOff();
  return { events, zones, zone };
}

function tidied(kind: 'VEVENT' | 'VTIMEZONE', line: string): string {
  return kind === 'VEVENT'
    ? line.replace(BARE_DATE, '$1;VALUE=DATE:$2')
    : line.replace(BEFORE_CLOCKS, '$1:1970');
}

function isWanted(kind: 'VEVENT' | 'VTIMEZONE', name: string, inside: readonly string[]): boolean {
  const isHere = inside.length === 2 || (kind === 'VTIMEZONE' && OBSERVANCES.has(inside[2] ?? ''));
  return isHere && WANTED[kind].has(name);
}

/** The name in front of a line, in capitals, and what stands behind its first colon. */
function partsOf(line: string): { readonly name: string; readonly value: string } {
  const end = line.search(/[:;]/);
  const colon = line.indexOf(':');
  return {
    name: (end < 0 ? '' : line.slice(0, end)).toUpperCase(),
    value: colon < 0 ? '' : line.slice(colon + 1).trim(),
  };
}

function noCalendar(): CalendarError {
  return new CalendarError(
    'what is there is no iCalendar file; the address may lead to a page to sign in',
    '内容不是 iCalendar 文件；该地址可能指向登录页',
  );
}

function cutOff(): CalendarError {
  return new CalendarError('it is cut off in the middle', '文件不完整');
}

function tooMany(): CalendarError {
  return new CalendarError(
    `it has more than ${MOST_EVENTS} events; use one with nothing but shifts in it`,
    `事件超过 ${MOST_EVENTS} 个；请使用只含值班的日历`,
  );
}
