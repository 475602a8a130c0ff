import { DeliveryError } from '../../errors.ts';
import type { MessageRef } from '../../reply.ts';
import { arrived } from '../copy.ts';
import { keyOf, replacedBy } from './key.ts';
import { stuckOf } from '../stuck.ts';
import { keep, LATE_MS, threadOf, type Job } from './works.ts';

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
export async function findCopy(job: Job): Promise<'taken' | 'none' | 'unknown'> {
  const { works, copy, content } = job;
  const before = replacedBy(copy);
  const key = keyOf(copy.delivery.id, before);
  const since = Math.min(copy.delivery.createdAt, content.since);
  const begun = works.clock.now();
  const found = await find(job, key, since, threadOf(job));
  if (found === 'none' && copy.lost) {
    // A slow platform may be at it still: a second card is worse than a few seconds.
    const until = lateUntil(copy.lost.until, works.clock.now() - begun);
    copy.lost = { until, looked: true };
    if (until > begun) return 'none';
  }
  copy.maybe = false;
  copy.lost = undefined;
  if (typeof found === 'string') return found;
  works.log.info(
    { delivery: copy.delivery.id },
    'a message whose answer was lost is there; it was taken over',
  );
  const now = works.clock.now();
  const renewed = stuckOf(copy) && before !== undefined ? { renewed: { from: before, at: now } } : {};
  copy.gone = undefined;
  copy.stuck = undefined;
  copy.rhythm = { edits: 0, postedAt: now };
  await keep(works, copy, arrived(copy.delivery, now, { ref: found, sent: 0, ...renewed }));
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

/** Looks for a message of ours in the job's channel. A platform that does not let us look cannot tell. */
export async function find(
  { announcer, channel, works }: Job,
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
    works.log.warn(
      { channel: channel.key },
      'it cannot be told whether a message is there; it is announced again rather than lost',
    );
  }
  return found;
}
