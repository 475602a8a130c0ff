import { zoneNamed } from './spoken/zone.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether it is the IANA name of a time zone, as `Asia/Shanghai`. Abbreviations and fixed offsets are none. */
export function isTimeZone(name: string): boolean {
  return zoneNamed(name) !== undefined;
}

/** A moment (ms UTC) in a zone: `2026-03-01 20:00:05`. @throws RangeError for an unknown zone. */
export function formatInZone(at: number, timeZone: string): string {
  if (!isMoment(at)) return '—';
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}`;
}

/** A moment (ms UTC): `2026-03-01 20:00:05 UTC`. */
export function formatUtc(at: number): string {
  return isMoment(at) ? `${formatInZone(at, 'UTC')} UTC` : '—';
}

/**
 * A moment (ms UTC) in the zone, for people who look at the clock on their wall, with UTC behind it, the day only where it
 * differs: `2026-03-02 04:00:05 Asia/Shanghai (03-01 20:00 UTC)`.
 */
export function formatTime(at: number, timeZone: string): string {
  if (!isMoment(at) || timeZone === 'UTC') return formatUtc(at);
  const [local, utc] = [formatInZone(at, timeZone), formatInZone(at, 'UTC')];
  const sameDay = local.slice(0, 10) === utc.slice(0, 10);
  return `${local} ${timeZone} (${utc.slice(sameDay ? 11 : 5, 16)} UTC)`;
}

/** A moment (ms UTC) as the clock on the wall shows it, with the date only where that is not today's: `20:15`, `03-02 04:00`. */
export function formatClock(at: number, now: number, timeZone: string): string {
  const shown = formatInZone(at, timeZone);
  const isToday = shown.slice(0, 10) === formatInZone(now, timeZone).slice(0, 10);
  return shown.slice(isToday ? 11 : 5, 16);
}

/** Whether the calendar reaches it (ECMA-262, time values). */
function isMoment(at: number): boolean {
  return Math.abs(at) <= 8.64e15;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  // There are some 600 zones; aliases in odd case are not worth keeping.
  if (formats.size < 100) formats.set(timeZone, format);
  return format;
}
