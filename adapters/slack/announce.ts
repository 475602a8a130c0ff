import { z } from 'zod';
import type { Announcer } from '../../src/platform/announcer.ts';
import { decodeMessageId, encodeMessageId } from '../../src/platform/message-id.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { MessageRef } from '../../src/reply.ts';
import { directTo } from '../../src/platform/direct.ts';
import { GONE, isOneOf, LITERAL, type Messages } from './messages.ts';
import { createPermalinks } from './permalinks.ts';
import { renderText, withMentions } from './render.ts';
import type { SlackApi } from './web-api.ts';

/** Marks a message as announced by us; the payload holds its key. */
const EVENT_TYPE = 'airdesk_alert';
/** Slack's clock and ours may differ by so much. */
const AROUND_MS = 60_000;
const PAGE = 100;
const MOST_PAGES = 3;

/** The thread's first message was deleted. */
const THREAD_GONE = ['slack.thread_not_found', 'slack.message_not_found'];
/** Threads are switched off in the channel, or closed to us. */
const NO_THREAD = [
  'slack.cannot_reply_to_message',
  'slack.restricted_action_non_threadable_channel',
  'slack.restricted_action_thread_locked',
];
/** The history may not be read: without the scope, or outside the channel. */
const UNREADABLE = [
  'slack.missing_scope',
  'slack.not_allowed',
  'slack.not_allowed_token_type',
  'slack.no_permission',
  'slack.access_denied',
  'slack.not_in_channel',
  'slack.channel_not_found',
];

/** conversations.history, as far as it is read (docs.slack.dev/reference/methods/conversations.history). */
const HistorySchema = z.object({
  messages: z.array(
    z.object({ ts: z.string(), user: z.string().optional(), metadata: z.unknown().optional() }),
  ),
  has_more: z.boolean().default(false),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
});

/** A reply that was posted. One to a message that was deleted is no error: it stands in the channel, in no thread. */
const PostedSchema = z.object({ ts: z.string(), message: z.object({ thread_ts: z.string().optional() }) });

const MetadataSchema = z.object({
  event_type: z.literal(EVENT_TYPE),
  event_payload: z.object({ key: z.string() }),
});

/** What a message is found by, as arguments of chat.postMessage. */
export function keyed(key: string): { readonly metadata: object } {
  return { metadata: { event_type: EVENT_TYPE, event_payload: { key } } };
}

interface AnnouncerOptions {
  readonly api: SlackApi;
  readonly messages: Messages;
  /** Our own user in the workspace. */
  readonly ownUser: () => Promise<string | undefined>;
}

/** Announces in Slack. A message carries its key as metadata, which people do not see. */
export function createAnnouncer({ api, messages, ownUser }: AnnouncerOptions): Announcer {
  const linked = createPermalinks(api);

  /** A thread's messages are in no channel's history. */
  async function page(channel: string, thread: string | undefined, since: number, cursor: string) {
    const history = await api.call(
      thread === undefined ? 'conversations.history' : 'conversations.replies',
      {
        channel,
        ...(thread === undefined ? {} : { ts: thread }),
        oldest: String(Math.max(0, since - AROUND_MS) / 1000),
        limit: PAGE,
        include_all_metadata: true,
        ...(cursor === '' ? {} : { cursor }),
      },
      { repeatable: true, once: true },
    );
    return HistorySchema.safeParse(history).data;
  }

  async function look(
    channel: string,
    key: string,
    since: number,
    thread: string | undefined,
  ): Promise<MessageRef | 'none' | 'unknown'> {
    const own = await ownUser();
    let cursor = '';
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const history = await page(channel, thread, since, cursor);
      if (!history || own === undefined) return 'unknown';
      const found = history.messages.find(
        ({ user, metadata }) =>
          user === own && MetadataSchema.safeParse(metadata).data?.event_payload.key === key,
      );
      if (found)
        return { platform: 'slack', channelId: channel, messageId: encodeMessageId({ id: found.ts }) };
      cursor = history.response_metadata?.next_cursor ?? '';
      if (!history.has_more || cursor === '') return 'none';
    }
    return 'unknown';
  }

  /** Alone in the channel it says nothing to anybody. Where it cannot be taken back, it stays. */
  async function takeBack(channel: string, ts: string): Promise<void> {
    try {
      await api.call('chat.delete', { channel, ts }, { repeatable: true, once: true });
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
    }
  }

  return {
    // Slack opens the conversation with somebody where their id stands for a channel's.
    announce: async (channelId, card, key, thread) =>
      messages.post(directTo(channelId) ?? channelId, await linked(card), {
        once: true,
        thread,
        more: keyed(key),
        finish: (message) => withMentions(message, card.mentions),
      }),

    update: async ({ channelId, messageId }, card) => {
      try {
        await messages.update(channelId, decodeMessageId(messageId).id, await linked(card), true);
        return 'updated';
      } catch (error) {
        if (isOneOf(error, GONE)) return 'gone';
        throw error;
      }
    },

    addToThread: async ({ channelId, messageId }, text) => {
      const thread = { channel: channelId, thread_ts: decodeMessageId(messageId).id };
      try {
        const quietly = { unfurl_links: false, unfurl_media: false, ...LITERAL };
        const what = { ...thread, ...quietly, ...renderText(text) };
        const posted = PostedSchema.safeParse(await api.call('chat.postMessage', what, { once: true })).data;
        if (!posted || posted.message.thread_ts !== undefined) return 'added';
        await takeBack(channelId, posted.ts);
        return 'gone';
      } catch (error) {
        if (isOneOf(error, THREAD_GONE)) return 'gone';
        if (isOneOf(error, NO_THREAD)) return 'none';
        throw error;
      }
    },

    find: async (channelId, key, since, thread) => {
      // Which conversation it is, is only told when something is posted there.
      if (directTo(channelId) !== undefined) return 'unknown';
      try {
        return await look(channelId, key, since, thread);
      } catch (error) {
        if (thread !== undefined && isOneOf(error, THREAD_GONE)) return 'none';
        if (isOneOf(error, UNREADABLE)) return 'unknown';
        throw error;
      }
    },
  };
}
