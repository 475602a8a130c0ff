import { isDelayed } from '../delay/delays-now.ts';
import { boundNow } from '../feature/match.ts';
import { groupOf } from '../stream/push.ts';
import { isSameStream, streamPath, type StreamName, type Upstream } from '../stream/streams.ts';
import { settleTasks } from '../task/run.ts';
import type { World } from '../world.ts';
import type { OnAir } from './on-air.ts';
import { padAfter, stopPadding } from './padding.ts';
import { startRecordings } from './record-stream.ts';
import { startPictures } from './pictures.ts';
import { startShift } from './time-shift.ts';

/** A push was let in. The first one of a stream decides what the stream is under: now, before it is told. */
export function streamBegins(world: World, upstream: Upstream): OnAir | undefined {
  const path = streamPath(upstream);
  const { onAir } = world.features;
  if (onAir.has(path)) return undefined;
  stopPadding(world, upstream);
  const began: OnAir = {
    upstream,
    bound: boundNow(world, upstream),
    isDelayed: isDelayed(world, upstream),
    stops: [],
  };
  onAir.set(path, began);
  return began;
}

/** What the rules have running along with the stream begins. */
export function startBound(world: World, began: OnAir): void {
  const { upstream, bound } = began;
  const [record] = bound.record;
  const [snapshot] = bound.snapshot;
  const [shift] = bound.timeshift;
  const stops = [
    ...(record ? [startRecordings(world, began, record.values)] : []),
    ...(snapshot ? [startPictures(world, began, snapshot.values)] : []),
    ...(shift ? [startShift(world, began, shift)] : []),
  ];
  world.features.onAir.set(streamPath(upstream), { ...began, stops });
  settleTasks(world, upstream);
}

/** A push ended. With the last one of a stream, everything that ran along with it ends. */
export function streamEnded(world: World, upstream: Upstream): void {
  if (isPushed(world, upstream)) return;
  const path = streamPath(upstream);
  const ended = world.features.onAir.get(path);
  if (!ended) return;
  for (const stop of ended.stops) stop();
  // What the tasks of the stream still tell goes where the stream's messages go.
  settleTasks(world, upstream, false);
  world.features.onAir.delete(path);
  const [pad] = ended.bound.pad;
  if (pad) padAfter(world, upstream, pad.values);
}

function isPushed(world: World, name: StreamName): boolean {
  return groupOf(world, name)?.upstreams.some((upstream) => isSameStream(upstream, name)) ?? false;
}
