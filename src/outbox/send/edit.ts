import { arrived } from '../channel-message.ts';
import { failureOf } from './failure.ts';
import { isOwedAnew } from '../lacking.ts';
import { edited } from '../pace.ts';
import { stuckFor, stuckOf } from '../stuck-edit.ts';
import { cardOf, keep, LATE_MS, spend, type Sending } from './send-context.ts';

/**
 * Brings a message up to date. Where somebody deleted it, it is owed anew while it lasts; where it stands and cannot be
 * edited, a new one may take its place. @throws what the announcer throws.
 */
export async function edit(sending: Sending): Promise<'sent' | 'looked'> {
  const { context, announcer, channelMessage, content } = sending;
  const { ref } = channelMessage.delivery;
  if (!ref) throw new Error(`${channelMessage.delivery.id} has no message to edit`);
  if ((stuckOf(channelMessage)?.until ?? 0) > context.clock.now()) return 'looked';
  const note = context.allDeliveries.note(channelMessage, content);
  if (note !== channelMessage.delivery.carries && channelMessage.delivery.sent > 0) {
    // Whoever comes after a kill must know that it may show this note: only another edit makes sure.
    await keep(context, channelMessage, { ...channelMessage.delivery, sent: 0 });
    return 'looked';
  }
  const card = cardOf(sending, note);
  const outcome = await spend(sending, () => announcer.update(ref, card)).catch((error: unknown) => {
    const failure = failureOf(error);
    if (failure.kind === 'stuck') {
      channelMessage.stuck = stuckFor(channelMessage, ref.messageId, failure.forMs, context.clock.now());
      context.log.info(
        { delivery: channelMessage.delivery.id, code: failure.code },
        'a card stands and cannot be edited now; what people must know is posted as a new one',
      );
      return 'stuck' as const;
    }
    if (failure.fate === 'unknown') {
      // It may show this note by now: only another edit makes sure, and not before this one can arrive no more.
      context.allDeliveries.update(channelMessage, { ...channelMessage.delivery, sent: 0 });
      channelMessage.lost = { until: context.clock.now() + LATE_MS, looked: true };
    }
    throw error;
  });
  if (outcome === 'stuck') return 'looked';
  const now = context.clock.now();
  channelMessage.stuck = undefined;
  if (outcome === 'gone' && isOwedAnew(content)) {
    context.log.info({ delivery: channelMessage.delivery.id }, 'a card was deleted; it is announced anew');
    channelMessage.gone = ref.messageId;
    return 'sent';
  }
  channelMessage.maybe = false;
  channelMessage.lost = undefined;
  channelMessage.rhythm = edited(channelMessage.rhythm, now);
  const again = channelMessage.twice;
  channelMessage.twice = false;
  if (again) channelMessage.lost = { until: now + LATE_MS, looked: true };
  const sent = again ? 0 : content.version;
  await keep(
    context,
    channelMessage,
    arrived(channelMessage.delivery, now, { sent, carries: note, shows: content.urgency }),
  );
  return 'sent';
}
