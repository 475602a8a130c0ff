import type { Channel, ChannelMessage } from '../channel.ts';
import { longestBackoff, noteFailure } from '../health.ts';
import { backoffMs, limitMs, withJitter, type Failure } from './failure.ts';
import { keep, type SendContext } from './send-context.ts';
import type { Telling } from './telling.ts';

/** So many tries in vain of one message, while others of its channel got through, are its own fault. */
const MOST_TRIES = 8;

/**
 * A message did not arrive: when it is tried again, and what waits with it; or that it is given up, a dead letter on disk.
 * Where nothing gets through to a platform any more, that is told.
 */
export async function tryAgain(
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
