import type { Card, MessageRef } from '../reply.ts';

/** How much it hurries: somebody waits for it; then by severity; last what is over. */
export const URGENCIES = ['person', 'critical', 'warning', 'info', 'over'] as const;
/** One of URGENCIES. */
export type Urgency = (typeof URGENCIES)[number];

/** Something that is shown in channels and changes. Derived from what is stored, so that being owed survives a kill. */
export interface Content {
  readonly id: string;
  /** Grows with each visible change; positive. */
  readonly version: number;
  readonly urgency: Urgency;
  /** Channels that are owed it, as `slack:C012AB3CD`. */
  readonly channels: readonly string[];
  /** Ended. Where it was never shown, a line among others is enough. */
  readonly over: boolean;
  /** Since when it is owed, ms UTC. */
  readonly since: number;
  /** Steps of its history so far. */
  readonly steps: number;
  /**
   * Somebody asked for it: it is never told in one card with others, and that it cannot be delivered alarms nobody else.
   */
  readonly asked?: boolean;
  /**
   * `anew`: also posted again where somebody deleted it; `once`: posted where it was never shown; `where-shown`: only
   * brought up to date. Without it: anew while it is not over.
   */
  readonly owed?: 'anew' | 'once' | 'where-shown';
  /** The thread of one channel in which it stands. */
  readonly thread?: { readonly channel: string; readonly id: string };
}

/** Where contents come from. Reading never waits. */
export interface Contents {
  /** Every content that could still be owed to somebody. */
  all(): Iterable<Content>;
  get(id: string): Content | undefined;
  /** `carriedFor`: the platform in whose place this channel shows it. `alsoFor`: its own card, while another platform cannot be reached. */
  card(id: string, channel: string, note?: { readonly carriedFor?: string; readonly alsoFor?: string }): Card;
  /** Lines of its history after the first `told`, for its thread, at most 30. */
  threadLines(id: string, channel: string, told: number): readonly string[];
  /** One card for several that are over and were never shown in this channel. */
  digest(ids: readonly string[], channel: string): Card;
  /** Where a platform's criticals go while it cannot be reached: channels on other platforms. */
  fallbacks(platform: string): readonly string[];
}

/** What the outbox tells about itself. */
export interface OutboxState {
  readonly pending: number;
  /** Age of the oldest critical that some channel does not have, ms; 0 where there is none. */
  readonly oldestCriticalMs: number;
  readonly dead: readonly {
    readonly message: string;
    readonly channel: string;
    readonly code: string;
    readonly why: string;
  }[];
  /** Platforms that cannot be reached now. */
  readonly down: readonly string[];
}

/** Durable deliveries of contents to channels: paced, coalesced, retried, most urgent first. */
export interface Outbox {
  /** Goes on with what is owed. To be called when the contents are loaded. */
  start(): Promise<void>;
  /** These have changed, and are on disk. */
  changed(ids: readonly string[]): void;
  /** A person did something to it: its cards are edited before everything else. */
  hurry(id: string): void;
  /**
   * Its first message in a channel is posted by whoever answers an ask, under the key that `post` is given. Meanwhile
   * nothing is sent there; whatever has changed by then is brought up to date. `lost`: no answer came, so it is looked
   * for, and posted where it is not there. @throws what `post` throws where it did not arrive.
   */
  readonly first: (
    id: string,
    channel: string,
    post: (key: string) => Promise<MessageRef | undefined>,
  ) => Promise<'shown' | 'lost'>;
  /** Somebody pressed on this message of it: there it is, whatever was known before. */
  seenAt(id: string, message: MessageRef): void;
  /** Resolves when every channel that takes messages shows its newest state. */
  settled(id: string): Promise<void>;
  /** Whether some channel is owed anything of it. */
  owes(id: string): boolean;
  /** Its deliveries are forgotten. */
  forget(ids: readonly string[]): Promise<void>;
  /** Where a content is shown on a platform; undefined where it is not. */
  shownOn(id: string, platform: string): MessageRef | undefined;
  /** The content that a message shows. */
  shownBy(message: MessageRef): string | undefined;
  /** Whether this message shows the newest state of its content. */
  shows(message: MessageRef): boolean;
  state(): OutboxState;
  /** Why the newest try on this platform failed; undefined where it got through. */
  trouble(platform: string): { readonly code: string; readonly why: string } | undefined;
  /** Takes nothing new; resolves when what is under way has ended. */
  stop(): Promise<void>;
}
