import type { Clock } from '../../../src/clock.ts';
import type { FakeCommand } from './command-schema.ts';
import type { FakeComponent, FakeModal } from './message-schema.ts';

/** A message as it is now. */
export interface FakeMessage {
  readonly id: string;
  readonly channelId: string;
  /** The only reader of an ephemeral message. */
  readonly onlyFor?: string | undefined;
  readonly nonce?: string | undefined;
  readonly postedAt: number;
  /** The same as time that passed: Discord's clock is not set when ours is. */
  readonly postedAfter: number;
  /** Absent: our bot. */
  readonly authorId?: string;
  /** People and roles that were notified when it was posted. Edits notify nobody. */
  readonly notified: readonly string[];
  /** "Thinking…": a deferred answer that was not filled yet. */
  loading: boolean;
  content: string;
  components: readonly FakeComponent[];
  edits: number;
  deleted: boolean;
  pinned: boolean;
}

/** An interaction and what the bot made of it. */
export interface FakeInteraction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly userId: string;
  readonly channelId: string;
  /** As time that passed. */
  readonly createdAfter: number;
  /** The message that carries the pressed control. */
  readonly messageId?: string | undefined;
  /** Type of the first response; undefined until it came. */
  acknowledgedAs?: number;
  /** Ms of real time from sending to the first response. */
  tookMs?: number;
  /** `@original`. */
  originalId?: string | undefined;
  readonly followUps: string[];
  choices?: readonly { readonly name: string; readonly value: string | number }[];
}

/** A modal as it stands open before somebody. */
export interface OpenModal {
  readonly userId: string;
  readonly channelId: string;
  /** The message that carries the control by which it was opened. */
  readonly messageId?: string | undefined;
  /** As the bot sent it. */
  readonly sent: FakeModal;
  /** As a phone shows it: what it had the first time a modal of this custom_id came (discord-api-docs #7554). */
  readonly onPhone: FakeModal;
}

/** A thread that began with a message. */
export interface FakeThread {
  readonly channelId: string;
  readonly name: string;
  locked: boolean;
}

/** The state of the fake server, which Discord calls a guild. */
export interface Guild {
  readonly id: string;
  readonly messages: FakeMessage[];
  readonly interactions: Map<string, FakeInteraction>;
  /** Every modal that was opened, the newest last. */
  readonly modals: OpenModal[];
  /** Channels that are closed to the bot, with Discord's code. */
  readonly closed: Map<string, 50001 | 50013 | 10003>;
  /** Channels whose history the bot may not read: their lists come back empty. */
  readonly unreadable: Set<string>;
  /** Threads by their id, which is that of the message they began with. */
  readonly threads: Map<string, FakeThread>;
  /** Threads and forum posts in which people talk, and the channel that each is in; undefined: Discord does not tell it. */
  readonly inside: Map<string, string | undefined>;
  /** Threads in which alerts stand that Discord has folded away, and those that are locked besides. */
  readonly folded: Map<string, 'folded' | 'locked'>;
  /** What an edit of a message that is older than an hour is refused for, seconds; undefined: it is not. */
  oldEditsRefusedFor: number | undefined;
  /** Channels in which the bot can begin no thread, with Discord's code. */
  readonly threadless: Map<string, 50001 | 50013 | 50024 | 160006>;
  /** Whether lists tell the nonces of messages; Discord does not promise it. Default: no. */
  listsNonces: boolean;
  /** By scope: `global`, or the guild's id. */
  readonly commands: Map<string, FakeCommand[]>;
  newId(): string;
  addMessage(facts: Pick<FakeMessage, 'channelId'> & Partial<FakeMessage>): FakeMessage;
  find(channelId: string, id: string): FakeMessage | undefined;
  addInteraction(
    facts: Pick<FakeInteraction, 'type' | 'userId' | 'channelId' | 'messageId'>,
  ): FakeInteraction;
}

/** Snowflakes count ms since 2015 (docs: reference#snowflakes). */
const EPOCH = 1_420_070_400_000;

/** An empty guild. Ids are made of the clock, as Discord makes them. */
export function createGuild(clock: Clock): Guild {
  let counter = 0;
  const newId = () => String((BigInt(clock.now() - EPOCH) << 22n) | BigInt((counter += 1)));
  const messages: FakeMessage[] = [];
  const interactions = new Map<string, FakeInteraction>();
  return {
    id: '300000000000000001',
    messages,
    interactions,
    modals: [],
    closed: new Map(),
    unreadable: new Set(),
    threads: new Map(),
    inside: new Map(),
    threadless: new Map(),
    folded: new Map(),
    oldEditsRefusedFor: undefined,
    listsNonces: false,
    commands: new Map(),
    newId,
    addMessage: (facts) => {
      const message: FakeMessage = {
        id: newId(),
        postedAt: clock.now(),
        postedAfter: clock.passed(),
        notified: [],
        loading: false,
        content: '',
        components: [],
        edits: 0,
        deleted: false,
        pinned: false,
        ...facts,
      };
      messages.push(message);
      return message;
    },
    find: (channelId, id) =>
      messages.find((message) => message.channelId === channelId && message.id === id && !message.deleted),
    addInteraction: (facts) => {
      const id = newId();
      // Built from parts so that nothing in the repository looks like a token to a scanner.
      const token = ['aW50ZXJhY3Rpb24', id, 'fakeInteractionToken'].join(':');
      const interaction: FakeInteraction = {
        ...facts,
        id,
        token,
        createdAfter: clock.passed(),
        followUps: [],
      };
      interactions.set(token, interaction);
      return interaction;
    },
  };
}
