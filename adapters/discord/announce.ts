import type { Clock } from '../../src/clock.ts';
import { DeliveryError } from '../../src/errors.ts';
import { decodeMessageId, encodeMessageId } from '../../src/platform/message-id.ts';
import type { Announcer } from '../../src/platform/announcer.ts';
import type { Card, MessageRef } from '../../src/reply.ts';
import { createDirect } from './direct.ts';
import { isMarked, ListedSchema, markerOf } from './marker.ts';
import type { Markers } from './markers.ts';
import { GONE, isOneOf, NOT_ALLOWED, type Messages } from './messages.ts';
import { reopening } from './reopen.ts';
import { timeOf } from './snowflake.ts';
import type { DiscordApi } from './rest.ts';
import { createThreads } from './thread/threads.ts';

/** Discord's clock and ours may differ by so much. */
const AROUND_MS = 60_000;
const PAGE = 100;
const MOST_PAGES = 3;

/** The list may not be read: missing access, missing permission, a channel that it cannot know. */
const UNREADABLE = ['discord.50001', 'discord.50013', 'discord.10003'];

interface AnnouncerOptions {
  readonly api: DiscordApi;
  readonly messages: Messages;
  readonly clock: Clock;
  readonly markers: Markers;
  /** Edits where only the interaction that brought a message, or was pressed on it, lets us. False where none does. */
  readonly editByTicket: (id: string, card: Card) => Promise<boolean>;
  /** Our bot's user. */
  readonly ownUser: () => Promise<string>;
}

/** Where what was pressed on the message may still let us edit it: no permission, too many edits. */
function isHindered(error: unknown): boolean {
  if (isOneOf(error, NOT_ALLOWED)) return true;
  return error instanceof DeliveryError && (error.onlyThis || error.retryAfterMs !== undefined);
}

/** Announces in Discord. A message carries its key as its nonce, and as a number that people do not see. */
export function createAnnouncer(options: AnnouncerOptions): Announcer {
  const { api, messages, clock, markers, editByTicket, ownUser } = options;
  const threads = createThreads({ api, messages, clock });
  const direct = createDirect(api);

  async function look(
    channelId: string,
    key: string,
    since: number,
  ): Promise<MessageRef | 'none' | 'unknown'> {
    const own = await ownUser();
    let before = '';
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const body = await api.call({
        name: 'list messages',
        method: 'GET',
        path: `/channels/${channelId}/messages?limit=${PAGE}${before === '' ? '' : `&before=${before}`}`,
        repeatable: true,
        once: true,
        bucket: `GET messages ${channelId}`,
      });
      const listed = ListedSchema.safeParse(body).data;
      const found = listed?.find((message) => message.author.id === own && isMarked(message, key));
      if (found) {
        const messageId = encodeMessageId({ id: found.id });
        markers.keep(messageId, key);
        return { platform: 'discord', channelId, messageId };
      }
      const oldest = listed?.at(-1);
      // Without Read Message History a list is empty, as if nothing had been written.
      if (!listed || !oldest) return pages === 0 ? 'unknown' : 'none';
      if (listed.length < PAGE || timeOf(oldest.id) < since - AROUND_MS) return 'none';
      before = oldest.id;
    }
    return 'unknown';
  }

  return {
    announce: async (channelId, card, key) => {
      const { mentions = [] } = card;
      const channel = await direct.channelOf(channelId);
      const shown = await direct.linked(card);
      const ref = await messages.create(channel, shown, key, { once: true, id: markerOf(key), mentions });
      markers.keep(ref.messageId, key);
      return ref;
    },

    update: async ({ channelId, messageId }, full) => {
      const { id } = decodeMessageId(messageId);
      const card = await direct.linked(full);
      try {
        await reopening(messages, channelId, id, card, () =>
          messages.edit(channelId, id, card, { once: true, ...markers.of(messageId) }),
        );
        return 'updated';
      } catch (error) {
        if (isOneOf(error, GONE)) return 'gone';
        if (isHindered(error) && (await editByTicket(id, card))) return 'updated';
        throw error;
      }
    },

    addToThread: ({ channelId, messageId }, text, key) =>
      threads.add(channelId, decodeMessageId(messageId).id, text, key),

    find: async (channelId, key, since) => {
      try {
        return await look(await direct.channelOf(channelId), key, since);
      } catch (error) {
        if (isOneOf(error, UNREADABLE)) return 'unknown';
        throw error;
      }
    },
  };
}
