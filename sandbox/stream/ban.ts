import type { World } from '../world.ts';
import { isSameStream, type Ban, type StreamName } from './streams.ts';

/** The bans that have not lapsed. */
export function bansNow(world: World): Ban[] {
  const now = world.clock.now();
  return world.streams.bans.filter((ban) => ban.until > now);
}

/** The ban that keeps a stream from being pushed now, by the account's way of matching. */
export function banOf(world: World, name: StreamName): Ban | undefined {
  return bansNow(world).find((ban) => matches(world, ban, name));
}

const MAX_BANS = 10_000;

/** Forbids a stream, in place of an earlier ban of it. The oldest of ten thousand bans makes room. */
export function ban(world: World, added: Ban): void {
  lift(world, added);
  world.streams.bans = [...world.streams.bans.slice(-(MAX_BANS - 1)), added];
}

/** Lifts the bans that match, and forgets those that have lapsed. */
export function lift(world: World, name: StreamName): void {
  world.streams.bans = bansNow(world).filter((old) => !matches(world, old, name));
}

function matches(world: World, held: StreamName, name: StreamName): boolean {
  return world.scene.forbidMatch === 'name' ? held.stream === name.stream : isSameStream(held, name);
}
