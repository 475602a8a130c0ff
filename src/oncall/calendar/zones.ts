import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { zoneNamed } from '../../text/spoken/zone.ts';
import type { Block } from './blocks.ts';
import type { Budget } from './in-time.ts';
import { WINDOWS_ZONES } from './windows-zones.ts';

/** The IANA zone that a calendar means by a name; undefined where it means none that there is. */
export type ZoneMeant = (name: string) => string | undefined;

const DAY_MS = 24 * 60 * 60_000;
/** Of a zone that only the calendar defines, each day of so many is compared: every change of clocks is in it. */
const COMPARED_DAYS = 400;

const BY_WINDOWS: ReadonlyMap<string, string> = new Map(
  Object.entries(WINDOWS_ZONES).map(([name, zone]) => [name.toLowerCase(), zone]),
);

/**
 * What a calendar's names of zones mean. A name of the IANA database is that zone, also with something in front, as old
 * programs write it. Any other name is what the calendar itself defines it to be (VTIMEZONE): the IANA zone whose clocks are
 * the same from now on. Where it defines nothing, it is a name of Windows, as Outlook writes it.
 */
export function createZoneMeant(zones: readonly Block[], now: number, budget: Budget): ZoneMeant {
  const defined = new Map(zones.map((block) => [tzidOf(block), block]));
  const known = new Map<string, string | undefined>();
  const look = (name: string): string | undefined => {
    const iana = ianaIn(name);
    if (iana !== undefined) return iana;
    const block = defined.get(name);
    const windows = byWindows(name);
    if (!block) return windows;
    const definition = definitionOf(block);
    const located = definition.location === undefined ? undefined : ianaIn(definition.location);
    return located ?? likeDefined(definition, windows, now);
  };
  const inTime = (name: string): string | undefined => {
    try {
      return budget.run(() => look(name));
    } catch {
      // Its rules cannot be followed, or not to their end.
      return byWindows(name);
    }
  };
  return (name) => {
    if (!known.has(name)) known.set(name, inTime(name));
    return known.get(name);
  };
}

function byWindows(name: string): string | undefined {
  return BY_WINDOWS.get(name.toLowerCase()) ?? BY_WINDOWS.get(windowsName(name));
}

interface Definition {
  readonly zone: ICAL.Timezone;
  /** The IANA name that it says it is (X-LIC-LOCATION). */
  readonly location: string | undefined;
}

/** Only what is asked for is read as a whole. */
function tzidOf(block: Block): string {
  const line = block.find((each) => /^TZID[;:]/i.test(each)) ?? '';
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\\([\\;,])/g, '$1')
    .trim();
}

/** @throws Error where it cannot be read */
function definitionOf(block: Block): Definition {
  const component = new ICAL.Component(ICAL.parse(block.join('\r\n')) as unknown[]);
  const location = component.getFirstPropertyValue('x-lic-location');
  const zone = new ICAL.Timezone(component);
  return { zone, location: typeof location === 'string' ? location : undefined };
}

/** `Europe/Berlin`, `/example.org/Europe/Berlin`, `/mozilla.org/20050126_1/America/Argentina/Buenos_Aires`. */
function ianaIn(name: string): string | undefined {
  // Exchange writes it in a way of its own.
  if (/^(?:etc\/|tzone:\/\/microsoft\/)?(?:utc|gmt|z)$/i.test(name)) return 'UTC';
  const parts = name.replace(/^\/+/, '').split('/');
  for (let at = 0; at < parts.length - 1; at += 1) {
    const zone = zoneNamed(parts.slice(at).join('/'));
    if (zone !== undefined) return zone;
  }
  return undefined;
}

/** `GMT Standard Time 1`: Outlook numbers a name that it has twice. `Eastern Daylight Time` is the same zone in summer. */
function windowsName(name: string): string {
  return name
    .replace(/(?<=\S)\s\d{1,2}$/, '')
    .replace(/\s(?:daylight|summer)\s/i, ' Standard ')
    .trim()
    .toLowerCase();
}

/**
 * The IANA zone whose clocks show the same as those of the definition, day after day; the likely one first.
 * @throws Error where the definition cannot be followed
 */
function likeDefined({ zone }: Definition, likely: string | undefined, now: number): string | undefined {
  const days = Array.from({ length: COMPARED_DAYS }, (_, day) =>
    Temporal.Instant.fromEpochMilliseconds(now + day * DAY_MS)
      .toZonedDateTimeISO('UTC')
      .toPlainDate()
      .toPlainDateTime({ hour: 12 }),
  );
  const offsets = offsetsOf(zone, days);
  const isLike = (candidate: string) =>
    sampled(days).every((at) => {
      const day = days[at];
      return day === undefined || day.toZonedDateTime(candidate).offsetNanoseconds / 1e9 === offsets[at];
    });
  return [...(likely === undefined ? [] : [likely]), 'UTC', ...Object.values(WINDOWS_ZONES)].find(isLike);
}

/** Far apart first: most zones differ at once. */
function sampled(days: readonly unknown[]): number[] {
  const all = days.map((_, at) => at);
  const few = all.filter((at) => at % 90 === 0);
  return [...few, ...all];
}

/** Seconds before UTC at noon of each day, by the calendar's own definition. */
function offsetsOf(zone: ICAL.Timezone, days: readonly Temporal.PlainDateTime[]): readonly number[] {
  return days.map(({ year, month, day }) => {
    const noon = { year, month, day, hour: 12, minute: 0, second: 0, isDate: false };
    return zone.utcOffset(new ICAL.Time(noon, ICAL.Timezone.localTimezone));
  });
}
