import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Channel, PendingDigest, ChannelMessage } from '../channel.ts';
import { arrived } from '../channel-message.ts';
import { failureOf } from './failure.ts';
import { find, findMessage } from './find.ts';
import { deliveryDoc, LATE_MS, spend, type Sending } from './send-context.ts';
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
export function isDigested({ unseen, digest }: Channel, channelMessage: ChannelMessage): boolean {
  return (
    unseen.has(channelMessage) &&
    (unseen.size > MOST_ALONE || digest?.ids.includes(channelMessage.message) === true)
  );
}

/** The first of them that may have a card already. */
export function unsure({ unseen, digest }: Channel): ChannelMessage | undefined {
  const told = new Set(digest?.ids);
  for (const channelMessage of unseen)
    if (channelMessage.maybe && !told.has(channelMessage.message)) return channelMessage;
  return undefined;
}

/** Looks for the card of one of them: it would go on saying that it lasts. @throws what the announcer throws. */
export async function lookBefore(sending: Sending): Promise<'sent' | 'looked'> {
  const outcome = await findMessage(sending);
  sending.channel.pace.looked(sending.context.clock.now());
  if (outcome === 'unknown')
    for (const channelMessage of sending.channel.unseen) channelMessage.maybe = false;
  return outcome === 'taken' ? 'sent' : 'looked';
}

/** One card for everything that is over and was never shown in the channel. @throws what the announcer throws. */
export async function tellTogether(sending: Sending): Promise<'sent' | 'looked'> {
  const { context, channel, announcer } = sending;
  const { contents, clock, records } = context;
  if (channel.digest) {
    const found = await find(sending, digestKey(channel.key, channel.digest), channel.digest.at);
    if (typeof found === 'object') {
      await markShown(sending, channel.digest);
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
  if (context.isStopped()) return 'looked';
  if (ids.length === 0) {
    await markShown(sending, digest);
    return 'looked';
  }
  const card = contents.digest(ids, channel.key);
  try {
    await spend(sending, () => announcer.announce(channel.id, card, digestKey(channel.key, digest)));
  } catch (error) {
    const { fate } = failureOf(error);
    if (fate === 'unknown') channel.digestLateUntil = clock.now() + LATE_MS;
    else channel.digest = undefined;
    throw error;
  }
  await markShown(sending, digest);
  return 'sent';
}

function doubtNot({ channelMessages }: Channel, message: string): void {
  const channelMessage = channelMessages.get(message);
  if (channelMessage) channelMessage.maybe = false;
}

/** Those in it are shown now, but have no message of their own. */
async function markShown({ context, channel }: Sending, digest: PendingDigest): Promise<void> {
  const shown = new Set(digest.ids);
  const wanted: Wanted[] = [{ collection: DIGESTS, id: channel.key, value: undefined }];
  channel.digest = undefined;
  for (const channelMessage of [...channel.unseen].filter(({ message }) => shown.has(message))) {
    const content = context.contents.get(channelMessage.message);
    if (!content) continue;
    channelMessage.maybe = false;
    context.allDeliveries.update(
      channelMessage,
      arrived(channelMessage.delivery, context.clock.now(), { sent: content.version }),
    );
    context.allDeliveries.place(channelMessage);
    wanted.push(deliveryDoc(channelMessage.delivery));
  }
  await context.records.save(wanted);
}

function digestKey(channel: string, { ids, at }: PendingDigest): string {
  const hash = createHash('sha256').update(JSON.stringify([channel, at, ids]));
  return hash.digest('base64url').slice(0, 22);
}
