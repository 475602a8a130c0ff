import type { World } from '../../world.ts';
import { streamsWithin } from '../on-air.ts';
import type { Span } from '../../../src/clock.ts';
import { isPushedOnMainland, minutesOf } from '../push-rate.ts';
import type { StreamName } from '../../stream/streams.ts';
import { usedBy, type Used } from './used.ts';

/** A stream in one minute on air, and what is done with it. */
export interface UsedStream {
  readonly name: StreamName;
  readonly zone: 'Mainland' | 'Oversea';
  readonly used: Used;
}

/** Which streams are meant. Left out: all. */
interface Meant {
  readonly domains?: readonly string[] | undefined;
  readonly zone?: 'Mainland' | 'Oversea' | undefined;
}

/** The minutes of a span in which anything that is meant was on air, up to now. */
export function* usedMinutes(
  world: World,
  span: Span,
  { domains, zone }: Meant = {},
): Generator<{ at: number; streams: UsedStream[] }> {
  const { seed } = world;
  const spans = streamsWithin(world, span)
    .filter(({ name }) => !domains?.length || domains.includes(name.domain))
    .flatMap(({ name, path, spans: own }) => {
      const where = isPushedOnMainland(seed, name);
      const stream: UsedStream = { name, zone: where ? 'Mainland' : 'Oversea', used: usedBy(seed, path) };
      return own.map(({ from, to }) => ({ from, to, stream }));
    })
    .filter(({ stream }) => (zone ?? stream.zone) === stream.zone);
  const to = Math.min(span.to, world.clock.now());
  for (const { at, running } of minutesOf(spans, { from: span.from, to }))
    yield { at, streams: [...new Set(running.map(({ stream }) => stream))] };
}
