import type { Config } from '../config/schema.ts';
import type { LayerConfig, RotationConfig } from '../config/oncall/schema.ts';
import { parseWindow, type WeekWindow } from '../text/week.ts';
import { dayOf } from './day.ts';
import { daysOf, parseEvery, parseHandover } from './handover.ts';
import type { CalendarShifts, Layer, Rotation } from './rotation.ts';
import type { Turns } from './turns.ts';

/** Every weekday counts. */
const ALL_DAYS: readonly boolean[] = Array.from({ length: 7 }, () => true);

/** A rotation of airdesk.yaml as data, with what its calendar says where it has one. The file was checked at start. */
export function rotationOf(
  name: string,
  rotation: RotationConfig,
  { timeZone }: Pick<Config, 'timeZone'>,
  calendar?: CalendarShifts,
): Rotation {
  const { zone = timeZone, layers = [], needed = [] } = rotation;
  return {
    ...{ name, zone, calendar },
    layers: layers.map((layer, index) => layerOf(layer, layer.name ?? String(index + 1), zone)),
    needed: windowsOf(needed),
  };
}

function layerOf(layer: LayerConfig, name: string, zoneOfRotation: string): Layer {
  const { people, zone = zoneOfRotation, during = [] } = layer;
  const windows = windowsOf(during);
  const turns = turnsOf(layer, windows);
  return { name, zone, people, windows, ...(turns && { turns }) };
}

function turnsOf({ handover, every, start }: LayerConfig, windows: readonly WeekWindow[]): Turns | undefined {
  const when = handover === undefined ? undefined : parseHandover(handover);
  if (when === undefined || typeof when === 'string' || start === undefined) return undefined;
  const length = parseEvery(every ?? (when.day === undefined ? 'day' : 'week'));
  if (typeof length === 'string') return undefined;
  // Whoever has Friday is followed on Monday by the next one, not by the one after two days on which there is nothing to do.
  const counted =
    length.unit === 'week' || windows.length === 0
      ? ALL_DAYS
      : ALL_DAYS.map((_, day) => windows.some(({ days }) => days[day] === true));
  return { start: dayOf(start), minute: when.minute, days: daysOf(length), counted };
}

function windowsOf(texts: readonly string[]): WeekWindow[] {
  return texts.map(parseWindow).flatMap((window) => (typeof window === 'string' ? [] : [window]));
}
