import type { Announcer } from '../platform/announcer.ts';
import {
  createChannel,
  createPlatform,
  platformOf,
  type Channel,
  type Platform,
  type Copy,
} from './channel.ts';
import type { Clock } from '../clock.ts';
import { createCopy, newDelivery } from './copy.ts';
import { debtOf, isCarried, turnOf } from './debt.ts';
import type { Delivery } from './delivery.ts';
import { isLacking } from './lacking.ts';
import type { Content, Contents } from './outbox.ts';
import type { MessageRef } from '../reply.ts';

/** Refusals in a row that no table of ours knows, before people are told that a channel takes nothing. */
const MOST_DOUBTFUL = 3;

/** One content and its copies, one for each channel: a few. */
interface Entry {
  readonly copies: Copy[];
  /** It was critical at some time. */
  critical: boolean;
}

/** Every copy of every content, and what each channel is owed. In memory; what is owed follows from the contents. */
export interface Book {
  readonly platforms: ReadonlyMap<string, Platform>;
  platform(name: string): Platform;
  copies(message: string): readonly Copy[];
  /** Takes over what was on disk. */
  restore(delivery: Delivery): Copy;
  /** Looks at a content again, and at what each channel is owed of it. */
  look(message: string): void;
  /** Where a copy belongs in its channel's queue. */
  place(copy: Copy): void;
  /** The platform that a copy's card must name as out of reach. */
  note(copy: Copy, content: Content): string | undefined;
  /** This is what is known of the copy now. */
  update(copy: Copy, delivery: Delivery): void;
  /** The copy of a content in a channel, which may be none of those that are owed it. */
  copyIn(message: string, channel: string): Copy;
  /** The copy of a content that this message shows, or would show by its channel. */
  copyAt(message: string, ref: MessageRef): Copy;
  forget(message: string): void;
  /** Contents whose cards depend on what can be reached: owed where nothing gets through, or noted elsewhere. */
  dependent(): ReadonlySet<string>;
  shownBy(ref: MessageRef): string | undefined;
  /** Grows with everything that changes: as long as it is the same, nothing has changed. */
  readonly changes: number;
}

