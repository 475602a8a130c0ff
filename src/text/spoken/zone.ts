import { Temporal } from 'temporal-polyfill';
import { plainForm } from '../name-forms.ts';
import { nearest } from '../nearest.ts';
import { ZONE_NAMES, ZONES_AT } from './zone-names.ts';

/** No zone has a longer name. */
const LONGEST = 100;

/** A zone of the IANA database by its name; what stands under `Etc/` is an offset with its sign the other way round. */
const AREA = /^(?!etc\/)[a-z][\w-]*(?:\/[\w+-]+)+$/i;

/**
 * The IANA name of the zone, in its own spelling: `Asia/shanghai` is `Asia/Shanghai`. Undefined for anything else, also
 * for what a machine might read as a zone: `CST` is three zones, and `Etc/GMT+8` is eight hours behind UTC.
 */
export function zoneNamed(text: string): string | undefined {
  if (/^(?:utc|etc\/utc)$/i.test(text)) return 'UTC';
  if (!AREA.test(text)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId;
  } catch {
    return undefined;
  }
}

/** The zones that somebody may mean who writes this, the likeliest first; none where nothing is near. */
export function zonesMeant(text: string): readonly string[] {
  const plain = plainForm(text.slice(0, LONGEST)).toLowerCase();
  const byName = named(plain) ?? named(plain.split('/').at(-1) ?? '');
  if (byName) return byName;
  const offset = offsetOf(plain);
  // Under `Etc/` the sign is the other way round: who writes it may not know.
  if (offset !== undefined)
    return [offset, ...(plain.startsWith('etc/') ? [-offset] : [])].flatMap((at) => ZONES_AT[at] ?? []);
  const sameCity = zonesOfCity(plain.split('/').at(-1) ?? '');
  return sameCity.length > 0 ? sameCity : nearest(text, [...Intl.supportedValuesOf('timeZone'), 'UTC'], 1);
}

/** The zones that have the name of this city, in any case: `new york`. At most three. */
export function zonesOfCity(city: string): readonly string[] {
  const end = `/${city.toLowerCase().replace(/[\s-]+/g, '_')}`;
  return Intl.supportedValuesOf('timeZone')
    .filter((zone) => zone.toLowerCase().endsWith(end))
    .slice(0, 3);
}

/** The zones that are called so by people: `CST`, `北京时间`. None for what is near only. */
export function zonesCalled(text: string): readonly string[] {
  return named(plainForm(text).toLowerCase()) ?? [];
}

function named(plain: string): readonly string[] | undefined {
  const key = plain.replace(/[\s_-]+/g, '').replace(/(?:标准)?(?:时间|时区)$/u, '');
  return Object.hasOwn(ZONE_NAMES, key) ? ZONE_NAMES[key] : undefined;
}

/** Minutes before UTC of `UTC+8`, `GMT-05:30`, `+0800`, as it stands there. */
function offsetOf(plain: string): number | undefined {
  const { sign, hours, minutes } =
    /^(?:etc\/gmt|utc|gmt)?\s*(?<sign>[+-])\s*(?<hours>\d{1,2}):?(?<minutes>\d\d)?$/.exec(plain)?.groups ??
    {};
  if (hours === undefined) return undefined;
  const length = Number(hours) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -length : length;
}
