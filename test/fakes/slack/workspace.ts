import type { Clock } from '../../../src/clock.ts';
import type { FakeBlock, FakeModal } from './block-kit.ts';

/** A file, from when an address was asked for it. */
export interface FakeFile {
  readonly id: string;
  readonly filename: string;
  readonly length: number;
  readonly alt: string | undefined;
  bytes?: Buffer;
  isShared: boolean;
}

/** A message as it is now. */
export interface FakeMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string | undefined;
  /** The only reader of an ephemeral message. */
  readonly onlyFor?: string | undefined;
  /** Came through a response_url: not the bot's to edit by chat.update. */
  readonly viaResponseUrl: boolean;
  readonly postedAt: number;
  /** Whose message it is; absent: our bot's. */
  readonly user?: string;
  /** What apps see and people do not. */
  readonly metadata?: unknown;
  /** People and groups that were notified when it was posted. Edits notify nobody. */
  readonly notified: readonly string[];
  /** Files that stand on it. */
  readonly files?: readonly FakeFile[];
  text: string;
  blocks: readonly FakeBlock[];
  edits: number;
  deleted: boolean;
}

interface Hook {
  readonly channel: string;
  readonly user: string;
  readonly expiresAt: number;
  /** Of a press: what `replace_original` replaces. */
  readonly pressed?: FakeMessage | undefined;
  uses: number;
}

/** A modal, from when it is opened. */
export interface OpenView {
  readonly id: string;
  readonly user: string;
  readonly view: FakeModal;
  /** It was sent and taken. */
  isClosed?: boolean;
  /** What is said at its fields, by block_id, after it was sent. */
  errors?: Readonly<Record<string, string>>;
}

interface Trigger {
  readonly user: string;
  readonly expiresAt: number;
  used: boolean;
}

/** The state of the fake workspace. */
export interface Workspace {
  readonly messages: FakeMessage[];
  readonly views: OpenView[];
  readonly files: FakeFile[];
  /** Channels that the bot is no member of, and cannot see when private. */
  readonly closed: Map<string, 'not_in_channel' | 'channel_not_found'>;
  /** Messages older than this cannot be edited, ms; the workspace's setting. Default: all can. */
  editWindowMs: number;
  /** Who is in each user group. */
  readonly groups: Map<string, readonly string[]>;
  /** What the bot was installed with. */
  readonly scopes: Set<string>;
  nextTs(): string;
  newTrigger(user: string): string;
  /** Uses a trigger_id once within 3 s. Returns its user, or Slack's error word. */
  useTrigger(id: string): { user: string } | { error: string };
  newHook(channel: string, user: string, pressed?: FakeMessage): string;
  hook(key: string): Hook | undefined;
}

/** Slack's lifetimes: trigger_id 3 s, response_url 30 min and 5 uses. */
const TRIGGER_MS = 3_000;
const HOOK_MS = 30 * 60_000;

/** An empty workspace on `clock`. */
export function createWorkspace(clock: Clock): Workspace {
  const triggers = new Map<string, Trigger>();
  const hooks = new Map<string, Hook>();
  let counter = 0;
  const next = () => (counter += 1);
  return {
    messages: [],
    views: [],
    files: [],
    closed: new Map(),
    groups: new Map(),
    editWindowMs: Infinity,
    scopes: new Set(['commands', 'chat:write', 'channels:history', 'groups:history', 'files:write']),
    nextTs: () => `${Math.floor(clock.now() / 1000)}.${String(next()).padStart(6, '0')}`,
    newTrigger: (user) => {
      const id = `${next()}.738474920.8088930838d88f008e0`;
      triggers.set(id, { user, expiresAt: clock.now() + TRIGGER_MS, used: false });
      return id;
    },
    useTrigger: (id) => {
      const trigger = triggers.get(id);
      if (!trigger) return { error: 'invalid_trigger_id' };
      if (trigger.expiresAt < clock.now()) return { error: 'expired_trigger_id' };
      if (trigger.used) return { error: 'exchanged_trigger_id' };
      trigger.used = true;
      return { user: trigger.user };
    },
    newHook: (channel, user, pressed) => {
      const key = `T0LIVE/${next()}/hookSecret`;
      hooks.set(key, { channel, user, pressed, expiresAt: clock.now() + HOOK_MS, uses: 0 });
      return key;
    },
    hook: (key) => hooks.get(key),
  };
}
