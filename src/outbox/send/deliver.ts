import type { Channel, ChannelMessage } from '../channel.ts';
import { isDigested, lookBefore, tellTogether, unsure } from './digest.ts';
import { edit } from './edit.ts';
import { failureOf } from './failure.ts';
import { noteSuccess } from '../health.ts';
import type { Next } from '../next.ts';
import { post } from './post.ts';
import type { Telling } from './telling.ts';
import { tell } from './thread.ts';
import type { Sending, SendContext } from './send-context.ts';
import { tryAgain } from './try-again.ts';

/** Sends one thing to a channel, and notes how it went. Never rejects. */
export async function deliver(
  context: SendContext,
  telling: Telling,
  next: Extract<Next, { send: ChannelMessage }>,
): Promise<void> {
  const { send: channelMessage, ask } = next;
  const { channel } = channelMessage;
  const content = context.contents.get(channelMessage.message);
  const { announcer } = channel.platform;
  if (!content || !announcer) {
    context.allDeliveries.place(channelMessage);
    return;
  }
  // A digest is told as one, whichever of its copies is next.
  const isLook = next.look && !isDigested(channel, channelMessage);
  const isEdit = channelMessage.owed === 'edit';
  const channelMessages = isDigested(channel, channelMessage) ? [...channel.unseen] : [channelMessage];
  const dead = channelMessages.filter(isDead);
  // Whoever presses meanwhile waits for the next one; what only changes meanwhile has nobody who waits.
  const { hurried } = channelMessage;
  channelMessage.hurried = false;
  try {
    const outcome = await send({ context, channel, announcer, channelMessage, content, ask });
    if (isLook) channel.lookFailures = 0;
    if (outcome === 'sent') succeeded(context, telling, channel);
    if (outcome === 'sent') {
      for (const each of channelMessages) {
        each.failingSince = undefined;
        each.doubtful = 0;
      }
    } else channelMessage.hurried ||= hurried;
  } catch (error) {
    channelMessage.hurried ||= hurried;
    context.log.warn({ err: error, delivery: channelMessage.delivery.id }, 'a delivery failed');
    await tryAgain(context, telling, { channelMessages, isLook, isEdit }, failureOf(error));
  }
  for (const each of channelMessages) context.allDeliveries.place(each);
  telling.look(
    channelMessages.filter((each) => isDead(each) !== dead.includes(each)).map(({ message }) => message),
  );
}

function isDead({ delivery }: ChannelMessage): boolean {
  return delivery.dead !== undefined;
}

async function send(sending: Sending): Promise<'sent' | 'looked'> {
  const { channelMessage, channel } = sending;
  if (channelMessage.owed === 'edit') return edit(sending);
  if (channelMessage.owed === 'thread') return tell(sending);
  if (!isDigested(channel, channelMessage)) return post(sending);
  const first = unsure(channel);
  const content = first && sending.context.contents.get(first.message);
  return content ? lookBefore({ ...sending, channelMessage: first, content }) : tellTogether(sending);
}

function succeeded(context: SendContext, { counts, turned }: Telling, channel: Channel): void {
  const { platform } = channel;
  counts.delivery(platform.name, 'ok');
  channel.failures = 0;
  channel.limits = 0;
  channel.arrivedAt = context.clock.now();
  if (!noteSuccess(platform)) return;
  for (const other of platform.channels) {
    other.failures = 0;
    other.backoffUntil = 0;
    other.lookFailures = 0;
    other.looksFrom = 0;
  }
  context.log.info({ platform: platform.name }, 'messages get through again');
  turned(platform);
}
