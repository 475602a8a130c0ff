import { arrived } from '../copy.ts';
import { failureOf } from './failure.ts';
import { keyOf } from './key.ts';
import { keep, spend, type Job } from './works.ts';

/**
 * Adds what is new in the history to the message's thread. It is written down as told before it is sent: when the
 * answer is lost, a missing line is better than one that comes again and again. @throws what the announcer throws,
 * refusals aside.
 */
export async function tell(job: Job): Promise<'sent' | 'looked'> {
  const { works, channel, announcer, copy, content } = job;
  const { ref, told } = copy.delivery;
  if (!ref) throw new Error(`${copy.delivery.id} has no thread`);
  const { clock, log, contents, isStopped } = works;
  const lines = contents.threadLines(copy.message, channel.key, told);
  const tellIt = (steps: number): Promise<boolean> =>
    keep(works, copy, { ...copy.delivery, told: steps, changedAt: clock.now() });
  copy.rhythm = { ...copy.rhythm, toldAt: clock.now() };
  const onDisk = await tellIt(content.steps);
  if (lines.length === 0) return 'looked';
  if (!onDisk || isStopped()) {
    await tellIt(told);
    return 'looked';
  }
  try {
    const key = keyOf(`${copy.delivery.id}\n${told}`);
    const outcome = await spend(job, () => announcer.addToThread(ref, lines.join('\n'), key));
    if (outcome === 'none') channel.pace.giveBack(job.ask);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'refused') {
      log.warn({ err: error, delivery: copy.delivery.id }, 'the history was not taken; it is left out');
      return 'looked';
    }
    if (failure.fate !== 'unknown') await tellIt(told);
    throw error;
  }
  works.book.update(copy, arrived(copy.delivery, clock.now(), {}));
  return 'sent';
}
