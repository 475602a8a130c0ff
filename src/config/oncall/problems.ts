import { Temporal } from 'temporal-polyfill';
import { calendarAddress } from '../../oncall/calendar/address.ts';
import { parseEvery, parseHandover } from '../../oncall/handover.ts';
import { platformOf, type Platform } from '../../platform/platform.ts';
import { didYouMean } from '../../text/nearest.ts';
import { isTimeZone } from '../../text/time.ts';
import { parseWindow } from '../../text/week.ts';
import { channelProblem } from '../../platform/channel-problem.ts';
import type { Misfit } from '../problem.ts';
import type { Config } from '../schema.ts';
import { unknownZone } from '../zone.ts';
import type { CalendarConfig, LayerConfig, RotationConfig } from './schema.ts';

type Path = readonly PropertyKey[];

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** What is wrong in the part `oncall` beyond its shape. */
export function oncallMisfits(config: Config, platforms: readonly Platform[]): Misfit[] {
  return Object.entries(config.oncall.rotations).flatMap(([name, rotation]) =>
    rotationMisfits(config, platforms, name, rotation),
  );
}

function rotationMisfits(
  config: Config,
  platforms: readonly Platform[],
  name: string,
  rotation: RotationConfig,
): Misfit[] {
  const path = ['oncall', 'rotations', name];
  const { layers, calendar, zone, needed = [], group, channel } = rotation;
  return [
    ...(Object.hasOwn(config.people, name)
      ? [{ path, text: `"${name}" is the name of a person too; call the rotation otherwise` }]
      : []),
    ...((layers === undefined) === (calendar === undefined)
      ? [
          {
            path,
            text: layers ? 'has layers and a calendar; keep one of the two' : 'needs layers or a calendar',
          },
        ]
      : []),
    ...zoneMisfits([...path, 'zone'], zone),
    ...windowMisfits([...path, 'needed'], needed),
    ...(group === undefined ? [] : groupMisfits([...path, 'group'], group, platforms)),
    ...channelMisfits([...path, 'channel'], channel, platforms),
    ...(layers ?? []).flatMap((layer, index) => layerMisfits(config, [...path, 'layers', index], layer)),
    ...twice([...path, 'layers'], layers ?? []),
    ...(calendar ? calendarMisfits([...path, 'calendar'], calendar) : []),
  ];
}

function layerMisfits(config: Config, path: Path, layer: LayerConfig): Misfit[] {
  const { people, during = [], zone } = layer;
  return [
    ...people.flatMap((person, index): Misfit[] =>
      Object.hasOwn(config.people, person)
        ? []
        : [
            {
              path: [...path, 'people', index],
              text: `there is no person "${person}"${didYouMean(person, Object.keys(config.people))}`,
            },
          ],
    ),
    ...zoneMisfits([...path, 'zone'], zone),
    ...windowMisfits([...path, 'during'], during),
    ...turnMisfits(path, layer),
  ];
}

