import { createChance, type Chance } from './chance.ts';
import type { Timed } from './happening.ts';
import { atOnce, backups, breaks, ends, finals, flaps, people, reconnects, silent } from './usual.ts';
import {
  callbacksLost,
  discordAway,
  domainFails,
  kills,
  onceNames,
  quietNight,
  slackAway,
} from './unusual.ts';
import { taskOf, named } from './roster.ts';

/** What an evening is about. */
export const THEMES = ['quiet', 'full', 'storm', 'one-off', 'discord'] as const;
export type Theme = (typeof THEMES)[number];

/** An evening as data. */
export interface Evening {
  readonly seed: number;
  readonly theme: Theme;
  readonly hours: number;
  /** In their order. */
  readonly happenings: readonly Timed[];
}

const MINUTE_MS = 60_000;
/** After everything is on air again, so many minutes pass. */
const LAST_MIN = 20;

/** Minutes of the evening until which something may happen. */
export type Part = (chance: Chance, until: number) => readonly Timed[];

const USUAL: readonly Part[] = [reconnects, breaks, finals, flaps, backups, silent, ends, people];
const PARTS: Readonly<Record<Theme, readonly Part[]>> = {
  quiet: [quietNight, finals, backups, people],
  full: [...USUAL, domainFails, callbacksLost, slackAway, kills],
  storm: [...USUAL, domainFails],
  'one-off': [...USUAL, onceNames],
  discord: [...USUAL, discordAway],
};

/** The evening of a theme that this seed makes. */
export function eveningOf(seed: number, theme: Theme, hours: number): Evening {
  const until = hours * 60 - LAST_MIN;
  const happenings = PARTS[theme].flatMap((part, at) => part(createChance(seed * 100 + at), until));
  const kept = happenings.filter(({ atMs }) => atMs < until * MINUTE_MS);
  const all = [...kept, ...everythingBack(until)].sort((a, b) => a.atMs - b.atMs);
  return { seed, theme, hours, happenings: all };
}

/** What goes wrong is mended in the end; shows that are over stay so. */
function everythingBack(until: number): readonly Timed[] {
  const watched = [
    'programme',
    'final',
    'backed',
    'flapping',
    'channel',
    'of-domain',
    'maintained',
    'test',
  ] as const;
  const fed = [...named('backed'), ...named('fed')].filter((name) => taskOf(name) !== undefined);
  return [
    ...atOnce(until, { do: 'callbacks', open: true }),
    ...atOnce(until, { do: 'limits', on: false }),
    ...atOnce(until, { do: 'platform', which: 'slack', down: false }),
    ...atOnce(until, { do: 'platform', which: 'discord', down: false }),
    ...fed.flatMap((stream) => atOnce(until, { do: 'pull', stream, broken: false })),
    ...watched.flatMap(named).flatMap((stream) => atOnce(until, { do: 'push', stream })),
  ];
}
