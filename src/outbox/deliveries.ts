import type { Announcer } from '../platform/announcer.ts';
import {
  createChannel,
  createPlatform,
  platformOf,
  type Channel,
  type Platform,
  type ChannelMessage,
} from './channel.ts';
import type { Clock } from '../clock.ts';
import { createChannelMessage, newDelivery } from './channel-message.ts';
import { owedOf, isCarried, queueEntryOf } from './owed.ts';
import type { Delivery } from './delivery.ts';
import { isLacking } from './lacking.ts';
import type { Content, Contents } from './outbox.ts';
import type { MessageRef } from '../reply.ts';

/** Refusals in a row that no table of ours knows, before people are told that a channel takes nothing. */
const MOST_DOUBTFUL = 3;

/** One content and its copies, one for each channel: a few. */
interface Entry {
  readonly channelMessages: ChannelMessage[];
  /** It was critical at some time. */
  critical: boolean;
}

/** Every copy of every content, and what each channel is owed. In memory; what is owed follows from the contents. */
export interface Deliveries {
  readonly platforms: ReadonlyMap<string, Platform>;
  platform(name: string): Platform;
  channelMessages(message: string): readonly ChannelMessage[];
  /** Takes over what was on disk. */
  restore(delivery: Delivery): ChannelMessage;
  /** Looks at a content again, and at what each channel is owed of it. */
  look(message: string): void;
  /** Where a copy belongs in its channel's queue. */
  place(channelMessage: ChannelMessage): void;
  /** The platform that a copy's card must name as out of reach. */
  note(channelMessage: ChannelMessage, content: Content): string | undefined;
  /** This is what is known of the copy now. */
  update(channelMessage: ChannelMessage, delivery: Delivery): void;
  /** The copy of a content in a channel, which may be none of those that are owed it. */
  messageIn(message: string, channel: string): ChannelMessage;
  /** The copy of a content that this message shows, or would show by its channel. */
  messageAt(message: string, ref: MessageRef): ChannelMessage;
  forget(message: string): void;
  /** Contents whose cards depend on what can be reached: owed where nothing gets through, or noted elsewhere. */
  dependent(): ReadonlySet<string>;
  shownBy(ref: MessageRef): string | undefined;
  /** Grows with everything that changes: as long as it is the same, nothing has changed. */
  readonly changes: number;
}

/**
 * Begins with nothing owed. `onUndeliverable`: a channel takes a message no more, with the platform's words and code;
 * without them: it takes all again.
 */
