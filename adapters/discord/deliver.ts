import type { Adapter } from '../../src/platform/adapter.ts';
import { type Clock, sleep } from '../../src/clock.ts';
import type { DeliveryError } from '../../src/errors.ts';
import type { Actor, Place } from '../../src/intent.ts';
import type { Pins } from '../../src/platform/pins.ts';
import type { Card, MessageRef } from '../../src/reply.ts';
import { wording } from '../../src/text/language.ts';
import { noForms, noTicket } from './refusals/delivery-errors.ts';
import { FLAGS } from './message/limits.ts';
import type { Log } from '../../src/observability/log.ts';
import { decodeMessageId, encodeMessageId } from '../../src/platform/message-id.ts';
import { markerOf } from './marker.ts';
import type { Markers } from './markers.ts';
import { GONE, idOf, isOneOf, NOT_ALLOWED, type Messages } from './messages.ts';
import { renderCard } from './render.ts';
import { reopening } from './reopen.ts';
import type { DiscordApi } from './rest.ts';
import { type Ticket, type Tickets, ticketOf } from './ticket.ts';

/** What Discord answers until it has read our first response to an interaction, and after the token's end. */
const NOT_YET = ['discord.10015', 'discord.10008'];
const NOT_YET_MS = 3_000;
const NOT_YET_WAIT_MS = 150;

interface DeliveryOptions {
  readonly api: DiscordApi;
  readonly messages: Messages;
  readonly tickets: Tickets;
  readonly markers: Markers;
  readonly clock: Clock;
  readonly log: Log;
  /** At most 25 characters, never the same twice. */
  readonly newNonce: () => string;
  /** Takes what may end after the answer was given. */
  readonly later: (work: Promise<void>) => void;
}

/** Posts and edits, as Adapter promises; pins, where the bot has the permission Pin Messages. */
export interface Delivery extends Pick<Adapter, 'post' | 'edit'>, Pins {
  /** Edits through the interaction that brought the message or was pressed on it, while its token is good. */
  readonly editByTicket: (id: string, card: Card) => Promise<boolean>;
}

