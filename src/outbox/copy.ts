import type { Channel } from './channel.ts';
import type { Delivery } from './delivery.ts';
import type { Rhythm } from './pace.ts';
import type { Stuck } from './stuck.ts';

/** What a channel is owed of one content: a message, a newer one in its place, or lines for its thread. */
export type Debt = 'post' | 'edit' | 'thread';

/** One content in one channel: what is on disk of it, and what only this process knows. */
export interface Copy {
  readonly message: string;
  readonly channel: Channel;
  delivery: Delivery;
  debt: Debt | undefined;
  /** It may be there although no answer said so: it is looked for before it is announced. */
  maybe: boolean;
  /** A request of it got no answer: until when it may still arrive (ms UTC), and whether nothing is done before. */
  lost: { readonly until: number; readonly looked: boolean } | undefined;
  /** A process that was killed may have an older edit on its way: the next one is made again when that can arrive no more. */
  twice: boolean;
  /** Id of its message that somebody deleted. */
  gone: string | undefined;
  /** Its message that cannot be edited now. */
  stuck: Stuck | undefined;
  /** A person waits for it. */
  hurried: boolean;
  /** Whoever answers an ask is posting it. */
  held: boolean;
  rhythm: Rhythm;
  /** Version that was refused; undefined where it is not known any more. */
  refused: number | undefined;
  /** Refusals in a row that may pass, since no table of ours knows them. */
  doubtful: number;
  /** When the tries in vain began, ms UTC. */
  failingSince: number | undefined;
  forgotten: boolean;
}

/** Nothing was written to it. */
const CALM: Rhythm = { edits: 0 };

/** A copy of which nothing more is known than what is on disk. */
export function createCopy(channel: Channel, delivery: Delivery): Copy {
  return {
    message: delivery.message,
    channel,
    delivery,
    debt: undefined,
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
