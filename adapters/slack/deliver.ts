import type { Adapter } from '../../src/adapter.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { Actor, Place } from '../../src/intent.ts';
import type { Card, Form, MessageRef } from '../../src/reply.ts';
import type { SlackMessage } from './blocks.ts';
import { noTicket } from './delivery-errors.ts';
import type { Log } from '../../src/log.ts';
import { decodeMessageId, encodeMessageId } from '../../src/message-id.ts';
import { renderCard, renderCompact } from './render.ts';
import { renderForm } from './render-form.ts';
import { encodeOrigin, ticketOf } from './ticket.ts';
import type { SlackApi } from './web-api.ts';

/** Slack's words for a message that it refuses although each block is within the documented limits. */
const TOO_LONG = ['slack.msg_blocks_too_long', 'slack.msg_too_long', 'slack.invalid_blocks'];
/** Where the bot may not speak: private channels and conversations that it was not invited to. */
const NOT_A_MEMBER = ['slack.not_in_channel', 'slack.channel_not_found', 'slack.user_not_in_channel'];
/** Where there is nothing left to edit. */
const GONE = ['slack.message_not_found', 'slack.cant_update_message', 'slack.edit_window_closed'];

/** chat.update parses names and links by default, unlike chat.postMessage. */
const LITERAL = { parse: 'none', link_names: false };

function isOneOf(error: unknown, codes: readonly string[]): boolean {
  return error instanceof DeliveryError && codes.includes(error.code);
}

/** Whether a card will be edited or pressed later, which only a message that is the bot's own can be. */
function livesOn(card: Card): boolean {
  const controls = (card.buttons?.length ?? 0) + (card.selects?.length ?? 0);
  return card.tone === 'ask' || card.tone === 'progress' || controls > 0;
}

/** Posts and edits, as Adapter promises. */
export function createDelivery(api: SlackApi, log: Log): Pick<Adapter, 'post' | 'edit'> {
  /** Sends the full card, and the compact one where Slack finds the full one too long. */
  async function fitting<T>(card: Card, send: (message: SlackMessage) => Promise<T>): Promise<T> {
    try {
      return await send(renderCard(card));
    } catch (error) {
      if (!isOneOf(error, TOO_LONG)) throw error;
      log.warn({ code: (error as DeliveryError).code }, 'Slack refused a card as too long: sent compact');
      return send(renderCompact(card));
    }
  }

  async function postMessage(channel: string, thread: string | undefined, card: Card): Promise<MessageRef> {
    const result = await fitting(card, (message) =>
      api.call('chat.postMessage', {
        channel,
        ...(thread === undefined ? {} : { thread_ts: thread }),
        unfurl_links: false,
        unfurl_media: false,
        ...LITERAL,
        ...message,
      }),
    );
    const answer = result as { readonly ts?: unknown; readonly channel?: unknown };
    return {
      platform: 'slack',
      channelId: typeof answer.channel === 'string' ? answer.channel : channel,
      messageId: encodeMessageId({ id: String(answer.ts) }),
    };
  }

  async function postEphemeral(channel: string, thread: string | undefined, user: string, card: Card) {
    await fitting(card, (message) =>
      api.call('chat.postEphemeral', {
        channel,
        user,
        ...(thread === undefined ? {} : { thread_ts: thread }),
        ...LITERAL,
        ...message,
      }),
    );
  }

  async function postCard(place: Place, actor: Actor, card: Card): Promise<MessageRef | undefined> {
    const { responseUrl } = ticketOf(place.ticket);
    const onlyAsker = card.visibility === 'asker';
    try {
      if (!onlyAsker) return await postMessage(place.channelId, place.threadId, card);
      await postEphemeral(place.channelId, place.threadId, actor.userId, card);
    } catch (error) {
      if (!isOneOf(error, NOT_A_MEMBER) || responseUrl === undefined) throw error;
      // A card that is to be edited must be the bot's own message: rather say that it has to be invited.
      if (!onlyAsker && livesOn(card)) throw error;
      await fitting(card, (message) =>
        api.respond(responseUrl, onlyAsker ? 'ephemeral' : 'in_channel', message),
      );
    }
    return undefined;
  }

  async function openForm(place: Place, form: Form): Promise<undefined> {
    const { triggerId, responseUrl } = ticketOf(place.ticket);
    if (triggerId === undefined) throw noTicket('views.open');
    const { channelId, threadId } = place;
    await api.call('views.open', {
      trigger_id: triggerId,
      view: renderForm(form, encodeOrigin({ channelId, threadId, responseUrl })),
    });
  }

  return {
    post: async (place, actor, reply) =>
      reply.kind === 'form' ? openForm(place, reply) : postCard(place, actor, reply),

    edit: async (message, card) => {
      const { id: ts, onlyFor } = decodeMessageId(message.messageId);
      if (onlyFor !== undefined) {
        await postEphemeral(message.channelId, undefined, onlyFor, card);
        return message;
      }
      try {
        await fitting(card, (rendered) =>
          api.call('chat.update', { channel: message.channelId, ts, ...LITERAL, ...rendered }, true),
        );
        return message;
      } catch (error) {
        if (!isOneOf(error, GONE)) throw error;
        log.info({ channel: message.channelId }, 'Slack message is gone: posted anew');
        return postMessage(message.channelId, undefined, card);
      }
    },
  };
}
