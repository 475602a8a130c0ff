import { wasOn } from '../account/domain.ts';
import { share } from '../draw.ts';
import { audienceOf } from '../stream/audience.ts';
import type { World } from '../world.ts';
import { streamsWithin, type AiredStream } from './on-air.ts';
import type { Span } from '../../src/clock.ts';
import { MAINLAND, places, type Place, type Zone } from './places.ts';

const MINUTE = 60_000;
/** Requests for one viewer and minute. */
const REQUESTS = 1.2;

/** The two services by which a stream is watched, with the part of the viewers whom each has. */
const SERVICES = [
  { name: 'LVB', low: 0, high: 0.8 },
  { name: 'LEB', low: 0.8, high: 1 },
] as const;

const ZONES = [
  { name: 'Mainland', low: 0, high: MAINLAND },
  { name: 'Oversea', low: MAINLAND, high: 1 },
] as const;

/** Answers by their HTTP code, with the part of all requests that each is. */
const CODES = parts([
  ['200', 0.984],
  ['302', 0.006],
  ['403', 0.003],
  ['404', 0.005],
  ['502', 0.0012],
  ['504', 0.0008],
]);

/** The HTTP codes that requests are answered with, in the order of `Counts.codes`. */
export const HTTP_CODES: readonly string[] = CODES.map(({ name }) => name);

/** Viewers of one minute, and their requests by how they were answered. */
export interface Counts {
  readonly online: number;
  readonly codes: readonly number[];
}

/** The counts of one play domain, service and zone in one minute (ms UTC). */
export interface Cell extends Counts {
  readonly at: number;
  readonly domain: string;
  readonly service: string;
  readonly zone: Zone;
}

/** Which of all viewers are meant. Left out: all of them. `from` and `to` bound the beginnings of minutes. */
export interface Ask extends Span {
  readonly stream?: string | undefined;
  readonly app?: string | undefined;
  readonly domains?: readonly string[] | undefined;
  readonly service?: string | undefined;
  readonly zone?: Zone | undefined;
}

/** The minutes of a span in which anything was watched, with their cells. Every other figure is a sum of these. */
export function* cellsByMinute(world: World, ask: Ask): Generator<{ at: number; cells: Cell[] }> {
  const frames = framesOf(world, ask);
  for (const { at, streams } of watchedMinutes(world, ask)) {
    const cells = frames
      .filter(({ isOn }) => isOn(at))
      .map((frame) => {
        let online = 0;
        let requests = 0;
        for (const { viewers } of streams) {
          online += frame.part(viewers);
          requests += frame.part(Math.round(viewers * REQUESTS));
        }
        const { domain, service, zone } = frame;
        const codes = CODES.map(({ low, high }) => share(requests, low, high));
        return { at, domain, service, zone, online, codes };
      });
    if (cells.length > 0) yield { at, cells };
  }
}

/** The same, for each stream by itself. */
export function* cellsByStream(
  world: World,
  ask: Ask,
): Generator<{ at: number; stream: AiredStream; domain: string; online: number; requests: number }> {
  const frames = framesOf(world, ask);
  for (const { at, streams } of watchedMinutes(world, ask))
    for (const { stream, viewers } of streams)
      for (const frame of frames)
        if (frame.isOn(at))
          yield {
            ...{ at, stream, domain: frame.domain, online: frame.part(viewers) },
            requests: frame.part(Math.round(viewers * REQUESTS)),
          };
}

/** What of a cell falls to a place of its zone. Over all places of the zone it adds up to the cell. */
export function atPlace(cell: Counts, place: Place): Counts {
  return {
    online: share(cell.online, place.low, place.high),
    codes: cell.codes.map((count) => share(count, place.low, place.high)),
  };
}

/** The places of a zone. */
export const placesOf: Readonly<Record<Zone, readonly Place[]>> = {
  Mainland: places.filter(({ zone }) => zone === 'Mainland'),
  Oversea: places.filter(({ zone }) => zone === 'Oversea'),
};

/** All requests of some counts. */
export function requestsOf({ codes }: Counts): number {
  return codes.reduce((sum, count) => sum + count, 0);
}

function* watchedMinutes(world: World, ask: Ask) {
  const { seed } = world;
  const streams = streamsWithin(world, { from: ask.from, to: ask.to + MINUTE })
    .filter(({ name }) => !ask.stream || (name.stream === ask.stream && (ask.app || name.app) === name.app))
    .map((stream) => ({ stream, audience: audienceOf(seed, stream.path) }));
  for (let at = Math.ceil(ask.from / MINUTE) * MINUTE; at <= ask.to; at += MINUTE) {
    const watched = streams.flatMap(({ stream, audience }) => {
      const span = stream.spans.findLast(
        ({ from, to }) => at >= Math.floor(from / MINUTE) * MINUTE && at < to,
      );
      return span ? [{ stream, viewers: audience(span.from, at) }] : [];
    });
    if (watched.length > 0) yield { at, streams: watched };
  }
}

/** The parts of a stream's viewers that are meant: by play domain, service and zone, always cut in this order. */
function framesOf(world: World, ask: Ask) {
  const { account, scene } = world;
  const names = scene.domains.filter(({ type }) => type === 'play').map(({ name }) => name);
  const asked = ask.domains?.length ? ask.domains : names;
  return names.flatMap((domain, index) => {
    // A domain that was added later has no viewers yet: nobody has its addresses.
    const known = account.domains.find(({ name }) => name === domain) ?? account.deleted.get(domain);
    if (!asked.includes(domain) || !known) return [];
    const own = { low: index / names.length, high: (index + 1) / names.length };
    return SERVICES.filter(({ name }) => (ask.service || name) === name).flatMap((service) =>
      ZONES.filter(({ name }) => (ask.zone ?? name) === name).map((zone) => ({
        ...{ domain, service: service.name, zone: zone.name },
        isOn: (at: number) => wasOn(known, at),
        part: (whole: number) =>
          share(share(share(whole, own.low, own.high), service.low, service.high), zone.low, zone.high),
      })),
    );
  });
}

function parts(given: readonly (readonly [string, number])[]) {
  let reached = 0;
  return given.map(([name, part], index) => {
    const low = reached;
    reached += part;
    return { name, low, high: index === given.length - 1 ? 1 : reached };
  });
}
