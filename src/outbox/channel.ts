import type { Announcer } from '../platform/announcer.ts';
import { createPace, unhurried, type Pace, type Rhythm } from './pace.ts';
import { createQueue, type Queue } from './queue.ts';
import type { Delivery } from './delivery.ts';

/** A chat platform, and how it is doing. */
export interface Platform {
  readonly name: string;
  /** Undefined where it is not connected at all. */
  readonly announcer: Announcer | undefined;
  readonly channels: Channel[];
  down: boolean;
  /** Why the newest try failed, until one gets through. */
  trouble: { readonly code: string; readonly why: string } | undefined;
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
  readonly channelMessages: Map<string, ChannelMessage>;
  readonly queue: Queue;
  readonly pace: Pace;
  /** Over, and never shown here. */
  readonly unseen: Set<ChannelMessage>;
  /** Refused as things are. */
  readonly dead: Set<ChannelMessage>;
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

/** A platform as the outbox knows it, without channels. Without an announcer it is down: what it is owed waits. */
export function createPlatform(name: string, announcer: Announcer | undefined): Platform {
  return {
    name,
    announcer,
    channels: [],
    down: announcer === undefined,
    trouble: undefined,
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

/** A channel that is owed nothing. `key`: as `slack:C012AB3CD`. */
export function createChannel(platform: Platform, key: string): Channel {
  return {
    key,
    id: key.slice(platform.name.length + 1),
    platform,
    channelMessages: new Map(),
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

/** What a channel is owed of one content: a message, a newer one in its place, or lines for its thread. */
export type Owed = 'post' | 'edit' | 'thread';

/** One content in one channel: what is on disk of it, and what only this process knows. */
export interface ChannelMessage {
  readonly message: string;
  readonly channel: Channel;
  delivery: Delivery;
  owed: Owed | undefined;
  /** It may be there although no answer said so: it is looked for before it is announced. */
  maybe: boolean;
  /** A request of it got no answer: until when it may still arrive (ms UTC), and whether nothing is done before. */
  lost: { readonly until: number; readonly looked: boolean } | undefined;
  /** A process that was killed may have an older edit on its way: the next one is made again when that can arrive no more. */
  twice: boolean;
  /** Id of its message that somebody deleted. */
  gone: string | undefined;
  /** Its message that cannot be edited now. */
  stuck: Stuck | undefined;
  /** A person waits for it. */
  hurried: boolean;
  /** Whoever answers an ask is posting it. */
  held: boolean;
  rhythm: Rhythm;
  /** Version that was refused; undefined where it is not known any more. */
  refused: number | undefined;
  /** Refusals in a row that may pass, since no table of ours knows them. */
  doubtful: number;
  /** When the tries in vain began, ms UTC. */
  failingSince: number | undefined;
  forgotten: boolean;
}

/** A message that stands, and that the platform does not let us edit. */
export interface Stuck {
  /** Its id. */
  readonly message: string;
  /** No edit is tried before, ms UTC. */
  readonly until: number;
  /** When an edit of it was refused: first, and last, ms UTC. */
  readonly since: number;
  readonly at: number;
}
