import type { Values } from '../feature/feature.ts';
import { banOf } from '../stream/ban.ts';
import { isSameStream, streamPath, type StreamName } from '../stream/streams.ts';
import type { World } from '../world.ts';

/** The oldest of so many padded streams makes room. */
const MAX_PADS = 10_000;
/** A longer one would run at once, ms: some 24 days. What is padded longer has no end [I]. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** A stream broke off: after the wait of its template it is padded, until it comes back or for so long at most. */
export function padAfter(world: World, { domain, app, stream }: StreamName, values: Values): void {
  const name = { domain, app, stream };
  // What is forbidden may not be pushed, by the cloud's own film neither [I].
  if (banOf(world, name)) return;
  const path = streamPath(name);
  const { padding } = world.features;
  const begin = (): void => {
    padding.delete(path);
    world.streams.pads = [...world.streams.pads.slice(-(MAX_PADS - 1)), name];
    const most = Number(values['MaxDuration']);
    if (most > 0 && most <= LONGEST_TIMER)
      padding.set(
        path,
        world.later(most, () => stopPadding(world, name)),
      );
  };
  const wait = Number(values['WaitDuration']);
  if (wait === 0) begin();
  else padding.set(path, world.later(wait, begin));
}

/** The stream is padded no more, or will not be. Answers whether it was. */
export function stopPadding(world: World, name: StreamName): boolean {
  const path = streamPath(name);
  world.features.padding.get(path)?.();
  world.features.padding.delete(path);
  const rest = world.streams.pads.filter((pad) => !isSameStream(pad, name));
  const was = rest.length < world.streams.pads.length;
  world.streams.pads = rest;
  return was;
}
