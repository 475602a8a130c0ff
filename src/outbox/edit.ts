import { arrived } from './copy.ts';
import { failureOf } from './failure.ts';
import { edited } from './pace.ts';
import { cardOf, keep, type Job } from './works.ts';

/** Brings a message up to date. Where somebody deleted it, it is owed anew while it lasts. @throws what the announcer throws. */
export async function edit(job: Job): Promise<'sent'> {
  const { works, channel, announcer, copy, content, ask } = job;
  const { ref } = copy.delivery;
  if (!ref) throw new Error(`${copy.delivery.id} has no message to edit`);
  const note = works.book.note(copy, content);
  const card = cardOf(job, note);
  channel.pace.spend(ask, works.clock.now());
  const outcome = await announcer.update(ref, card).catch((error: unknown) => {
    // It may show this note by now: only another edit makes sure.
    if (failureOf(error).fate === 'unknown') works.book.update(copy, { ...copy.delivery, sent: 0 });
    throw error;
  });
  const now = works.clock.now();
  if (outcome === 'gone' && !content.over) {
    works.log.info({ delivery: copy.delivery.id }, 'a card was deleted; it is announced anew');
    copy.gone = ref.messageId;
    return 'sent';
  }
  copy.maybe = false;
  copy.rhythm = edited(copy.rhythm, now);
  await keep(works, copy, arrived(copy.delivery, now, { sent: content.version, carries: note }));
  return 'sent';
}
