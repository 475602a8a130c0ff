import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { zoneNamed } from '../../text/spoken/zone.ts';
import type { Block } from './blocks.ts';
import { watched, type Budget, type Pieces } from './in-time.ts';
import { WINDOWS_ZONES } from './windows-zones.ts';

/** The IANA zone that a calendar means by a name; undefined where it means none that there is, or was not learnt. */
export type ZoneMeant = (name: string) => string | undefined;

/** What a calendar's names of zones mean, as far as it was looked for. */
export interface Zones {
  readonly meant: ZoneMeant;
  /** Looks for what a name means: from then on it is known. */
  readonly learn: (name: string) => Pieces<void>;
}

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
export function createZones(zones: readonly Block[], now: number, budget: Budget): Zones {
  const defined = new Map(zones.map((block) => [tzidOf(block), block]));
  const known = new Map<string, string | undefined>();
  function* look(name: string): Pieces<string | undefined> {
    const block = defined.get(name);
    const windows = byWindows(name);
    if (!block) return windows;
    const location = locationOf(block);
    const located = location === undefined ? undefined : ianaIn(location);
    if (located !== undefined) return located;
    const days = daysFrom(now);
    const offsets = yield* watched(budget, () => offsetsOf(block, days));
    return yield* likeDefined(days, offsets, windows);
  }
  function* inTime(name: string): Pieces<string | undefined> {
    try {
      return yield* budget.count(look(name));
    } catch {
      // Its rules cannot be followed, or not to their end.
      return byWindows(name);
    }
  }
  return {
    meant: (name) => known.get(name),
    *learn(name) {
      if (!known.has(name)) known.set(name, ianaIn(name) ?? (yield* inTime(name)));
    },
  };
}

function byWindows(name: string): string | undefined {
  return BY_WINDOWS.get(name.toLowerCase()) ?? BY_WINDOWS.get(windowsName(name));
}

/** Only what is asked for is read as a whole. */
function tzidOf(block: Block): string {
  const line = block.find((each) => /^TZID[;:]/i.test(each)) ?? '';
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\\([\\;,])/g, '$1')
    .trim();
}

/** The IANA name that a zone says it is (X-LIC-LOCATION). */
function locationOf(block: Block): string | undefined {
  const line = block.find((each) => /^X-LIC-LOCATION[;:]/i.test(each));
  return line?.slice(line.indexOf(':') + 1).trim();
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

function daysFrom(now: number): readonly Temporal.PlainDateTime[] {
  return Array.from({ length: COMPARED_DAYS }, (_, day) =>
    Temporal.Instant.fromEpochMilliseconds(now + day * DAY_MS)
      .toZonedDateTimeISO('UTC')
      .toPlainDate()
      .toPlainDateTime({ hour: 12 }),
  );
}

/** The IANA zone whose clocks show the same as those of the definition, day after day; the likely one first. */
function* likeDefined(
  days: readonly Temporal.PlainDateTime[],
  offsets: readonly number[],
  likely: string | undefined,
): Pieces<string | undefined> {
  const candidates = [...(likely === undefined ? [] : [likely]), 'UTC', ...Object.values(WINDOWS_ZONES)];
  for (const candidate of candidates) {
    let isLike = true;
    for (const at of sampled(days)) {
      yield;
      const day = days[at];
      isLike = day === undefined || day.toZonedDateTime(candidate).offsetNanoseconds / 1e9 === offsets[at];
      if (!isLike) break;
    }
    if (isLike) return candidate;
  }
  return undefined;
}

/** Far apart first: most zones differ at once. */
function sampled(days: readonly unknown[]): number[] {
  const all = days.map((_, at) => at);
  const few = all.filter((at) => at % 90 === 0);
  return [...few, ...all];
}

/** Seconds before UTC at noon of each day, by the calendar's own definition. @throws Error where it cannot be followed */
function offsetsOf(block: Block, days: readonly Temporal.PlainDateTime[]): readonly number[] {
  const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(block.join('\r\n')) as unknown[]));
  return days.map(({ year, month, day }) => {
    const noon = { year, month, day, hour: 12, minute: 0, second: 0, isDate: false };
    return zone.utcOffset(new ICAL.Time(noon, ICAL.Timezone.localTimezone));
  });
}
