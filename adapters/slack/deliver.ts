import type { Adapter } from '../../src/platform/adapter.ts';
import { DeliveryError } from '../../src/errors.ts';
import { attachmentsOf, withoutAttachments } from '../../src/card/attachments.ts';
import type { Actor, Place } from '../../src/intent.ts';
import type { Card, Form, MessageRef } from '../../src/reply.ts';
import { keyed } from './announce.ts';
import { noTicket } from './delivery-errors.ts';
import type { Log } from '../../src/observability/log.ts';
import { decodeMessageId } from '../../src/platform/message-id.ts';
import { GONE, isOneOf, LITERAL, type Messages } from './messages.ts';
import { renderForm } from './render-form.ts';
import { encodeOrigin, ticketOf } from './ticket.ts';
import type { Upload } from './upload.ts';
import type { SlackApi } from './web-api.ts';

/** Where the bot may not speak: private channels and conversations that it was not invited to. */
const NOT_A_MEMBER = ['slack.not_in_channel', 'slack.channel_not_found', 'slack.user_not_in_channel'];

/** Whether a card will be edited or pressed later, which only a message that is the bot's own can be. */
function livesOn(card: Card): boolean {
  const controls = (card.buttons?.length ?? 0) + (card.selects?.length ?? 0);
  return card.tone === 'ask' || card.tone === 'progress' || controls > 0;
}

/** Posts and edits, as Adapter promises. */
export function createDelivery(
  api: SlackApi,
  messages: Messages,
  log: Log,
  upload: Upload,
): Pick<Adapter, 'post' | 'edit'> {
  const { fitting } = messages;

  async function postEphemeral(
    channel: string,
    thread: string | undefined,
    user: string,
    card: Card,
    hurried = false,
  ) {
    const where = { channel, user, ...(thread === undefined ? {} : { thread_ts: thread }), ...LITERAL };
    await fitting(card, (message) => api.call('chat.postEphemeral', { ...where, ...message }, { hurried }));
  }

  /** Into the card's thread; where they cannot be sent, the card says so itself. */
  async function attach(ref: MessageRef, thread: string | undefined, card: Card): Promise<void> {
    const attached = attachmentsOf(card);
    if (attached.length === 0) return;
    const { id: ts } = decodeMessageId(ref.messageId);
    if (await upload(ref.channelId, thread ?? ts, attached)) return;
    try {
      await messages.update(ref.channelId, ts, withoutAttachments(card));
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      log.warn({ code: error.code }, 'a Slack card could not be told that its picture is missing');
    }
  }

  async function postCard(
    place: Place,
    actor: Actor,
    card: Card,
    key: string | undefined,
  ): Promise<MessageRef | undefined> {
    const { responseUrl, isOfPress } = ticketOf(place.ticket);
    const onlyAsker = card.visibility === 'asker';
    // A file has no reader of its own: in the channel all would see it.
    const bare = withoutAttachments(card);
    try {
      if (!onlyAsker) {
        const thread = place.threadId;
        const ref = await messages.post(place.channelId, card, { thread, ...(key && { more: keyed(key) }) });
        await attach(ref, thread, card);
        return ref;
      }
      const hasOther = isOfPress && responseUrl !== undefined;
      await postEphemeral(place.channelId, place.threadId, actor.userId, bare, hasOther);
    } catch (error) {
      const isNotTaken =
        error instanceof DeliveryError && error.fate === 'not-sent' && onlyAsker && isOfPress;
      if (!(isOneOf(error, NOT_A_MEMBER) || isNotTaken) || responseUrl === undefined) throw error;
      // A card that is to be edited must be the bot's own message: rather say that it has to be invited.
      if (!onlyAsker && livesOn(card)) throw error;
      await fitting(bare, (message) =>
        api.respond(responseUrl, onlyAsker ? 'ephemeral' : 'in_channel', message),
      );
    }
    return undefined;
  }

  async function openForm(place: Place, form: Form): Promise<undefined> {
    const { triggerId, responseUrl, isFormAgain } = ticketOf(place.ticket);
    if (isFormAgain) return undefined;
    if (triggerId === undefined) throw noTicket('views.open');
    const { channelId, threadId } = place;
    await api.call('views.open', {
      trigger_id: triggerId,
      view: renderForm(form, encodeOrigin({ channelId, threadId, responseUrl })),
    });
  }

  return {
    post: async (place, actor, reply, key) =>
      reply.kind === 'form' ? openForm(place, reply) : postCard(place, actor, reply, key),

    edit: async (message, card, pressed) => {
      const { id: ts, onlyFor } = decodeMessageId(message.messageId);
      if (onlyFor !== undefined) {
        const { responseUrl } = ticketOf(pressed?.ticket);
        if (responseUrl !== undefined) {
          await fitting(card, (text) => api.respond(responseUrl, 'ephemeral', text, true));
          return message;
        }
        await postEphemeral(message.channelId, undefined, onlyFor, card);
        return message;
      }
      try {
        await messages.update(message.channelId, ts, card);
        return message;
      } catch (error) {
        if (!isOneOf(error, GONE)) throw error;
        log.info({ channel: message.channelId }, 'Slack message is gone: posted anew');
        return messages.post(message.channelId, card);
      }
    },
  };
}
