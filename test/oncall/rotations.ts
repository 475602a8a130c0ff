import { Temporal } from 'temporal-polyfill';
import { rotationOf } from '../../src/oncall/rotation-of.ts';
import type { CalendarShifts, Rotation } from '../../src/oncall/rotation.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';

/** A rotation as it stands in airdesk.yaml. */
export function rotation(given: object, calendar?: CalendarShifts): Rotation {
  const { oncall } = ConfigFileSchema.parse({ oncall: { rotations: { rota: given } } });
  const config = oncall.rotations['rota'];
  if (!config) throw new Error('no rotation');
  return rotationOf('rota', config, { timeZone: 'UTC' }, calendar);
}

/** A moment by its wall time in a zone, ms UTC: `2024-11-03T01:30`; the first of two. With an offset behind, that one. */
export function at(wall: string, zone = 'UTC'): number {
  if (/(?:Z|[+-]\d\d:\d\d)$/.test(wall)) return Temporal.Instant.from(wall).epochMilliseconds;
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
}

/** What clocks in a zone show then: `2024-11-04 09:00`. */
export function wall(moment: number, zone = 'UTC'): string {
  return Temporal.Instant.fromEpochMilliseconds(moment)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
