import type { Span } from '../../src/clock.ts';
import { drawn, fraction } from '../draw.ts';
import type { SceneStream } from '../scene.ts';
import { streamPath, upstreamsOf, type StreamName, type Upstream } from '../stream/streams.ts';
import type { World } from '../world.ts';

/** One push and when it ran. */
export interface AiredPush extends Span {
  readonly push: Upstream;
}

/** One stream and when it was on air, in order. */
export interface AiredStream {
  readonly name: StreamName;
  readonly path: string;
  readonly spans: readonly Span[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEIJING = 8 * HOUR;
/** Further back nothing was on air. */
const OLDEST = 400 * DAY;

/** The pushes that ran within a span, the oldest first: of the history, of now, and of the days before the scene. */
export function pushesWithin(world: World, span: Span): AiredPush[] {
  const now = world.clock.now();
  const ended = world.streams.history.flatMap(({ pushed, start, end }) =>
    pushed ? [{ push: pushed, from: start, to: end }] : [],
  );
  const running = upstreamsOf(world.streams).map((push) => ({ push, from: push.since, to: now }));
  const past = world.scene.hasPast ? world.scene.streams.flatMap((one) => pastOf(world, one, span)) : [];
  return [...past, ...ended, ...running]
    .filter(({ from, to }) => from < span.to && to > span.from)
    .sort((left, right) => left.from - right.from);
}

/** The streams that were on air within a span. Pushes that overlap are one time on air. */
export function streamsWithin(world: World, span: Span): AiredStream[] {
  const found = new Map<string, { name: StreamName; path: string; spans: Span[] }>();
  for (const { push, from, to } of pushesWithin(world, span)) {
    const path = streamPath(push);
    const stream = found.get(path) ?? { name: push, path, spans: [] };
    found.set(path, stream);
    const last = stream.spans.at(-1);
    if (last && from <= last.to)
      stream.spans[stream.spans.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else stream.spans.push({ from, to });
  }
  return [...found.values()];
}

/** The programmes of a stream on the days before the scene: most evenings, one to four hours. */
function pastOf(world: World, stream: SceneStream, span: Span): AiredPush[] {
  const { began } = world.account;
  const first = began - Math.max(0, ...stream.upstreams.map(({ sinceMs }) => sinceMs ?? 0)) - HOUR;
  const pushes: AiredPush[] = [];
  for (
    let day = dayOf(Math.max(span.from, began - OLDEST) - DAY);
    day < Math.min(span.to, first);
    day += DAY
  ) {
    const programme = drawn(world.seed, 'programme', streamPath(stream), day);
    if (fraction(programme.word()) < 0.15) continue;
    const from = day + 17 * HOUR + Math.floor(fraction(programme.word()) * 3 * HOUR);
    const to = from + HOUR + Math.floor(fraction(programme.word()) * 3 * HOUR);
    if (to >= first) continue;
    for (const upstream of stream.upstreams)
      pushes.push({
        ...{ from, to },
        push: {
          ...{ domain: stream.domain, app: stream.app, stream: stream.stream },
          ...{ sequence: programme.sequence(), since: from, source: upstream.source ?? '直推流' },
          clientIp: `203.0.113.${1 + (programme.word() % 254)}`,
          node: `198.51.100.${1 + (programme.word() % 254)}`,
          streamParam: '',
          ...{ width: upstream.width ?? 1920, height: upstream.height ?? 1080, repushAfterMs: undefined },
        },
      });
  }
  return pushes;
}

/** When the day of a moment began in Beijing, ms UTC. */
export function dayOf(at: number): number {
  return Math.floor((at + BEIJING) / DAY) * DAY - BEIJING;
}
