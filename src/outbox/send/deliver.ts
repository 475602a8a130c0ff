import type { Channel, Platform, ChannelMessage } from '../channel.ts';
import { isDigested, lookBefore, tellTogether, unsure } from './digest.ts';
import { edit } from './edit.ts';
import { backoffMs, failureOf, limitMs, withJitter, type Failure } from './failure.ts';
import { longestBackoff, noteFailure, noteSuccess } from '../health.ts';
import type { Next } from '../next.ts';
import { post } from './post.ts';
import { tell } from './thread.ts';
import { keep, type Sending, type SendContext } from './send-context.ts';

/** What is told about deliveries. */
export interface Telling {
  readonly random: () => number;
  readonly counts: { delivery(platform: string, outcome: 'ok' | 'failed'): void };
  /** A platform cannot be reached any more, or can again. */
  readonly turned: (platform: Platform) => void;
  /** Of these contents a copy became a dead letter, or is none any more: others may have to carry them. */
  readonly look: (messages: readonly string[]) => void;
}

/** So many tries in vain of one message, while others of its channel got through, are its own fault. */
const MOST_TRIES = 8;

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
    await failed(context, telling, { channelMessages, isLook, isEdit }, failureOf(error));
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

async function failed(
  context: SendContext,
  { random, counts, turned }: Telling,
  {
    channelMessages,
    isLook,
    isEdit,
  }: {
    readonly channelMessages: readonly ChannelMessage[];
    readonly isLook: boolean;
    readonly isEdit: boolean;
  },
  failure: Failure,
): Promise<void> {
  const channel = channelMessages[0]?.channel;
  if (!channel) return;
  const { platform } = channel;
  const now = context.clock.now();
  counts.delivery(platform.name, 'failed');
  if (failure.kind === 'passing' || failure.kind === 'refused') {
    for (const channelMessage of channelMessages) {
      channelMessage.failingSince ??= now;
      context.allDeliveries.update(channelMessage, {
        ...channelMessage.delivery,
        attempts: channelMessage.delivery.attempts + 1,
      });
    }
    const hopeless = channelMessages.filter(
      (channelMessage) => failure.kind === 'refused' || isOwnFault(channelMessage),
    );
    await Promise.all(hopeless.map((channelMessage) => bury(context, channelMessage, failure)));
  }
  if (failure.kind === 'refused') return;
  if (failure.kind === 'limited' && isEdit) {
    channel.limits += 1;
    channel.editsFrom = now + withJitter(limitMs(failure.forMs, channel.limits), random);
    return;
  }
  platform.trouble = { code: failure.code, why: failure.why };
  const isDown = isLook
    ? lookFailed(channel, failure, now, random)
    : sendingFailed(channel, failure, now, random);
  if (!isDown) return;
  context.log.error(
    { platform: platform.name, code: failure.code },
    'nothing gets through; others carry criticals',
  );
  turned(platform);
}

/** Something could not be sent: the channel waits. True where its platform counts as down from now on. */
function sendingFailed(channel: Channel, failure: Failure, now: number, random: () => number): boolean {
  const { platform } = channel;
  let againAt = failure.kind === 'shut' ? Infinity : now;
  if (failure.kind === 'limited') {
    channel.limits += 1;
    againAt = now + withJitter(limitMs(failure.forMs, channel.limits), random);
    channel.limitedUntil = againAt;
  } else channel.failures += 1;
  const isDown = noteFailure(platform, now, againAt);
  if (failure.kind !== 'limited')
    channel.backoffUntil = now + backoffMs(channel.failures, longestBackoff(platform), random);
  return isDown;
}

/** The channel could not be looked through: only other looks wait. Whether messages get through is not told by it. */
function lookFailed(channel: Channel, failure: Failure, now: number, random: () => number): boolean {
  const { platform } = channel;
  channel.lookFailures += 1;
  const isDown = noteFailure(platform, now, failure.kind === 'shut' ? Infinity : now);
  const least = backoffMs(channel.lookFailures, longestBackoff(platform), random);
  const asked = failure.kind === 'limited' ? withJitter(failure.forMs, random) : 0;
  channel.looksFrom = now + Math.max(least, asked);
  return isDown;
}

function isOwnFault({ delivery, failingSince, channel }: ChannelMessage): boolean {
  return delivery.attempts >= MOST_TRIES && failingSince !== undefined && channel.arrivedAt > failingSince;
}

async function bury(context: SendContext, channelMessage: ChannelMessage, failure: Failure): Promise<void> {
  const { code, why } = failure;
  const at = context.clock.now();
  const isSure = failure.kind !== 'refused' || failure.isSure;
  channelMessage.doubtful = isSure ? 0 : channelMessage.doubtful + 1;
  channelMessage.refused = context.contents.get(channelMessage.message)?.version;
  channelMessage.failingSince = undefined;
  await keep(context, channelMessage, {
    ...channelMessage.delivery,
    attempts: 0,
    dead: { code, why, at },
    changedAt: at,
  });
}