export function createBook(options: {
  readonly contents: Contents;
  readonly announcers: ReadonlyMap<string, Announcer>;
  readonly clock: Clock;
  readonly onUndeliverable: (channel: string, why: string | undefined, code: string | undefined) => void;
}): Book {
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
    const created: Entry = { copies: [], critical: false };
    entries.set(message, created);
    return created;
  }

  function add(delivery: Delivery): Copy {
    const channel = channelAt(delivery.channel);
    const copy = createCopy(channel, delivery);
    changes += 1;
    entryOf(delivery.message).copies.push(copy);
    channel.copies.set(delivery.message, copy);
    if (delivery.ref) byRef.set(refKey(delivery.ref), delivery.message);
    return copy;
  }

  function lacks(copies: readonly Copy[], name: string, content: Content): boolean {
    return content.channels.some((key) => {
      const copy = platformOf(key) === name ? inChannel(copies, key) : undefined;
      return copy !== undefined && isLacking(copy, content);
    });
  }

  /** Down, or refusing this one wherever it is owed there. */
  function isOutOfReach(name: string, content: Content, copies: readonly Copy[]): boolean {
    if (platform(name).down) return true;
    const owed = content.channels.filter((key) => platformOf(key) === name);
    return owed.length > 0 && owed.every((key) => inChannel(copies, key)?.delivery.dead !== undefined);
  }

  function outOfReach(content: Content, copies: readonly Copy[]): readonly string[] {
    // Nearly always, and at a start this is asked of very many.
    const isInReach = (key: string): boolean => {
      const copy = inChannel(copies, key);
      return copy !== undefined && !copy.delivery.dead && !copy.channel.platform.down;
    };
    if (content.channels.every(isInReach)) return NONE;
    return [...new Set(content.channels.map(platformOf))].filter((name) =>
      isOutOfReach(name, content, copies),
    );
  }

  function note(copy: Copy, content: Content): string | undefined {
    const { delivery, channel } = copy;
    if (channel.platform.down) return delivery.carries;
    const { carries } = delivery;
    // Shown while it lasts, and taken back where it was shown: what is not posted yet would be no stand-in without it.
    const entry = entries.get(copy.message);
    if (carries !== undefined && isCarried(delivery, content)) {
      const isNeeded = entry !== undefined && isOutOfReach(carries, content, entry.copies);
      return delivery.ref === undefined || isNeeded ? carries : undefined;
    }
    if (!entry?.critical) return undefined;
    return outOfReach(content, entry.copies).find(
      (name) => name !== channel.platform.name && lacks(entry.copies, name, content),
    );
  }

  /** Where nobody else shows it, a critical goes to the first channel that stands in for the platform out of reach. */
  function carry(message: string, entry: Entry, content: Content): void {
    if (!entry.critical || content.over) return;
    for (const name of outOfReach(content, entry.copies)) {
      if (!lacks(entry.copies, name, content)) continue;
      const isShown = entry.copies.some(
        ({ channel, delivery, debt }) =>
          !channel.platform.down && !delivery.dead && (debt !== undefined || delivery.ref !== undefined),
      );
      if (isShown) continue;
      const key = contents
        .fallbacks(name)
        .find((other) => !platform(platformOf(other)).down && !inChannel(entry.copies, other));
      if (key !== undefined) place(add(newDelivery(message, key, clock.now(), name)));
    }
  }

  function place(copy: Copy, known = contents.get(copy.message)): void {
    const { channel } = copy;
    const content = copy.forgotten ? undefined : known;
    changes += 1;
    const wanted = content && note(copy, content);
    const debt = content && debtOf(copy, content, wanted, clock.now());
    copy.debt = debt;
    const ofCard = debt === 'post' || debt === 'edit';
    if (!ofCard) copy.hurried = false;
    if (content && debt) {
      const paced = !channel.platform.announcer?.volatile;
      channel.queue.set(turnOf(copy, content, { debt, note: wanted, paced }, clock.now()));
    } else channel.queue.remove(copy.message);
    const { sent, ref, dead } = copy.delivery;
    const isNew = debt === 'post' && sent === 0 && ref === undefined;
    const isUnseen = isNew && content?.over === true && !content.asked;
    if (isUnseen) channel.unseen.add(copy);
    else channel.unseen.delete(copy);
    // What may pass alarms nobody before it was tried for some seconds.
    const isSure = copy.doubtful === 0 || copy.doubtful > MOST_DOUBTFUL;
    setDead(copy, ofCard && !content?.asked && dead !== undefined && isSure);
  }

  function setDead(copy: Copy, isDead: boolean): void {
    const { channel } = copy;
    const before = channel.dead.size;
    if (isDead) channel.dead.add(copy);
    else channel.dead.delete(copy);
    if (before === 0 && isDead) {
      const { why = '', code } = copy.delivery.dead ?? {};
      onUndeliverable(channel.key, why, code);
    }
    if (before > 0 && channel.dead.size === 0) onUndeliverable(channel.key, undefined, undefined);
  }

  const copyIn = (message: string, channel: string): Copy =>
    inChannel(entryOf(message).copies, channel) ?? add(newDelivery(message, channel, clock.now()));

  return {
    platforms,
    platform,
    copyIn,
    copyAt(message, ref) {
      const shown = entries
        .get(message)
        ?.copies.find(({ delivery }) => delivery.ref && refKey(delivery.ref) === refKey(ref));
      return shown ?? copyIn(message, `${ref.platform}:${ref.channelId}`);
    },
    copies: (message) => entries.get(message)?.copies ?? NO_COPIES,
    restore: add,
    look(message) {
      const content = contents.get(message);
      if (!content && !entries.has(message)) return;
      const entry = entryOf(message);
      for (const key of content?.channels ?? []) {
        if (!inChannel(entry.copies, key)) add(newDelivery(message, key, clock.now()));
      }
      entry.critical ||= content?.urgency === 'critical';
      for (const copy of entry.copies) place(copy, content);
      if (content) carry(message, entry, content);
    },
    place: (copy) => place(copy),
    note,
    get changes() {
      return changes;
    },
    update(copy, delivery) {
      changes += 1;
      if (copy.delivery.ref) byRef.delete(refKey(copy.delivery.ref));
      copy.delivery = delivery;
      if (delivery.ref && !copy.forgotten) byRef.set(refKey(delivery.ref), delivery.message);
    },
    forget(message) {
      for (const copy of entries.get(message)?.copies ?? NO_COPIES) {
        copy.forgotten = true;
        place(copy);
        copy.channel.copies.delete(message);
        if (copy.delivery.ref) byRef.delete(refKey(copy.delivery.ref));
      }
      entries.delete(message);
    },
    dependent() {
      const found = new Set<string>();
      for (const { channels: some, down } of platforms.values()) {
        for (const { queue, copies } of some) {
          if (down) for (const id of queue.ids()) found.add(id);
          for (const [id, { delivery }] of copies)
            if (delivery.carries !== undefined || delivery.dead !== undefined) found.add(id);
        }
      }
      return found;
    },
    shownBy: (ref) => byRef.get(refKey(ref)),
  };
}

const NONE: readonly string[] = [];
const NO_COPIES: readonly Copy[] = [];

function inChannel(copies: readonly Copy[], key: string): Copy | undefined {
  return copies.find(({ channel }) => channel.key === key);
}

function refKey({ platform, channelId, messageId }: MessageRef): string {
  return `${platform}\n${channelId}\n${messageId}`;
}
