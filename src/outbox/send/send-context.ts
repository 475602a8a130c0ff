import type { Announcer } from '../../platform/announcer.ts';
import type { Deliveries } from '../deliveries.ts';
import type { Channel, ChannelMessage } from '../channel.ts';
import type { Clock } from '../../clock.ts';
import { DELIVERIES, type Delivery } from '../delivery.ts';
import { failureOf } from './failure.ts';
import type { Log } from '../../observability/log.ts';
import type { Content, Contents } from '../outbox.ts';
import type { Ask } from '../pace.ts';
import type { Records, Wanted } from '../records.ts';
import type { Card } from '../../reply.ts';

/** What sending one thing works with. */
export interface SendContext {
  readonly contents: Contents;
  readonly allDeliveries: Deliveries;
  readonly records: Records;
  readonly clock: Clock;
  readonly log: Log;
  /** Nothing new is sent any more. */
  readonly isStopped: () => boolean;
}

/** What a slow platform was asked may still arrive so long after we gave up waiting, ms. */
export const LATE_MS = 5000;

/** One thing to be sent: a copy, the content as it is now, and how. */
export interface Sending {
  readonly context: SendContext;
  readonly channel: Channel;
  readonly announcer: Announcer;
  readonly channelMessage: ChannelMessage;
  readonly content: Content;
  readonly ask: Ask;
}

/** This is what is known of a copy now, in memory at once. False where it is not on disk yet. */
export async function keep(
  context: SendContext,
  channelMessage: ChannelMessage,
  delivery: Delivery,
): Promise<boolean> {
  context.allDeliveries.update(channelMessage, delivery);
  return channelMessage.forgotten || context.records.save([deliveryDoc(delivery)]);
}

/** The thread of this channel in which the content stands, where it stands in one. */
export function threadOf({ channel, content }: Sending): string | undefined {
  return content.thread?.channel === channel.key ? content.thread.id : undefined;
}

/**
 * One request that people can see: it counts against the channel's budget, unless it got nowhere. @throws what
 * `request` throws
 */
export async function spend<T>({ channel, context, ask }: Sending, request: () => Promise<T>): Promise<T> {
  channel.pace.spend(ask, context.clock.now());
  try {
    return await request();
  } catch (error) {
    if (failureOf(error).fate !== 'unknown') channel.pace.giveBack(ask);
    throw error;
  }
}

/** The delivery's document as it should be. */
export function deliveryDoc(delivery: Delivery): Wanted {
  return { collection: DELIVERIES, id: delivery.id, value: delivery };
}

/** The card of a content in a channel, with the note that it must carry. */
export function cardOf({ context, channelMessage, content }: Sending, note: string | undefined): Card {
  const { contents } = context;
  const { message, channel } = channelMessage;
  if (note === undefined) return contents.card(message, channel.key);
  const isOwn = content.channels.includes(channel.key);
  return contents.card(message, channel.key, isOwn ? { alsoFor: note } : { carriedFor: note });
}
