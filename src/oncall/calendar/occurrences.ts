import { Temporal } from 'temporal-polyfill';
import type { Span } from '../../clock.ts';
import type { CalendarEvent, Lasting } from './event.ts';
import type { Budget, Pieces } from './in-time.ts';
import { recurrencesOf, untilOf } from './recurrence.ts';
import type { WallTime } from './wall.ts';
import type { ZoneMeant } from './zones.ts';

/** The name of a zone is none that there is. */
export class UnknownZone extends Error {
  readonly zone: string;

  constructor(zone: string) {
    super('the zone is not known');
    this.zone = zone;
  }
}

/** What turns the times of a calendar into moments. */
export interface Reading {
  /** IANA zone of whole days and of times that float. */
  readonly zone: string;
  readonly meant: ZoneMeant;
  readonly window: Span;
  readonly budget: Budget;
}

const DAY = { days: 1 } as const;

/**
 * When an event takes place within the window, ms UTC. `instead`: events that stand in for single times of it, which are left
 * out: they take place by themselves.
 * @throws UnknownZone, and Error where a rule cannot be followed
 */
export function* occurrencesOf(
  event: CalendarEvent,
  instead: readonly CalendarEvent[],
  reading: Reading,
): Pieces<Span[]> {
  const { start, rules, rdates, exdates } = event;
  const zone = zoneOf(start, reading);
  const left = yield* exclusion(
    [...exdates, ...instead.flatMap(({ recurrence }) => recurrence ?? [])],
    start,
    zone,
    reading,
  );
  const lasting = lengthOf(start, event.lasts, zone, reading);
  const walls = rules.length === 0 ? [start.wall] : yield* recurring(event, zone, lasting, reading);
  const all: Span[] = [];
  for (const wall of walls) {
    yield;
    if (!left(wall, zone)) all.push(lasting(wall));
  }
  for (const rdate of rdates) {
    yield;
    const own = zoneOf(rdate.start, reading);
    if (left(rdate.start.wall, own)) continue;
    // Without a length of its own it lasts as long as the event does.
    all.push(
      rdate.lasts
        ? lengthOf(rdate.start, rdate.lasts, own, reading)(rdate.start.wall)
        : lasting(inZone(rdate.start, own, zone)),
    );
  }
  const { from, to } = reading.window;
  const spans = all.filter((span) => span.from < to && span.to > from && span.to > span.from);
  return [...new Map(spans.map((span) => [span.from, span])).values()].sort((a, b) => a.from - b.from);
}

/** The zone by whose clocks a time is meant. @throws UnknownZone */
function zoneOf({ zone }: WallTime, { zone: otherwise, meant }: Reading): string {
  if (zone === undefined) return otherwise;
  if (zone === 'utc') return 'UTC';
  const found = meant(zone.named);
  if (found === undefined) throw new UnknownZone(zone.named);
  return found;
}

function momentOf({ wall, isDate }: Pick<WallTime, 'wall' | 'isDate'>, zone: string): number {
  // Where clocks skip midnight, a day begins later.
  if (isDate) return wall.toPlainDate().toZonedDateTime(zone).epochMilliseconds;
  return wall.toZonedDateTime(zone).epochMilliseconds;
}

/** What clocks of another zone show at that time. */
function inZone(time: WallTime, zone: string, other: string): Temporal.PlainDateTime {
  if (time.isDate || zone === other) return time.wall;
  return time.wall.toZonedDateTime(zone).withTimeZone(other).toPlainDateTime();
}

/**
 * From and to when it takes place where it begins at a wall time. What ends at a time of day does so on every day, whatever
 * clocks do meanwhile; what lasts for hours lasts for so many.
 */
function lengthOf(
  start: WallTime,
  lasts: Lasting,
  zone: string,
  reading: Reading,
): (wall: Temporal.PlainDateTime) => Span {
  const { isDate } = start;
  const from = (wall: Temporal.PlainDateTime) => momentOf({ wall, isDate }, zone);
  if (lasts && 'duration' in lasts) {
    const duration = Temporal.Duration.from(lasts.duration);
    return (wall) => ({
      from: from(wall),
      to: (isDate ? wall.toPlainDate().toZonedDateTime(zone) : wall.toZonedDateTime(zone)).add(duration)
        .epochMilliseconds,
    });
  }
  const end = lasts
    ? inZone(lasts.end, zoneOf(lasts.end, reading), zone)
    : isDate
      ? start.wall.add(DAY)
      : start.wall;
  const length = start.wall.until(end, { largestUnit: 'days' });
  return (wall) => ({ from: from(wall), to: momentOf({ wall: wall.add(length), isDate }, zone) });
}

/** Wall times by the event's rules, that may still last within the window. */
function* recurring(
  event: CalendarEvent,
  zone: string,
  lasting: (wall: Temporal.PlainDateTime) => Span,
  { window, budget }: Reading,
): Pieces<Temporal.PlainDateTime[]> {
  const { start, rules } = event;
  const whole = lasting(start.wall);
  const wallAt = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone).toPlainDateTime();
  const between = {
    first: wallAt(window.from - (whole.to - whole.from)).subtract(DAY),
    last: wallAt(window.to),
  };
  const walls: Temporal.PlainDateTime[] = [];
  for (const rule of rules)
    for (const wall of yield* recurrencesOf(rule, start, lastOf(rule, start, zone), between, budget))
      walls.push(wall);
  return walls;
}

/** The last wall time that a rule allows. */
function lastOf(
  rule: CalendarEvent['rules'][number],
  { isDate }: WallTime,
  zone: string,
): Temporal.PlainDateTime | undefined {
  const until = untilOf(rule);
  if (!until) return undefined;
  const wall = until.isUtc
    ? until.wall.toZonedDateTime('UTC').withTimeZone(zone).toPlainDateTime()
    : until.wall;
  // A date means all of that day, whatever time the event begins at.
  return isDate || until.isDate
    ? wall.toPlainDate().toPlainDateTime({ hour: 23, minute: 59, second: 59 })
    : wall;
}

/** Whether a time is taken out: by the moment, or by the day where either of the two is a whole day. */
function* exclusion(
  excluded: readonly WallTime[],
  start: WallTime,
  zone: string,
  reading: Reading,
): Pieces<(wall: Temporal.PlainDateTime, zone: string) => boolean> {
  const moments = new Set<number>();
  const days = new Set<string>();
  for (const time of excluded) {
    yield;
    // A time that floats is one of the event's own zone.
    const own = time.zone === undefined ? zone : zoneOf(time, reading);
    if (time.isDate) days.add(time.wall.toPlainDate().toString());
    // Exchange takes whole days out by a time; in UTC it is the day before or after somewhere.
    else if (start.isDate)
      days.add((time.zone === 'utc' ? inZone(time, own, zone) : time.wall).toPlainDate().toString());
    else moments.add(momentOf(time, own));
  }
  return (wall, own) =>
    days.has(wall.toPlainDate().toString()) ||
    (moments.size > 0 && moments.has(momentOf({ wall, isDate: start.isDate }, own)));
}
