import { isSameStream, type StreamName } from '../stream/streams.ts';
import type { World } from '../world.ts';
import type { Delay } from './delay.ts';

const DAY = 86_400_000;
/** How long one that has expired is listed still [I]. */
const SHOWN_AFTER = 7 * DAY;

/** Those that hold, and those that expired lately. */
export function delaysNow({ features, clock }: Pick<World, 'features' | 'clock'>): Delay[] {
  return features.delays.filter((delay) => delay.until + SHOWN_AFTER > clock.now());
}

/** Whether it holds still. */
export function isActive({ clock }: Pick<World, 'clock'>, delay: Delay): boolean {
  return delay.until > clock.now();
}

/** Whether a push of this stream would be delayed now. */
export function isDelayed(world: World, name: StreamName): boolean {
  return world.features.delays.some((delay) => isSameStream(delay, name) && isActive(world, delay));
}
