import { DeliveryError } from '../../src/errors.ts';
import type { Log } from '../../src/observability/log.ts';
import { encodeMessageId } from '../../src/platform/message-id.ts';
import type { Card, MessageRef } from '../../src/reply.ts';
import type { SlackMessage } from './blocks.ts';
import { outcomeUnknown } from './delivery-errors.ts';
import { renderCard, renderCompact } from './render.ts';
import type { SlackApi } from './web-api.ts';

/** Slack's words for a message that it refuses although each block is within the documented limits. */
const TOO_LONG = ['slack.msg_blocks_too_long', 'slack.msg_too_long', 'slack.invalid_blocks'];
/** Somebody deleted it. What stands and cannot be edited is another matter: see refusals.ts. */
export const GONE = ['slack.message_not_found'];

/** chat.update parses names and links by default, unlike chat.postMessage. */
export const LITERAL = { parse: 'none', link_names: false };

/** Whether an error is one of ours with one of these codes. */
export function isOneOf(error: unknown, codes: readonly string[]): boolean {
  return error instanceof DeliveryError && codes.includes(error.code);
}

/** How a message is posted, beyond its card. */
interface Posting {
  readonly thread?: string | undefined;
  /** One try, and no waiting. */
  readonly once?: boolean;
  /** Further arguments of chat.postMessage. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** What becomes of the card when it is rendered. */
  readonly finish?: (message: SlackMessage) => SlackMessage;
}

/** The bot's own messages in channels, which it can edit. All throw DeliveryError. */
export interface Messages {
  /** Sends the full card, and the compact one where Slack finds the full one too long. */
  readonly fitting: <T>(card: Card, send: (message: SlackMessage) => Promise<T>) => Promise<T>;
  post(channel: string, card: Card, posting?: Posting): Promise<MessageRef>;
  update(channel: string, ts: string, card: Card, once?: boolean): Promise<void>;
}

export function createMessages(api: SlackApi, log: Log): Messages {
  async function fitting<T>(card: Card, send: (message: SlackMessage) => Promise<T>): Promise<T> {
    try {
      return await send(renderCard(card));
    } catch (error) {
      if (!isOneOf(error, TOO_LONG)) throw error;
      log.warn({ code: (error as DeliveryError).code }, 'Slack refused a card as too long: sent compact');
      return send(renderCompact(card));
    }
  }

  return {
    fitting,
    post: async (channel, card, { thread, once = false, more, finish } = {}) => {
      const result = await fitting(card, (message) =>
        api.call(
          'chat.postMessage',
          {
            channel,
            ...(thread === undefined ? {} : { thread_ts: thread }),
            unfurl_links: false,
            unfurl_media: false,
            ...LITERAL,
            ...more,
            ...(finish ? finish(message) : message),
          },
          { once },
        ),
      );
      const answer = result as { readonly ts?: unknown; readonly channel?: unknown };
      if (typeof answer.ts !== 'string') throw outcomeUnknown('chat.postMessage', 'no message in the answer');
      return {
        platform: 'slack',
        channelId: typeof answer.channel === 'string' ? answer.channel : channel,
        messageId: encodeMessageId({ id: answer.ts }),
      };
    },
    update: async (channel, ts, card, once = false) => {
      await fitting(card, (message) =>
        api.call('chat.update', { channel, ts, ...LITERAL, ...message }, { repeatable: true, once }),
      );
    },
  };
}
