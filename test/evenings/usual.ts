import type { Chance } from './chance.ts';
import type { Happening, Timed } from './happening.ts';
import { named } from './roster.ts';

/** What happens in most evenings. Times in minutes. */

const MINUTE_MS = 60_000;
/** Codes of encoders that come back at once, and those of faults. */
const RECONNECTS = [1, 3, 4, 12] as const;
const FAULTS = [0, 4, 5, 8, 12, 13, 20] as const;
/** An encoder's own goodbye: the codes of one that says it is done. */
export const GOODBYES = [1, 2, 3, 35] as const;

/** It happens then. */
export function atOnce(minute: number, happening: Happening): Timed[] {
  return [{ ...happening, atMs: Math.round(minute * MINUTE_MS) }];
}

/** A stream is cut, and its encoder is back so many ms later; undefined: it is not. */
export function outage(
  chance: Chance,
  minute: number,
  stream: string,
  code: number,
  backMs?: number,
): Timed[] {
  const cut = atOnce(minute, { do: 'cut', stream, code, trouble: chance.trouble() });
  if (backMs === undefined) return cut;
  return [...cut, ...atOnce(minute + backMs / MINUTE_MS, { do: 'push', stream, trouble: chance.trouble() })];
}

/** Encoders reconnect: nobody is told. */
export function reconnects(chance: Chance, until: number): Timed[] {
  return ofProgrammes(chance, chance.every(1, until, 1, 4), RECONNECTS, [1000, 3800]);
}

/** Programmes go off air and come back. What is watched is missed whoever ended it. */
export function breaks(chance: Chance, until: number): Timed[] {
  return ofProgrammes(
    chance,
    chance.every(5, until, 5, 14),
    [...FAULTS, ...GOODBYES],
    [20_000, 9 * MINUTE_MS],
  );
}

/** Some programme goes off air in each of these minutes, for one of these reasons, and comes back after so long, ms. */
function ofProgrammes(
  chance: Chance,
  minutes: readonly number[],
  codes: readonly number[],
  [least, most]: readonly [number, number],
): Timed[] {
  return minutes.flatMap((at) =>
    outage(chance, at, chance.pick(named('programme')), chance.pick(codes), chance.between(least, most)),
  );
}

/** The final, now and then. */
export function finals(chance: Chance): Timed[] {
  return [20, 75, 152, 171, 214].flatMap((at) =>
    named('final').flatMap((stream) =>
      outage(chance, at + chance.between(0, 2), stream, 12, chance.between(20_000, 90_000)),
    ),
  );
}

/** Streams that fail again and again for some minutes. */
export function flaps(chance: Chance): Timed[] {
  const [one = '', other = ''] = named('flapping');
  return (
    [
      [one, 12],
      [other, 60],
      [one, 180],
    ] as const
  ).flatMap(([stream, from]) =>
    chance
      .every(from, from + 11, 0.7, 1.5)
      .flatMap((at) => outage(chance, at, stream, 13, chance.between(3000, 20_000))),
  );
}

/** A stream with two pushes loses one, the other, both; another one its only pull task. */
export function backups(chance: Chance): Timed[] {
  const [first = '', second = ''] = named('backed');
  const encoder = (at: number, stream: string, lasts: number) => [
    ...atOnce(at, { do: 'cut', stream, code: 12, of: 'encoder' }),
    ...atOnce(at + lasts, { do: 'push', stream }),
  ];
  const pull = (at: number, stream: string, lasts: number) => [
    ...atOnce(at, { do: 'pull', stream, broken: true }),
    ...atOnce(at + lasts, { do: 'pull', stream, broken: false }),
  ];
  return [
    ...encoder(8, first, 5),
    ...pull(28, second, 8),
    ...encoder(50, first, 6),
    ...pull(52, first, 9),
    ...named('fed').flatMap((stream) => [
      ...pull(66 + chance.between(0, 5), stream, 7),
      ...pull(140 + chance.between(0, 10), stream, 4),
    ]),
  ];
}

/** Tests, what is in maintenance, and what is dropped from here: nobody is told. */
export function silent(chance: Chance): Timed[] {
  const [test = ''] = named('test');
  const [, brief = '', long = ''] = named('maintained');
  return [
    ...outage(chance, 30, test, 1, 20 * MINUTE_MS),
    ...outage(chance, 103, brief, 1, 10 * MINUTE_MS),
    ...outage(chance, 110, long, 1, 40 * MINUTE_MS),
    ...named('dropped').flatMap((stream) => atOnce(141, { do: 'drop', stream })),
  ];
}

/** Some shows end by themselves, and a channel that nothing names says goodbye: that is missed. */
export function ends(chance: Chance): Timed[] {
  const [first = '', second = '', third = ''] = named('show');
  return [
    ...[first, second, third].flatMap((stream) =>
      outage(chance, chance.between(10, 200), stream, chance.pick(GOODBYES)),
    ),
    ...named('channel').flatMap((stream) =>
      outage(chance, chance.between(85, 95), stream, 1, chance.between(60_000, 200_000)),
    ),
  ];
}

/** Somebody takes on what waits for it. */
export function people(chance: Chance, until: number): Timed[] {
  return chance
    .every(22, until, 8, 15)
    .flatMap((at) => atOnce(at, { do: 'press', on: chance.pick(['slack', 'discord'] as const) }));
}