/** Creates the delivery of what is asked for. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { api, messages, tickets, markers, clock, log, newNonce, later } = options;
  const { fitting } = messages;

  /** Under its key a repeat within minutes is the same message, and the message can be found again. */
  async function create(channelId: string, card: Card, key?: string): Promise<MessageRef> {
    if (key === undefined) return messages.create(channelId, card, newNonce());
    const ref = await messages.create(channelId, card, key, { id: markerOf(key) });
    markers.keep(ref.messageId, key);
    return ref;
  }

  const original = '/messages/@original';

  /** One call under an interaction's token. Asked for again while Discord has not read our first response yet. */
  async function answer(
    ticket: Ticket,
    name: string,
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ) {
    for (;;) {
      try {
        return await api.call({
          name,
          method,
          path: `${ticket.webhookPath}${path}`,
          ...(body === undefined ? {} : { body }),
          repeatable: method !== 'POST',
          // The placeholder is filled once; whoever tells it anew would tell it beside.
          onceOnly: path === original,
          byTicket: true,
        });
      } catch (error) {
        const isEarly = clock.now() - ticket.at < NOT_YET_MS;
        if (!isEarly || !isOneOf(error, NOT_YET)) throw error;
        await sleep(clock, NOT_YET_WAIT_MS);
      }
    }
  }

  function followUp(ticket: Ticket, card: Card, flags: number): Promise<unknown> {
    return fitting(card, (message) =>
      answer(ticket, 'follow up', 'POST', '?wait=true', { ...message, flags: message.flags | flags }),
    );
  }

  /** To the asker alone: into "thinking…" where it stands, beside it otherwise. */
  async function tell(ticket: Ticket, card: Card): Promise<void> {
    if (ticket.takePlaceholder()) {
      try {
        await fitting(card, (message) => answer(ticket, 'edit answer', 'PATCH', original, message));
        return;
      } catch (error) {
        if (!isOneOf(error, GONE)) throw error;
      }
    }
    await followUp(ticket, card, FLAGS.ephemeral);
  }

  /** The answer is in the channel: "thinking…" goes away. Nothing depends on it. */
  function clear(ticket: Ticket | undefined): void {
    if (!ticket?.takePlaceholder()) return;
    later(
      answer(ticket, 'delete placeholder', 'DELETE', original).then(
        () => undefined,
        () => log.info({ interaction: ticket.interactionId }, 'Discord placeholder could not be deleted'),
      ),
    );
  }

  /** Through the interaction, which needs no permission; the asker is told what the bot is missing. */
  async function postByTicket(ticket: Ticket, place: Place, actor: Actor, card: Card, why: DeliveryError) {
    log.warn(
      { channel: place.channelId, code: why.code },
      'Discord channel is closed to the bot: answered the interaction',
    );
    // A follow-up would fill the placeholder and be as ephemeral as that: it has to be taken first.
    const hint = wording(why.hint, actor.language ?? 'en');
    const note: Card = { kind: 'card', tone: 'warning', title: hint, visibility: 'asker' };
    if (ticket.takePlaceholder()) await answer(ticket, 'edit answer', 'PATCH', original, renderCard(note));
    const id = idOf(await followUp(ticket, card, 0));
    tickets.keep(id, ticket, id);
    return { platform: 'discord', channelId: place.channelId, messageId: encodeMessageId({ id }) };
  }

  async function postToChannel(place: Place, actor: Actor, card: Card, key?: string): Promise<MessageRef> {
    const ticket = ticketOf(place.ticket, clock.now());
    try {
      const ref = await create(place.channelId, card, key);
      clear(ticket);
      return ref;
    } catch (error) {
      if (!ticket || !isOneOf(error, NOT_ALLOWED)) throw error;
      return postByTicket(ticket, place, actor, card, error);
    }
  }

  async function editByTicket(id: string, card: Card): Promise<boolean> {
    const reachable = tickets.find(id);
    if (!reachable) return false;
    const path = `/messages/${reachable.message}`;
    await fitting(card, (message) => answer(reachable.ticket, 'edit answer', 'PATCH', path, message));
    return true;
  }

  return {
    editByTicket,

    post: async (place, actor, reply, key) => {
      const ticket = ticketOf(place.ticket, clock.now());
      if (reply.kind === 'form') {
        // A form can only be the first response: it is there, or it is too late for it.
        if (ticket?.isForm) return undefined;
        throw noForms();
      }
      if (reply.visibility === 'channel') return postToChannel(place, actor, reply, key);
      if (!ticket) throw noTicket('post');
      await tell(ticket, reply);
      return undefined;
    },

    pin: async ({ channelId, messageId }, on) => {
      const { id, onlyFor } = decodeMessageId(messageId);
      if (onlyFor !== undefined) return;
      await api.call({
        name: on ? 'pin' : 'unpin',
        method: on ? 'PUT' : 'DELETE',
        path: `/channels/${channelId}/messages/pins/${id}`,
        repeatable: true,
        bucket: `pins ${channelId}`,
      });
    },

    edit: async (ref, card) => {
      const { id, onlyFor } = decodeMessageId(ref.messageId);
      if (onlyFor !== undefined) {
        if (!(await editByTicket(id, card))) throw noTicket('edit');
        return ref;
      }
      try {
        await reopening(messages, ref.channelId, id, card, () => messages.edit(ref.channelId, id, card));
        return ref;
      } catch (error) {
        if (isOneOf(error, NOT_ALLOWED) && (await editByTicket(id, card))) return ref;
        if (!isOneOf(error, GONE)) throw error;
        log.info({ channel: ref.channelId }, 'Discord message is gone: posted anew');
        return create(ref.channelId, card);
      }
    },
  };
}
