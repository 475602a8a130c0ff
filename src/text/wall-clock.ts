import { Temporal } from 'temporal-polyfill';

/** The weekday (0 is Monday) and the minute after midnight that the wall clock shows. */
export interface WallTime {
  readonly day: number;
  readonly minute: number;
}

/** What the wall clock in a zone shows at a moment (ms UTC). @throws RangeError for an unknown zone or no moment. */
export function wallTime(at: number, timeZone: string): WallTime {
  const { dayOfWeek, hour, minute } = zoned(at, timeZone);
  return { day: dayOfWeek - 1, minute: hour * 60 + minute };
}

/**
 * The next moment (ms UTC) after `now` at which clocks in the zone show `time` (`22:00`). A time that clocks skip on a day
 * stands for the first moment after the gap; of one that comes twice, the first that is still ahead counts.
 */
export function nextAt(time: string, now: number, timeZone: string): number {
  const today = zoned(now, timeZone).toPlainDate();
  const asked = Temporal.PlainTime.from(time);
  // From yesterday on: clocks that go back over midnight show its last hour again.
  const moments = [-1, 0, 1, 2].flatMap((days) =>
    momentsOf(today.add({ days }).toPlainDateTime(asked), timeZone),
  );
  return Math.min(...moments.filter((moment) => moment > now));
}

/**
 * The moment (ms UTC) at which clocks in the zone show `dateTime` (`2026-03-05T22:00`). One that they skip stands for the
 * first moment after the gap; of one that comes twice, the first after `now` counts, and the second where both are over.
 */
export function momentOf(dateTime: string, now: number, timeZone: string): number {
  const [first, second] = momentsOf(Temporal.PlainDateTime.from(dateTime), timeZone);
  return first > now ? first : second;
}

/**
 * The one moment (ms UTC) that stands for a wall time where exactly one has to, as where one shift ends and the next one
 * begins: of a time that comes twice the first, of one that clocks skip the first moment after the gap. A later wall time
 * never stands for an earlier moment.
 */
export function firstMomentOf(wall: Temporal.PlainDateTime, timeZone: string): number {
  return momentsOf(wall, timeZone)[0];
}

/** A day as people name it: by its weekday, by its date, or by how far it is from today. */
export interface CalendarDay {
  /** 0 is Monday: the next one that is not over by the time of day, from today on. */
  readonly weekday?: number;
  /** The weekday of the week that begins with the next Monday. */
  readonly isNextWeek?: boolean;
  /** From 1: the next such date that is not over. */
  readonly month?: number;
  readonly date?: number;
  readonly year?: number;
  /** So many days after that, or after today. */
  readonly days?: number;
}

/**
 * The moment (ms UTC) at which clocks in the zone show `time` (`22:00`) on that day; which of two, and what stands for one
 * that they skip, is as for `momentOf`. Undefined where there is no such day.
 */
export function momentOnDay(time: string, day: CalendarDay, now: number, timeZone: string): number {
  const today = zoned(now, timeZone).toPlainDate();
  const asked = Temporal.PlainTime.from(time);
  const moments = candidates(day, today).map((on) =>
    momentOf(
      on
        .add({ days: day.days ?? 0 })
        .toPlainDateTime(asked)
        .toString(),
      now,
      timeZone,
    ),
  );
  const meant = moments.find((moment) => moment > now) ?? moments[0];
  if (meant === undefined) throw new RangeError('there is no such date');
  return meant;
}

/** The days that may be meant, the next first. */
function candidates(
  { weekday, isNextWeek, month, date, year }: CalendarDay,
  today: Temporal.PlainDate,
): Temporal.PlainDate[] {
  if (weekday !== undefined) {
    const monday = today.subtract({ days: today.dayOfWeek - 1 });
    if (isNextWeek) return [monday.add({ days: 7 + weekday })];
    const ahead = (weekday - (today.dayOfWeek - 1) + 7) % 7;
    return [today.add({ days: ahead }), today.add({ days: ahead + 7 })];
  }
  if (month === undefined || date === undefined) return [today];
  // There are eight years between two leap days at most.
  const years = year === undefined ? Array.from({ length: 9 }, (_, ahead) => today.year + ahead) : [year];
  return years.flatMap((each) => {
    try {
      return [Temporal.PlainDate.from({ year: each, month, day: date }, { overflow: 'reject' })];
    } catch {
      return [];
    }
  });
}

/** Whether there is such a day and such a time: `2026-02-31T10:00` is none. */
export function isDateTime(text: string): boolean {
  try {
    Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/** The moment (ms UTC) of `2026-03-05T22:00+08:00`; undefined where it names none. */
export function instantOf(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** A moment (ms UTC) to the second as clocks at an offset (`+08:00`, `Z`) show it: `2018-11-30T03:00:00`. */
export function formatAtOffset(at: number, offset: string): string {
  return zoned(at, offset === 'Z' ? 'UTC' : offset)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });
}

/** The two moments (ms UTC) at which clocks show this; mostly they are one and the same. */
function momentsOf(wall: Temporal.PlainDateTime, timeZone: string): readonly [number, number] {
  const first = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const second = wall.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (first.toPlainDateTime().equals(wall)) return [first.epochMilliseconds, second.epochMilliseconds];
  // Skipped: `first` lies before the gap by as much as was asked for behind its beginning.
  const after = first.getTimeZoneTransition('next') ?? second;
  return [after.epochMilliseconds, after.epochMilliseconds];
}

function zoned(at: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone);
}