export function createDeliveries(options: {
  readonly contents: Contents;
  readonly announcers: ReadonlyMap<string, Announcer>;
  readonly clock: Clock;
  readonly onUndeliverable: (channel: string, why: string | undefined, code: string | undefined) => void;
}): Deliveries {
  const { contents, announcers, clock, onUndeliverable } = options;
  const platforms = new Map<string, Platform>();
  const channels = new Map<string, Channel>();
  const entries = new Map<string, Entry>();
  const byRef = new Map<string, string>();
  let changes = 0;

  function platform(name: string): Platform {
    const known = platforms.get(name);
    if (known) return known;
    const created = createPlatform(name, announcers.get(name));
    platforms.set(name, created);
    return created;
  }

  function channelAt(key: string): Channel {
    const known = channels.get(key);
    if (known) return known;
    const on = platform(platformOf(key));
    const created = createChannel(on, key);
    on.channels.push(created);
    channels.set(key, created);
    return created;
  }

  function entryOf(message: string): Entry {
    const known = entries.get(message);
    if (known) return known;
    const created: Entry = { channelMessages: [], critical: false };
    entries.set(message, created);
    return created;
  }

  function add(delivery: Delivery): ChannelMessage {
    const channel = channelAt(delivery.channel);
    const channelMessage = createChannelMessage(channel, delivery);
    changes += 1;
    entryOf(delivery.message).channelMessages.push(channelMessage);
    channel.channelMessages.set(delivery.message, channelMessage);
    if (delivery.ref) byRef.set(refKey(delivery.ref), delivery.message);
    return channelMessage;
  }

  function lacks(channelMessages: readonly ChannelMessage[], name: string, content: Content): boolean {
    return content.channels.some((key) => {
      const channelMessage = platformOf(key) === name ? inChannel(channelMessages, key) : undefined;
      return channelMessage !== undefined && isLacking(channelMessage, content);
    });
  }

  /** Down, or refusing this one wherever it is owed there. */
  function isOutOfReach(name: string, content: Content, channelMessages: readonly ChannelMessage[]): boolean {
    if (platform(name).down) return true;
    const owed = content.channels.filter((key) => platformOf(key) === name);
    return (
      owed.length > 0 && owed.every((key) => inChannel(channelMessages, key)?.delivery.dead !== undefined)
    );
  }

  function outOfReach(content: Content, channelMessages: readonly ChannelMessage[]): readonly string[] {
    // Nearly always, and at a start this is asked of very many.
    const isInReach = (key: string): boolean => {
      const channelMessage = inChannel(channelMessages, key);
      return (
        channelMessage !== undefined && !channelMessage.delivery.dead && !channelMessage.channel.platform.down
      );
    };
    if (content.channels.every(isInReach)) return NONE;
    return [...new Set(content.channels.map(platformOf))].filter((name) =>
      isOutOfReach(name, content, channelMessages),
    );
  }

  function note(channelMessage: ChannelMessage, content: Content): string | undefined {
    const { delivery, channel } = channelMessage;
    if (channel.platform.down) return delivery.carries;
    const { carries } = delivery;
    // Shown while it lasts, and taken back where it was shown: what is not posted yet would be no stand-in without it.
    const entry = entries.get(channelMessage.message);
    if (carries !== undefined && isCarried(delivery, content)) {
      const isNeeded = entry !== undefined && isOutOfReach(carries, content, entry.channelMessages);
      return delivery.ref === undefined || isNeeded ? carries : undefined;
    }
    if (!entry?.critical) return undefined;
    return outOfReach(content, entry.channelMessages).find(
      (name) => name !== channel.platform.name && lacks(entry.channelMessages, name, content),
    );
  }

  /** Where nobody else shows it, a critical goes to the first channel that stands in for the platform out of reach. */
  function carry(message: string, entry: Entry, content: Content): void {
    if (!entry.critical || content.over) return;
    for (const name of outOfReach(content, entry.channelMessages)) {
      if (!lacks(entry.channelMessages, name, content)) continue;
      const isShown = entry.channelMessages.some(
        ({ channel, delivery, owed }) =>
          !channel.platform.down && !delivery.dead && (owed !== undefined || delivery.ref !== undefined),
      );
      if (isShown) continue;
      const key = contents
        .fallbacks(name)
        .find((other) => !platform(platformOf(other)).down && !inChannel(entry.channelMessages, other));
      if (key !== undefined) place(add(newDelivery(message, key, clock.now(), name)));
    }
  }

  function place(channelMessage: ChannelMessage, known = contents.get(channelMessage.message)): void {
    const { channel } = channelMessage;
    const content = channelMessage.forgotten ? undefined : known;
    changes += 1;
    const wanted = content && note(channelMessage, content);
    const owes = content && owedOf(channelMessage, content, wanted, clock.now());
    channelMessage.owed = owes;
    const ofCard = owes === 'post' || owes === 'edit';
    if (!ofCard) channelMessage.hurried = false;
    if (content && owes) {
      const paced = !channel.platform.announcer?.volatile;
      channel.queue.set(queueEntryOf(channelMessage, content, { owes, note: wanted, paced }, clock.now()));
    } else channel.queue.remove(channelMessage.message);
    const { sent, ref, dead } = channelMessage.delivery;
    const isNew = owes === 'post' && sent === 0 && ref === undefined;
    const isUnseen = isNew && content?.over === true && !content.asked;
    if (isUnseen) channel.unseen.add(channelMessage);
    else channel.unseen.delete(channelMessage);
    // What may pass alarms nobody before it was tried for some seconds.
    const isSure = channelMessage.doubtful === 0 || channelMessage.doubtful > MOST_DOUBTFUL;
    setDead(channelMessage, ofCard && !content?.asked && dead !== undefined && isSure);
  }

  function setDead(channelMessage: ChannelMessage, isDead: boolean): void {
    const { channel } = channelMessage;
    const before = channel.dead.size;
    if (isDead) channel.dead.add(channelMessage);
    else channel.dead.delete(channelMessage);
    if (before === 0 && isDead) {
      const { why = '', code } = channelMessage.delivery.dead ?? {};
      onUndeliverable(channel.key, why, code);
    }
    if (before > 0 && channel.dead.size === 0) onUndeliverable(channel.key, undefined, undefined);
  }

  const messageIn = (message: string, channel: string): ChannelMessage =>
    inChannel(entryOf(message).channelMessages, channel) ?? add(newDelivery(message, channel, clock.now()));

  return {
    platforms,
    platform,
    messageIn,
    messageAt(message, ref) {
      const shown = entries
        .get(message)
        ?.channelMessages.find(({ delivery }) => delivery.ref && refKey(delivery.ref) === refKey(ref));
      return shown ?? messageIn(message, `${ref.platform}:${ref.channelId}`);
    },
    channelMessages: (message) => entries.get(message)?.channelMessages ?? NO_COPIES,
    restore: add,
    look(message) {
      const content = contents.get(message);
      if (!content && !entries.has(message)) return;
      const entry = entryOf(message);
      for (const key of content?.channels ?? []) {
        if (!inChannel(entry.channelMessages, key)) add(newDelivery(message, key, clock.now()));
      }
      entry.critical ||= content?.urgency === 'critical';
      for (const channelMessage of entry.channelMessages) place(channelMessage, content);
      if (content) carry(message, entry, content);
    },
    place: (channelMessage) => place(channelMessage),
    note,
    get changes() {
      return changes;
    },
    update(channelMessage, delivery) {
      changes += 1;
      if (channelMessage.delivery.ref) byRef.delete(refKey(channelMessage.delivery.ref));
      channelMessage.delivery = delivery;
      if (delivery.ref && !channelMessage.forgotten) byRef.set(refKey(delivery.ref), delivery.message);
    },
    forget(message) {
      for (const channelMessage of entries.get(message)?.channelMessages ?? NO_COPIES) {
        channelMessage.forgotten = true;
        place(channelMessage);
        channelMessage.channel.channelMessages.delete(message);
        if (channelMessage.delivery.ref) byRef.delete(refKey(channelMessage.delivery.ref));
      }
      entries.delete(message);
    },
    dependent() {
      const found = new Set<string>();
      for (const { channels: some, down } of platforms.values()) {
        for (const { queue, channelMessages } of some) {
          if (down) for (const id of queue.ids()) found.add(id);
          for (const [id, { delivery }] of channelMessages)
            if (delivery.carries !== undefined || delivery.dead !== undefined) found.add(id);
        }
      }
      return found;
    },
    shownBy: (ref) => byRef.get(refKey(ref)),
  };
}

const NONE: readonly string[] = [];
const NO_COPIES: readonly ChannelMessage[] = [];

function inChannel(channelMessages: readonly ChannelMessage[], key: string): ChannelMessage | undefined {
  return channelMessages.find(({ channel }) => channel.key === key);
}

function refKey({ platform, channelId, messageId }: MessageRef): string {
  return `${platform}\n${channelId}\n${messageId}`;
}
