import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Channel, PendingDigest } from '../channel.ts';
import { arrived, type Copy } from '../copy.ts';
import { failureOf } from './failure.ts';
import { find, findCopy } from './find.ts';
import { deliveryDoc, LATE_MS, spend, type Job } from './works.ts';
import type { Wanted } from '../records.ts';

/** Digests that are about to be announced, by channel: written before, gone with the deliveries that they settle. */
export const DIGESTS = 'digests';
/** So many that are over are told together at most: what is more goes into the next one. */
export const MOST_TOGETHER = 1000;
/** So many that are over and were never shown still get a card each. */
const MOST_ALONE = 3;

const PendingSchema = z.object({ ids: z.array(z.string()), at: z.number() });

/** The digest in a document's value; undefined where this version cannot read it. */
export function readDigest(value: unknown): PendingDigest | undefined {
  const parsed = PendingSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** Whether a copy is told with others that are over, in place of a card of its own. */
export function isDigested({ unseen, digest }: Channel, copy: Copy): boolean {
  return unseen.has(copy) && (unseen.size > MOST_ALONE || digest?.ids.includes(copy.message) === true);
}

/** The first of them that may have a card already. */
export function unsure({ unseen, digest }: Channel): Copy | undefined {
  const told = new Set(digest?.ids);
  for (const copy of unseen) if (copy.maybe && !told.has(copy.message)) return copy;
  return undefined;
}

/** Looks for the card of one of them: it would go on saying that it lasts. @throws what the announcer throws. */
export async function lookBefore(job: Job): Promise<'sent' | 'looked'> {
  const outcome = await findCopy(job);
  job.channel.pace.looked(job.works.clock.now());
  if (outcome === 'unknown') for (const copy of job.channel.unseen) copy.maybe = false;
  return outcome === 'taken' ? 'sent' : 'looked';
}

/** One card for everything that is over and was never shown in the channel. @throws what the announcer throws. */
export async function tellTogether(job: Job): Promise<'sent' | 'looked'> {
  const { works, channel, announcer } = job;
  const { contents, clock, records } = works;
  if (channel.digest) {
    const found = await find(job, digestKey(channel.key, channel.digest), channel.digest.at);
    if (typeof found === 'object') {
      await settle(job, channel.digest);
      return 'sent';
    }
    const now = clock.now();
    if (found === 'none' && channel.digestLateUntil > now) {
      channel.pace.looked(clock.now());
      return 'looked';
    }
    // Where it cannot be told, the same one again: it may count as a repeat.
    if (found === 'none') {
      for (const id of channel.digest.ids) doubtNot(channel, id);
      channel.digest = undefined;
      await records.save([{ collection: DIGESTS, id: channel.key, value: undefined }]);
      return 'looked';
    }
  }
  if (!channel.digest) {
    const ids = [...channel.unseen].slice(0, MOST_TOGETHER).map(({ message }) => message);
    channel.digest = { ids, at: clock.now() };
    await records.save([{ collection: DIGESTS, id: channel.key, value: channel.digest }]);
  }
  const { digest } = channel;
  // What has come back since is not over: it gets a card of its own.
  const ids = digest.ids.filter((id) => contents.get(id)?.over);
  if (works.isStopped()) return 'looked';
  if (ids.length === 0) {
    await settle(job, digest);
    return 'looked';
  }
  const card = contents.digest(ids, channel.key);
  try {
    await spend(job, () => announcer.announce(channel.id, card, digestKey(channel.key, digest)));
  } catch (error) {
    const { fate } = failureOf(error);
    if (fate === 'unknown') channel.digestLateUntil = clock.now() + LATE_MS;
    else channel.digest = undefined;
    throw error;
  }
  await settle(job, digest);
  return 'sent';
}

function doubtNot({ copies }: Channel, message: string): void {
  const copy = copies.get(message);
  if (copy) copy.maybe = false;
}

/** Those in it are shown now, but have no message of their own. */
async function settle({ works, channel }: Job, digest: PendingDigest): Promise<void> {
  const told = new Set(digest.ids);
  const wanted: Wanted[] = [{ collection: DIGESTS, id: channel.key, value: undefined }];
  channel.digest = undefined;
  for (const copy of [...channel.unseen].filter(({ message }) => told.has(message))) {
    const content = works.contents.get(copy.message);
    if (!content) continue;
    copy.maybe = false;
    works.book.update(copy, arrived(copy.delivery, works.clock.now(), { sent: content.version }));
    works.book.place(copy);
    wanted.push(deliveryDoc(copy.delivery));
  }
  await works.records.save(wanted);
}

function digestKey(channel: string, { ids, at }: PendingDigest): string {
  const hash = createHash('sha256').update(JSON.stringify([channel, at, ids]));
  return hash.digest('base64url').slice(0, 22);
}
