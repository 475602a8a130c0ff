import { arrived } from '../copy.ts';
import { failureOf } from './failure.ts';
import { isOwedAnew } from '../lacking.ts';
import { edited } from '../pace.ts';
import { stuckFor, stuckOf } from '../stuck.ts';
import { cardOf, keep, LATE_MS, spend, type Job } from './works.ts';

/**
 * Brings a message up to date. Where somebody deleted it, it is owed anew while it lasts; where it stands and cannot be
 * edited, a new one may take its place. @throws what the announcer throws.
 */
export async function edit(job: Job): Promise<'sent' | 'looked'> {
  const { works, announcer, copy, content } = job;
  const { ref } = copy.delivery;
  if (!ref) throw new Error(`${copy.delivery.id} has no message to edit`);
  if ((stuckOf(copy)?.until ?? 0) > works.clock.now()) return 'looked';
  const note = works.book.note(copy, content);
  if (note !== copy.delivery.carries && copy.delivery.sent > 0) {
    // Whoever comes after a kill must know that it may show this note: only another edit makes sure.
    await keep(works, copy, { ...copy.delivery, sent: 0 });
    return 'looked';
  }
  const card = cardOf(job, note);
  const outcome = await spend(job, () => announcer.update(ref, card)).catch((error: unknown) => {
    const failure = failureOf(error);
    if (failure.kind === 'stuck') {
      copy.stuck = stuckFor(copy, ref.messageId, failure.forMs, works.clock.now());
      works.log.info(
        { delivery: copy.delivery.id, code: failure.code },
        'a card stands and cannot be edited now; what people must know is posted as a new one',
      );
      return 'stuck' as const;
    }
    if (failure.fate === 'unknown') {
      // It may show this note by now: only another edit makes sure, and not before this one can arrive no more.
      works.book.update(copy, { ...copy.delivery, sent: 0 });
      copy.lost = { until: works.clock.now() + LATE_MS, looked: true };
    }
    throw error;
  });
  if (outcome === 'stuck') return 'looked';
  const now = works.clock.now();
  copy.stuck = undefined;
  if (outcome === 'gone' && isOwedAnew(content)) {
    works.log.info({ delivery: copy.delivery.id }, 'a card was deleted; it is announced anew');
    copy.gone = ref.messageId;
    return 'sent';
  }
  copy.maybe = false;
  copy.lost = undefined;
  copy.rhythm = edited(copy.rhythm, now);
  const again = copy.twice;
  copy.twice = false;
  if (again) copy.lost = { until: now + LATE_MS, looked: true };
  const sent = again ? 0 : content.version;
  await keep(works, copy, arrived(copy.delivery, now, { sent, carries: note, shows: content.urgency }));
  return 'sent';
}
