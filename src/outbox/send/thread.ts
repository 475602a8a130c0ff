import { arrived } from '../channel-message.ts';
import { failureOf } from './failure.ts';
import { keyOf } from './key.ts';
import { keep, spend, type Sending } from './send-context.ts';

/**
 * Adds what is new in the history to the message's thread. It is written down as told before it is sent: when the
 * answer is lost, a missing line is better than one that comes again and again. @throws what the announcer throws,
 * refusals aside.
 */
export async function tell(sending: Sending): Promise<'sent' | 'looked'> {
  const { context, channel, announcer, channelMessage, content } = sending;
  const { ref, told } = channelMessage.delivery;
  if (!ref) throw new Error(`${channelMessage.delivery.id} has no thread`);
  const { clock, log, contents, isStopped } = context;
  const lines = contents.threadLines(channelMessage.message, channel.key, told);
  const tellIt = (steps: number): Promise<boolean> =>
    keep(context, channelMessage, { ...channelMessage.delivery, told: steps, changedAt: clock.now() });
  channelMessage.rhythm = { ...channelMessage.rhythm, toldAt: clock.now() };
  const onDisk = await tellIt(content.steps);
  if (lines.length === 0) return 'looked';
  if (!onDisk || isStopped()) {
    await tellIt(told);
    return 'looked';
  }
  try {
    const key = keyOf(`${channelMessage.delivery.id}\n${told}`);
    const outcome = await spend(sending, () => announcer.addToThread(ref, lines.join('\n'), key));
    if (outcome === 'none') channel.pace.giveBack(sending.ask);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'refused') {
      log.warn(
        { err: error, delivery: channelMessage.delivery.id },
        'the history was not taken; it is left out',
      );
      return 'looked';
    }
    if (failure.fate !== 'unknown') await tellIt(told);
    throw error;
  }
  context.allDeliveries.update(channelMessage, arrived(channelMessage.delivery, clock.now(), {}));
  return 'sent';
}
