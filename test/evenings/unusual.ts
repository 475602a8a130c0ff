import type { Chance } from './chance.ts';
import type { Timed } from './happening.ts';
import { named, oneOff } from './roster.ts';
import { atOnce, GOODBYES, outage } from './usual.ts';

/** What single themes add. Times in minutes. */

const MINUTE_MS = 60_000;

/** A whole domain fails within three seconds, one stream of it for long; an hour later one that is back fails again. */
export function domainFails(chance: Chance): Timed[] {
  const streams = named('of-domain');
  const last = streams.at(-1) ?? '';
  const all = (at: number) =>
    streams.flatMap((stream) => {
      const lasts = stream === last ? chance.pick([5, 130]) * MINUTE_MS : chance.between(3, 8) * MINUTE_MS;
      return outage(chance, at + chance.between(0, 0.05), stream, 5, lasts);
    });
  const again = (at: number) =>
    outage(
      chance,
      at + chance.between(0, 5),
      chance.pick(streams.slice(0, 8)),
      12,
      chance.between(2, 4) * MINUTE_MS,
    );
  return [...all(40), ...again(101), ...all(180), ...again(241)];
}

/** Callbacks are refused for twenty minutes. One stream is off air for most of that. */
export function callbacksLost(chance: Chance): Timed[] {
  const [stream = ''] = named('programme');
  return [
    ...atOnce(80, { do: 'callbacks', open: false }),
    ...outage(chance, 81, stream, 12, 18 * MINUTE_MS),
    ...atOnce(100, { do: 'callbacks', open: true }),
  ];
}

/** Slack refuses every other request, and later cannot be reached. */
export function slackAway(chance: Chance): Timed[] {
  const [, one = '', other = ''] = named('programme');
  return [
    ...atOnce(150, { do: 'limits', on: true }),
    ...atOnce(160, { do: 'limits', on: false }),
    ...atOnce(165, { do: 'platform', which: 'slack', down: true }),
    ...outage(chance, 167, one, 12, 4 * MINUTE_MS),
    ...outage(chance, 168, other, 12, 20 * MINUTE_MS),
    ...atOnce(177, { do: 'platform', which: 'slack', down: false }),
  ];
}

/** Airdesk is stopped and started; later it is killed, and a stream fails while it is dead. */
export function kills(chance: Chance): Timed[] {
  const streams = named('programme');
  const [before = '', meanwhile = ''] = streams.slice(-2);
  return [
    ...atOnce(190, { do: 'restart' }),
    ...outage(chance, 205, before, 8, 11 * MINUTE_MS),
    ...atOnce(210, { do: 'kill', awayMs: 90_000 }),
    ...outage(chance, 210.4, meanwhile, 8, 3 * MINUTE_MS),
  ];
}

/** Discord is away: what begins before, what ends before it is back, what lasts longer. */
export function discordAway(chance: Chance): Timed[] {
  const streams = named('programme');
  const times = [
    ...[93, 97, 98, 99, 100.5, 102, 104].map((at, turn) => ({
      at,
      lasts: [7, 2, 17, 3, 2, 1, 2][turn] ?? 2,
    })),
  ];
  return [
    ...atOnce(95, { do: 'platform', which: 'discord', down: true }),
    ...times.flatMap(({ at, lasts }, turn) => outage(chance, at, streams[turn] ?? '', 12, lasts * MINUTE_MS)),
    ...atOnce(110, { do: 'platform', which: 'discord', down: false }),
  ];
}

/** Hundreds of names that come once and go; most say goodbye, some break, some stumble first. */
export function onceNames(chance: Chance, until: number): Timed[] {
  return chance.every(2, until, 0.4, 1).flatMap((at, turn) => {
    const stream = oneOff(turn);
    const end = at + chance.between(2, 25);
    const drawn = chance.between(0, 1);
    const stumbles = drawn < 0.06 ? outage(chance, at + 1, stream, 3, chance.between(1000, 2500)) : [];
    const code = drawn > 0.96 ? 12 : chance.pick(GOODBYES);
    return [...atOnce(at, { do: 'push', stream }), ...stumbles, ...outage(chance, end, stream, code)];
  });
}

/** Shows end through the night, some of them twice; one breaks and stays off, one breaks and comes back. */
export function quietNight(chance: Chance): Timed[] {
  const [broken = '', back = '', ...shows] = named('show');
  const [watched = ''] = named('programme');
  return [
    ...shows.flatMap((stream) => {
      const at = chance.between(5, 100);
      const again = chance.between(0, 1) < 0.4;
      if (!again) return outage(chance, at, stream, chance.pick(GOODBYES));
      const later = at + chance.between(40, 70);
      return [
        ...outage(chance, at, stream, chance.pick(GOODBYES), 20 * MINUTE_MS),
        ...outage(chance, later, stream, chance.pick(GOODBYES)),
      ];
    }),
    ...outage(chance, chance.between(30, 60), broken, 12),
    ...outage(chance, chance.between(60, 90), back, 12, 4 * MINUTE_MS),
    ...[45, 160].flatMap((at) => outage(chance, at, watched, chance.pick(GOODBYES), 3 * MINUTE_MS)),
    ...named('channel').flatMap((stream) => outage(chance, 120, stream, 1, 2 * MINUTE_MS)),
    ...named('test').flatMap((stream) => outage(chance, 70, stream, 1, 10 * MINUTE_MS)),
  ];
}
