import type { Channel, ChannelMessage } from './channel.ts';
import type { Delivery } from './delivery.ts';
import type { Rhythm } from './pace.ts';

/** Nothing was written to it. */
const CALM: Rhythm = { edits: 0 };

/** A copy of which nothing more is known than what is on disk. */
export function createChannelMessage(channel: Channel, delivery: Delivery): ChannelMessage {
  return {
    message: delivery.message,
    channel,
    delivery,
    owed: undefined,
    maybe: false,
    lost: undefined,
    twice: false,
    gone: undefined,
    stuck: undefined,
    hurried: false,
    held: false,
    rhythm: CALM,
    refused: undefined,
    doubtful: 0,
    failingSince: undefined,
    forgotten: false,
  };
}

/** A delivery that was never tried. */
export function newDelivery(message: string, channel: string, at: number, carries?: string): Delivery {
  return {
    id: `${message}@${channel}`,
    message,
    channel,
    sent: 0,
    told: 0,
    attempts: 0,
    ...(carries === undefined ? {} : { carries }),
    createdAt: at,
    changedAt: at,
  };
}

/** The delivery after something of it arrived: whatever stood in the way is over. */
export function arrived(
  delivery: Delivery,
  at: number,
  now: {
    ref?: Delivery['ref'];
    sent?: number;
    told?: number;
    carries?: string | undefined;
    shows?: string;
    renewed?: Delivery['renewed'];
  },
): Delivery {
  const { id, message, channel, createdAt } = delivery;
  const shows = now.shows ?? delivery.shows;
  const renewed = now.renewed ?? delivery.renewed;
  const ref = now.ref ?? delivery.ref;
  const note = 'carries' in now ? now.carries : delivery.carries;
  return {
    id,
    message,
    channel,
    createdAt,
    ...(ref === undefined ? {} : { ref }),
    sent: now.sent ?? delivery.sent,
    told: now.told ?? delivery.told,
    attempts: 0,
    ...(note === undefined ? {} : { carries: note }),
    ...(shows === undefined ? {} : { shows }),
    ...(renewed === undefined ? {} : { renewed }),
    changedAt: at,
  };
}