function turnMisfits(path: Path, { people, handover, every, start, during = [] }: LayerConfig): Misfit[] {
  if (people.length > 1 && (handover === undefined || start === undefined)) {
    const missing = handover === undefined ? 'handover' : 'start';
    return [
      { path: [...path, missing], text: `is missing; several people need it, as ${EXAMPLES[missing]}` },
    ];
  }
  const when = handover === undefined ? undefined : parseHandover(handover);
  if (typeof when === 'string') return [{ path: [...path, 'handover'], text: when }];
  const length = every === undefined ? undefined : parseEvery(every);
  if (typeof length === 'string') return [{ path: [...path, 'every'], text: length }];
  if (when === undefined) {
    const useless = (['every', 'start'] as const).find(
      (key) => (key === 'every' ? every : start) !== undefined,
    );
    if (useless === 'every')
      return [{ path: [...path, 'every'], text: 'is there without handover; write handover: monday 09:00' }];
    return useless === undefined
      ? []
      : [{ path: [...path, 'start'], text: 'is there without handover; write handover: monday 09:00' }];
  }
  if (start === undefined)
    return [{ path: [...path, 'start'], text: `is missing; several people need it, as ${EXAMPLES.start}` }];
  const unit = length?.unit ?? (when.day === undefined ? 'day' : 'week');
  if (unit === 'week' && when.day === undefined)
    return [{ path: [...path, 'handover'], text: `names no weekday; write monday ${handover ?? ''}` }];
  if (unit === 'day' && when.day !== undefined)
    return [
      {
        path: [...path, 'every'],
        text: 'is counted in days, and handover names a weekday; leave the weekday out, or write weeks',
      },
    ];
  const weekday = Temporal.PlainDate.from(start).dayOfWeek - 1;
  if (when.day !== undefined && when.day !== weekday)
    return [
      {
        path: [...path, 'start'],
        text: `${start} is a ${DAYS[weekday] ?? ''}, and the hand-over is on ${DAYS[when.day] ?? ''}; write ${nearestDay(start, when.day)}`,
      },
    ];
  const windows = during.map(parseWindow).flatMap((window) => (typeof window === 'string' ? [] : [window]));
  if (unit === 'day' && windows.length > 0 && !windows.some(({ days }) => days[weekday]))
    return [
      {
        path: [...path, 'start'],
        text: `${start} is a ${DAYS[weekday] ?? ''}, on which nothing of during begins; write the first day that counts`,
      },
    ];
  return [];
}

const EXAMPLES = { handover: 'monday 09:00', start: '2026-01-05' } as const;

/** The last such weekday before a date. */
function nearestDay(date: string, day: number): string {
  const given = Temporal.PlainDate.from(date);
  return given.subtract({ days: (given.dayOfWeek - 1 - day + 7) % 7 }).toString();
}

/** Cards tell layers by their names. */
function twice(path: Path, layers: readonly LayerConfig[]): Misfit[] {
  const seen = new Set<string>();
  return layers.flatMap(({ name }, index): Misfit[] => {
    if (name === undefined) return [];
    if (seen.has(name))
      return [{ path: [...path, index, 'name'], text: `"${name}" is there twice; rename one of the two` }];
    seen.add(name);
    return [];
  });
}

function calendarMisfits(
  path: Path,
  { file, url, urlEnv, zone, private: isPrivate }: CalendarConfig,
): Misfit[] {
  const given = [file, url, urlEnv].filter((each) => each !== undefined).length;
  const address = url === undefined ? undefined : calendarAddress(url, isPrivate);
  return [
    ...(given === 1 ? [] : [{ path, text: 'needs exactly one of file, url and urlEnv' }]),
    ...(typeof address === 'string' ? [{ path: [...path, 'url'], text: address }] : []),
    ...zoneMisfits([...path, 'zone'], zone),
  ];
}

function groupMisfits(path: Path, group: string, platforms: readonly Platform[]): Misfit[] {
  const kept = platforms.filter(({ groups }) => groups?.canBeKept);
  if (platformOf(kept, group.slice(0, group.indexOf(':')))) return [];
  const examples = kept.map(({ key, groups }) => `${key}:${groups?.example ?? ''}`).join(', ');
  return [{ path, text: `"${group}" is not a group whose members can be set; write one as ${examples}` }];
}

function channelMisfits(path: Path, channel: string | undefined, platforms: readonly Platform[]): Misfit[] {
  const text = channel === undefined ? undefined : channelProblem(platforms, channel);
  return text === undefined ? [] : [{ path, text }];
}

function zoneMisfits(path: Path, zone: string | undefined): Misfit[] {
  return zone === undefined || isTimeZone(zone) ? [] : [unknownZone(path, zone)];
}

function windowMisfits(path: Path, windows: readonly string[]): Misfit[] {
  return windows.flatMap((text, index): Misfit[] => {
    const window = parseWindow(text);
    return typeof window === 'string' ? [{ path: [...path, index], text: window }] : [];
  });
}
