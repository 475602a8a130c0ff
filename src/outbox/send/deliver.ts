import type { Channel, Platform } from '../channel.ts';
import type { Copy } from '../copy.ts';
import { isDigested, lookBefore, tellTogether, unsure } from './digest.ts';
import { edit } from './edit.ts';
import { backoffMs, failureOf, limitMs, withJitter, type Failure } from './failure.ts';
import { longestBackoff, noteFailure, noteSuccess } from '../health.ts';
import type { Next } from '../next.ts';
import { post } from './post.ts';
import { tell } from './thread.ts';
import { keep, type Job, type Works } from './works.ts';

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
  works: Works,
  telling: Telling,
  next: Extract<Next, { send: Copy }>,
): Promise<void> {
  const { send: copy, ask } = next;
  const { channel } = copy;
  const content = works.contents.get(copy.message);
  const { announcer } = channel.platform;
  if (!content || !announcer) {
    works.book.place(copy);
    return;
  }
  // A digest is told as one, whichever of its copies is next.
  const isLook = next.look && !isDigested(channel, copy);
  const isEdit = copy.debt === 'edit';
  const copies = isDigested(channel, copy) ? [...channel.unseen] : [copy];
  const dead = copies.filter(isDead);
  // Whoever presses meanwhile waits for the next one; what only changes meanwhile has nobody who waits.
  const { hurried } = copy;
  copy.hurried = false;
  try {
    const outcome = await send({ works, channel, announcer, copy, content, ask });
    if (isLook) channel.lookFailures = 0;
    if (outcome === 'sent') succeeded(works, telling, channel);
    if (outcome === 'sent') {
      for (const each of copies) {
        each.failingSince = undefined;
        each.doubtful = 0;
      }
    } else copy.hurried ||= hurried;
  } catch (error) {
    copy.hurried ||= hurried;
    works.log.warn({ err: error, delivery: copy.delivery.id }, 'a delivery failed');
    await failed(works, telling, { copies, isLook, isEdit }, failureOf(error));
  }
  for (const each of copies) works.book.place(each);
  telling.look(copies.filter((each) => isDead(each) !== dead.includes(each)).map(({ message }) => message));
}

function isDead({ delivery }: Copy): boolean {
  return delivery.dead !== undefined;
}

async function send(job: Job): Promise<'sent' | 'looked'> {
  const { copy, channel } = job;
  if (copy.debt === 'edit') return edit(job);
  if (copy.debt === 'thread') return tell(job);
  if (!isDigested(channel, copy)) return post(job);
  const first = unsure(channel);
  const content = first && job.works.contents.get(first.message);
  return content ? lookBefore({ ...job, copy: first, content }) : tellTogether(job);
}

function succeeded(works: Works, { counts, turned }: Telling, channel: Channel): void {
  const { platform } = channel;
  counts.delivery(platform.name, 'ok');
  channel.failures = 0;
  channel.limits = 0;
  channel.arrivedAt = works.clock.now();
  if (!noteSuccess(platform)) return;
  for (const other of platform.channels) {
    other.failures = 0;
    other.backoffUntil = 0;
    other.lookFailures = 0;
    other.looksFrom = 0;
  }
  works.log.info({ platform: platform.name }, 'messages get through again');
  turned(platform);
}

async function failed(
  works: Works,
  { random, counts, turned }: Telling,
  {
    copies,
    isLook,
    isEdit,
  }: { readonly copies: readonly Copy[]; readonly isLook: boolean; readonly isEdit: boolean },
  failure: Failure,
): Promise<void> {
  const channel = copies[0]?.channel;
  if (!channel) return;
  const { platform } = channel;
  const now = works.clock.now();
  counts.delivery(platform.name, 'failed');
  if (failure.kind === 'passing' || failure.kind === 'refused') {
    for (const copy of copies) {
      copy.failingSince ??= now;
      works.book.update(copy, { ...copy.delivery, attempts: copy.delivery.attempts + 1 });
    }
    const hopeless = copies.filter((copy) => failure.kind === 'refused' || isOwnFault(copy));
    await Promise.all(hopeless.map((copy) => bury(works, copy, failure)));
  }
  if (failure.kind === 'refused') return;
  if (failure.kind === 'limited' && isEdit) {
    channel.limits += 1;
    channel.editsFrom = now + withJitter(limitMs(failure.forMs, channel.limits), random);
    return;
  }
  const isDown = isLook
    ? lookFailed(channel, failure, now, random)
    : sendingFailed(channel, failure, now, random);
  if (!isDown) return;
  works.log.error(
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

function isOwnFault({ delivery, failingSince, channel }: Copy): boolean {
  return delivery.attempts >= MOST_TRIES && failingSince !== undefined && channel.arrivedAt > failingSince;
}

async function bury(works: Works, copy: Copy, failure: Failure): Promise<void> {
  const { code, why } = failure;
  const at = works.clock.now();
  const isSure = failure.kind !== 'refused' || failure.isSure;
  copy.doubtful = isSure ? 0 : copy.doubtful + 1;
  copy.refused = works.contents.get(copy.message)?.version;
  copy.failingSince = undefined;
  await keep(works, copy, { ...copy.delivery, attempts: 0, dead: { code, why, at }, changedAt: at });
}
