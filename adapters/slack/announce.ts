import { z } from 'zod';
import type { Announcer } from '../../src/platform/announcer.ts';
import { decodeMessageId, encodeMessageId } from '../../src/platform/message-id.ts';
import type { MessageRef } from '../../src/reply.ts';
import { GONE, isOneOf, LITERAL, type Messages } from './messages.ts';
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

  return {
    announce: (channelId, card, key, thread) =>
      messages.post(channelId, card, {
        once: true,
        thread,
        more: keyed(key),
        finish: (message) => withMentions(message, card.mentions),
      }),

    update: async ({ channelId, messageId }, card) => {
      try {
        await messages.update(channelId, decodeMessageId(messageId).id, card, true);
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
        await api.call('chat.postMessage', { ...thread, ...quietly, ...renderText(text) }, { once: true });
        return 'added';
      } catch (error) {
        if (isOneOf(error, THREAD_GONE)) return 'gone';
        if (isOneOf(error, NO_THREAD)) return 'none';
        throw error;
      }
    },

    find: async (channelId, key, since, thread) => {
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
