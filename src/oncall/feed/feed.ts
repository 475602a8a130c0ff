import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { sayIn, type Language } from '../../text/language.ts';
import type { Shift } from '../rotation.ts';

/** A shift of a rotation, as a calendar program shows it. */
export interface FedShift extends Shift {
  readonly rotation: string;
}

/** What a feed is about. */
export interface FeedOf {
  /** Name of the rotation or the person. */
  readonly name: string;
  readonly shifts: readonly FedShift[];
  readonly language: Language;
  /** The day it is, ms UTC: the feed is the same all day unless a shift changes. */
  readonly today: number;
}

/** More is not sent, whatever the rotations are. */
const MOST = 2_000;
/** A line has at most so many bytes, the line break aside (RFC 5545, 3.1). */
const LINE = 75;

/** The text of an iCalendar feed. The same shifts make the same text. */
export function feedText({ name, shifts, language, today }: FeedOf): string {
  const say = sayIn(language);
  const stamp = utc(today);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Airdesk//On call//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(say(`On call: ${name}`, `值班：${name}`))}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...shifts.slice(0, MOST).flatMap(({ rotation, people, from, to }) => {
      const who = people.join(say(', ', '、'));
      return [
        'BEGIN:VEVENT',
        `UID:${uid(rotation, from)}`,
        `DTSTAMP:${stamp}`,
        `DTSTART:${utc(from)}`,
        `DTEND:${utc(to)}`,
        `SUMMARY:${escaped(say(`On call, ${rotation}: ${who}`, `${rotation} 值班：${who}`))}`,
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
      ];
    }),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** `20260105T090000Z` */
function utc(at: number): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(Math.floor(at / 1000) * 1000);
  return instant.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}

/** Names can be in any script and of any length; an id is none of that. */
function uid(rotation: string, from: number): string {
  const digest = createHash('sha256').update(`${rotation}\n${from}`).digest('hex');
  return `${digest.slice(0, 32)}@airdesk`;
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/[\r\n]+/g, ' ');
}

/** A long line goes on behind a line break and a space, never inside a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (bytes + size > LINE) {
      parts.push(part);
      part = '';
      // The space in front counts.
      bytes = 1;
    }
    part += sign;
    bytes += size;
  }
  return [...parts, part].join('\r\n ');
}
