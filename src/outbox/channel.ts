import type { Announcer } from '../platform/announcer.ts';
import type { Copy } from './copy.ts';
import { createPace, unhurried, type Pace } from './pace.ts';
import { createQueue, type Queue } from './queue.ts';

/** A chat platform, and how it is doing. */
export interface Platform {
  readonly name: string;
  /** Undefined where it is not connected at all. */
  readonly announcer: Announcer | undefined;
  readonly channels: Channel[];
  down: boolean;
  /** When the first try failed since one got through, ms UTC. */
  failingSince: number | undefined;
  /** When the newest one failed since then, ms UTC. */
  failedAt: number | undefined;
  /** Channels that are sending, and those that wait until one of them is done. */
  sending: number;
  readonly waiting: Set<Channel>;
}

/** A channel, and what it is owed. One thing at a time is sent to it. */
export interface Channel {
  /** As `slack:C012AB3CD`. */
  readonly key: string;
  /** As the platform calls it. */
  readonly id: string;
  readonly platform: Platform;
  readonly copies: Map<string, Copy>;
  readonly queue: Queue;
  readonly pace: Pace;
  /** Over, and never shown here. */
  readonly unseen: Set<Copy>;
  /** Refused as things are. */
  readonly dead: Set<Copy>;
  /** Contents whose digest may be there: the answer was lost. */
  digest: PendingDigest | undefined;
  /** Until then it may still arrive, ms UTC. */
  digestLateUntil: number;
  /** The request under way. */
  busy: Promise<void> | undefined;
  /** Nothing is sent before: the platform asked for it; tries failed. ms UTC. */
  limitedUntil: number;
  backoffUntil: number;
  /** No edit is tried before, ms UTC: platforms limit edits apart, and what is new goes on. */
  editsFrom: number;
  /** Nothing is looked for before, ms UTC, and looks in a row that failed: they hold up nothing that is new. */
  looksFrom: number;
  lookFailures: number;
  /** In a row. */
  failures: number;
  limits: number;
  arrivedAt: number;
  cancelTimer: () => void;
}

/** A digest that is about to be announced, as it stands on disk. */
export interface PendingDigest {
  readonly ids: readonly string[];
  readonly at: number;
}

export function createPlatform(name: string, announcer: Announcer | undefined): Platform {
  return {
    name,
    announcer,
    channels: [],
    down: announcer === undefined,
    failingSince: undefined,
    failedAt: undefined,
    sending: 0,
    waiting: new Set(),
  };
}

/** The platform's name in a channel's key. */
export function platformOf(key: string): string {
  return key.slice(0, key.indexOf(':'));
}

export function createChannel(platform: Platform, key: string): Channel {
  return {
    key,
    id: key.slice(platform.name.length + 1),
    platform,
    copies: new Map(),
    queue: createQueue(),
    pace: platform.announcer?.volatile ? unhurried : createPace(),
    unseen: new Set(),
    dead: new Set(),
    digest: undefined,
    digestLateUntil: 0,
    busy: undefined,
    limitedUntil: 0,
    backoffUntil: 0,
    editsFrom: 0,
    looksFrom: 0,
    lookFailures: 0,
    failures: 0,
    limits: 0,
    arrivedAt: -Infinity,
    cancelTimer: () => undefined,
  };
}
