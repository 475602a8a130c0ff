import type { MessageRef } from '../../reply.ts';
import { arrived } from '../copy.ts';
import { failureOf } from './failure.ts';
import { findCopy } from './find.ts';
import { keyOf, replacedBy } from './key.ts';
import { stuckOf } from '../stuck.ts';
import { cardOf, keep, LATE_MS, spend, threadOf, type Job } from './works.ts';

/** Announces a content in a channel; where it may be there already, only looks for it. @throws what the announcer throws. */
export async function post(job: Job): Promise<'sent' | 'looked'> {
  const { works, channel, announcer, copy, content } = job;
  if (copy.maybe) {
    // What is there got through. Otherwise time has passed: something else may be more urgent now.
    return (await findCopy(job)) === 'taken' ? 'sent' : 'looked';
  }
  const note = works.book.note(copy, content);
  const card = cardOf(job, note);
  const before = replacedBy(copy);
  const key = keyOf(copy.delivery.id, before);
  let ref: MessageRef;
  try {
    ref = await spend(job, () => announcer.announce(channel.id, card, key, threadOf(job)));
  } catch (error) {
    if (failureOf(error).fate === 'unknown') {
      copy.maybe = true;
      copy.lost = { until: works.clock.now() + LATE_MS, looked: false };
    }
    throw error;
  }
  const now = works.clock.now();
  const renewed = stuckOf(copy) && before !== undefined ? { renewed: { from: before, at: now } } : {};
  copy.maybe = false;
  copy.lost = undefined;
  copy.gone = undefined;
  copy.stuck = undefined;
  copy.rhythm = { edits: 0, postedAt: now };
  const shown = { ref, sent: content.version, carries: note, shows: content.urgency, ...renewed };
  await keep(works, copy, arrived(copy.delivery, now, shown));
  return 'sent';
}
