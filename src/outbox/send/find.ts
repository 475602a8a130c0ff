import { DeliveryError } from '../../errors.ts';
import type { MessageRef } from '../../reply.ts';
import { arrived } from '../channel-message.ts';
import { keyOf, replacedBy } from './key.ts';
import { stuckOf } from '../stuck-edit.ts';
import { keep, LATE_MS, threadOf, type Sending } from './send-context.ts';

/**
 * Our clock may have been ahead of the platform's by so much when a message was made, ms: one that is looked for too
 * recently is not found, and posted again and again.
 */
const CLOCKS_MS = 24 * 3_600_000;

/**
 * Looks for what may have been announced without our knowing. What is there is taken over: which version it shows is
 * not certain, so it is edited. @throws DeliveryError where the platform does not
 * answer.
 */
export async function findMessage(sending: Sending): Promise<'taken' | 'none' | 'unknown'> {
  const { context, channelMessage, content } = sending;
  const before = replacedBy(channelMessage);
  const key = keyOf(channelMessage.delivery.id, before);
  const since = Math.min(channelMessage.delivery.createdAt, content.since);
  const begun = context.clock.now();
  const found = await find(sending, key, since, threadOf(sending));
  if (found === 'none' && channelMessage.lost) {
    // A slow platform may be at it still: a second card is worse than a few seconds.
    const until = lateUntil(channelMessage.lost.until, context.clock.now() - begun);
    channelMessage.lost = { until, looked: true };
    if (until > begun) return 'none';
  }
  channelMessage.maybe = false;
  channelMessage.lost = undefined;
  if (typeof found === 'string') return found;
  context.log.info(
    { delivery: channelMessage.delivery.id },
    'a message whose answer was lost is there; it was taken over',
  );
  const now = context.clock.now();
  const renewed =
    stuckOf(channelMessage) && before !== undefined ? { renewed: { from: before, at: now } } : {};
  channelMessage.gone = undefined;
  channelMessage.stuck = undefined;
  channelMessage.rhythm = { edits: 0, postedAt: now };
  await keep(
    context,
    channelMessage,
    arrived(channelMessage.delivery, now, { ref: found, sent: 0, ...renewed }),
  );
  return 'taken';
}

/** Nothing is held to be on its way for longer, ms: twice what a look may take. */
const LATEST_MS = 30_000;

/**
 * When what was given up on can arrive no more, ms UTC: `until` as a rule. A platform that took `took` ms for a look may
 * be twice as late with what was posted.
 */
function lateUntil(until: number, took: number): number {
  return Math.max(until, until - LATE_MS + Math.min(2 * took, LATEST_MS));
}

/**
 * Looks for a message of ours in the channel, made at `since` (ms UTC) or later. A platform that does not let us look cannot
 * tell. @throws DeliveryError where the platform does not answer.
 */
export async function find(
  { announcer, channel, context }: Sending,
  key: string,
  since: number,
  thread?: string,
): Promise<MessageRef | 'none' | 'unknown'> {
  if (announcer.volatile) return 'none';
  let found: MessageRef | 'none' | 'unknown';
  try {
    found = await announcer.find(channel.id, key, since - CLOCKS_MS, thread);
  } catch (error) {
    const isRefused =
      error instanceof DeliveryError &&
      error.fate === 'refused' &&
      !error.retryable &&
      !error.everywhere &&
      error.retryAfterMs === undefined;
    if (!isRefused) throw error;
    found = 'unknown';
  }
  if (found === 'unknown') {
    context.log.warn(
      { channel: channel.key },
      'it cannot be told whether a message is there; it is announced again rather than lost',
    );
  }
  return found;
}
