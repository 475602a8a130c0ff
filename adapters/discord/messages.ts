import { createHash } from 'node:crypto';
import { attachmentsOf, withoutAttachments } from '../../src/card/attachments.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { Log } from '../../src/observability/log.ts';
import { encodeMessageId } from '../../src/platform/message-id.ts';
import type { Card, MessageRef } from '../../src/reply.ts';
import type { DiscordMessage } from './message/components.ts';
import { outcomeUnknown } from './refusals/delivery-errors.ts';
import { type Extras, renderCard, renderCompact } from './render.ts';
import type { DiscordApi } from './rest.ts';

/** Discord's word for a message whose form it refuses: invalid form body. */
const TOO_LONG = ['discord.50035'];
/** Somebody deleted it. What stands and cannot be edited is another matter: see refusals.ts. */
export const GONE = ['discord.10008'];

/** Where the bot itself may not speak or look: missing access, missing permission, a channel that it cannot know. */
export const NOT_ALLOWED = ['discord.50001', 'discord.50013', 'discord.10003'];

/** Of a message with files: the permission Attach Files is missing, they are too large, or the form is refused. */
const NO_FILES = ['discord.50013', 'discord.40005', 'discord.50035', 'discord.http-413'];

/** Whether an error is one of ours with one of these codes. */
export function isOneOf(error: unknown, codes: readonly string[]): error is DeliveryError {
  return error instanceof DeliveryError && codes.includes(error.code);
}

/** The id of what Discord answered with. */
export function idOf(body: unknown): string {
  const id = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

/** How a message is sent, beyond its card. */
interface Sending extends Extras {
  /** One try, and no waiting. */
  readonly once?: boolean;
}

/** The bot's own messages in channels. All throw DeliveryError. */
export interface Messages {
  /** Sends the full card, and the compact one where Discord refuses the full one. */
  readonly fitting: <T>(
    card: Card,
    send: (message: DiscordMessage) => Promise<T>,
    extras?: Extras,
  ) => Promise<T>;
  /** Sends as it is. With its nonce (at most 25 characters) a repeat within minutes is the same message. */
  send(channelId: string, message: DiscordMessage, nonce: string, once?: boolean): Promise<string>;
  create(channelId: string, card: Card, nonce: string, sending?: Sending): Promise<MessageRef>;
  edit(channelId: string, id: string, card: Card, sending?: Sending): Promise<void>;
}

/** The nonce for what was deleted after it was made under this one. */
function nextNonce(nonce: string): string {
  return createHash('sha256').update(`${nonce}\nagain`).digest('base64url').slice(0, 22);
}

export function createMessages(api: DiscordApi, log: Log): Messages {
  async function fitting<T>(
    card: Card,
    send: (message: DiscordMessage) => Promise<T>,
    extras: Extras = {},
  ): Promise<T> {
    try {
      return await send(renderCard(card, extras));
    } catch (error) {
      if (attachmentsOf(card).length > 0 && isOneOf(error, NO_FILES)) {
        log.warn({ code: error.code }, 'Discord refused a picture or a file: sent without');
        return fitting(withoutAttachments(card), send, extras);
      }
      if (!isOneOf(error, TOO_LONG)) throw error;
      log.warn({ code: error.code }, 'Discord refused a card as it is: sent compact');
      return send(renderCompact(card, extras));
    }
  }

  /**
   * A message that was made under this nonce and deleted since is refused for minutes as an unknown message
   * (discord-api-docs #6647): it is made under another nonce, the same for every repeat.
   */
  async function send(channelId: string, message: DiscordMessage, nonce: string, once = false) {
    try {
      return await sendAs(channelId, message, nonce, once);
    } catch (error) {
      if (!isOneOf(error, GONE)) throw error;
      log.info(
        { channel: channelId },
        'Discord message was there and was deleted: posted under another nonce',
      );
      return sendAs(channelId, message, nextNonce(nonce), once);
    }
  }

  async function sendAs(channelId: string, message: DiscordMessage, nonce: string, once: boolean) {
    const body = await api.call({
      name: 'create message',
      method: 'POST',
      path: `/channels/${channelId}/messages`,
      // With its nonce a repeated send is the same message.
      body: { ...message, nonce, enforce_nonce: true },
      repeatable: true,
      // With another nonce it would be a second message.
      onceOnly: true,
      once,
      bucket: `POST messages ${channelId}`,
    });
    const id = idOf(body);
    // Some proxy's page: what became of the message nobody knows.
    if (id === '') throw outcomeUnknown('create message', 'no message in the answer');
    return id;
  }

  return {
    fitting,
    send,
    create: async (channelId, card, nonce, { once = false, ...extras } = {}) => {
      const id = await fitting(card, (message) => send(channelId, message, nonce, once), extras);
      return { platform: 'discord', channelId, messageId: encodeMessageId({ id }) };
    },
    edit: async (channelId, id, card, { once = false, ...extras } = {}) => {
      await fitting(
        card,
        (message) =>
          api.call({
            name: 'edit message',
            method: 'PATCH',
            path: `/channels/${channelId}/messages/${id}`,
            body: message,
            repeatable: true,
            once,
            bucket: `PATCH messages ${channelId}`,
          }),
        extras,
      );
    },
  };
}
