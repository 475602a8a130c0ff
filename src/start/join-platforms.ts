import type { Check } from '../http/readiness.ts';
import type { Adapter } from '../platform/adapter.ts';
import type { Announcer } from '../platform/announcer.ts';
import type { ChatPlatform, PlatformSurroundings } from '../platform/chat-platform.ts';
import type { Pins } from '../platform/pins.ts';

/** The platforms that are set up. */
export interface Joined {
  readonly adapters: ReadonlyMap<string, Adapter & Announcer>;
  /** Those that can keep a message in sight. */
  readonly pins: ReadonlyMap<string, Pins>;
  /** Whether asks can arrive from each that could fail in that. */
  readonly connected: readonly Check[];
}

/** Joins every platform that is set up. `forged` is told of requests that are not from the platform they claim. */
export function joinPlatforms(
  platforms: readonly ChatPlatform[],
  surroundings: Omit<PlatformSurroundings, 'onForged'> & {
    readonly forged: (platform: string, why: string) => void;
  },
): Joined {
  const { forged, ...shared } = surroundings;
  const joined = platforms.flatMap((platform) => {
    const { key, title } = platform;
    const one = platform.join({ ...shared, onForged: (why) => forged(key, why) });
    return one ? [{ ...one, key, title: title.en }] : [];
  });
  return {
    adapters: new Map(joined.map(({ key, adapter }) => [key, adapter])),
    pins: new Map(joined.flatMap(({ key, pins }) => (pins ? [[key, pins] as const] : []))),
    connected: joined.flatMap(({ key, title, isConnected }) =>
      isConnected ? [connection(key, title, isConnected)] : [],
    ),
  };
}

function connection(name: string, title: string, isConnected: () => boolean): Check {
  const down = { ok: false, why: `not connected to ${title}` };
  return { name, check: () => (isConnected() ? { ok: true } : down) };
}
