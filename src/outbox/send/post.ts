import type { MessageRef } from '../../reply.ts';
import { arrived } from '../channel-message.ts';
import { failureOf } from './failure.ts';
import { findMessage } from './find.ts';
import { keyOf, replacedBy } from './key.ts';
import { stuckOf } from '../stuck-edit.ts';
import { cardOf, keep, LATE_MS, spend, threadOf, type Sending } from './send-context.ts';

/** Announces a content in a channel; where it may be there already, only looks for it. @throws what the announcer throws. */
export async function post(sending: Sending): Promise<'sent' | 'looked'> {
  const { context, channel, announcer, channelMessage, content } = sending;
  if (channelMessage.maybe) {
    // What is there got through. Otherwise time has passed: something else may be more urgent now.
    return (await findMessage(sending)) === 'taken' ? 'sent' : 'looked';
  }
  const note = context.allDeliveries.note(channelMessage, content);
  const card = cardOf(sending, note);
  const before = replacedBy(channelMessage);
  const key = keyOf(channelMessage.delivery.id, before);
  let ref: MessageRef;
  try {
    ref = await spend(sending, () => announcer.announce(channel.id, card, key, threadOf(sending)));
  } catch (error) {
    if (failureOf(error).fate === 'unknown') {
      channelMessage.maybe = true;
      channelMessage.lost = { until: context.clock.now() + LATE_MS, looked: false };
    }
    throw error;
  }
  const now = context.clock.now();
  const renewed =
    stuckOf(channelMessage) && before !== undefined ? { renewed: { from: before, at: now } } : {};
  channelMessage.maybe = false;
  channelMessage.lost = undefined;
  channelMessage.gone = undefined;
  channelMessage.stuck = undefined;
  channelMessage.rhythm = { edits: 0, postedAt: now };
  const shown = { ref, sent: content.version, carries: note, shows: content.urgency, ...renewed };
  await keep(context, channelMessage, arrived(channelMessage.delivery, now, shown));
  return 'sent';
}
