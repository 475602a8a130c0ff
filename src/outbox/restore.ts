import type { Deliveries } from './deliveries.ts';
import { platformOf, type ChannelMessage } from './channel.ts';
import { newDelivery } from './channel-message.ts';
import { readDelivery, type Delivery } from './delivery.ts';
import { readDigest } from './send/digest.ts';
import type { Content, Contents } from './outbox.ts';
import { WINDOW_MS } from './pace.ts';
import type { Doc } from '../store/store.ts';
import { LATE_MS } from './send/send-context.ts';

/** Not at once: an older version may not be able to read what a newer one has. */
const ORPHAN_MS = 60 * 24 * 3_600_000;

/** So many contents are looked at before others get a turn: a few milliseconds. */
const SLICE = 500;

/**
 * Goes on where a process before this one ended: what is known of its messages. Returns the contents of deliveries that
 * have had none behind them for long.
 */
export function restore(
  allDeliveries: Deliveries,
  contents: Contents,
  deliveries: readonly Doc<unknown>[],
  now: number,
): readonly string[] {
  const orphans = new Set<string>();
  for (const { value } of deliveries) {
    const delivery = readDelivery(value);
    if (!delivery) continue;
    const isOrphan = delivery.changedAt < now - ORPHAN_MS && contents.get(delivery.message) === undefined;
    if (isOrphan) orphans.add(delivery.message);
    const isVoid = allDeliveries.platform(platformOf(delivery.channel)).announcer?.volatile === true;
    allDeliveries.restore(
      isVoid ? afterVoid(delivery, contents.get(delivery.message)?.over !== false) : delivery,
    );
  }
  recallPace(allDeliveries, contents, now);
  return [...orphans];
}

/**
 * Queues what is owed of every content. Whatever is owed may have been sent without being written down: it is looked for
 * first. Yields between slices, since there can be very many.
 */
export function* enlist(
  allDeliveries: Deliveries,
  contents: Contents,
  digests: readonly Doc<unknown>[],
  now: number,
): Generator<undefined, void> {
  let looked = 0;
  // Those of now: what comes meanwhile is told as changed, and would make this endless in a storm.
  for (const id of Array.from(contents.all(), (content) => content.id)) {
    const content = contents.get(id);
    if (!content) continue;
    allDeliveries.look(id);
    for (const channelMessage of allDeliveries.channelMessages(id)) {
      if (channelMessage.owed !== undefined && channelMessage.channel.platform.announcer?.volatile !== true)
        doubt(channelMessage, content, now);
    }
    if (content.owed === 'where-shown') seek(allDeliveries, content, now);
    if (++looked % SLICE === 0) yield;
  }
  for (const { channels } of allDeliveries.platforms.values()) {
    for (const channel of channels) {
      const pending = digests.find(({ id }) => id === channel.key);
      channel.digest = pending && readDigest(pending.value);
    }
  }
}

/** What was posted in the moment of a kill is shown without our knowing where. */
function seek(allDeliveries: Deliveries, content: Content, now: number): void {
  for (const channelMessage of allDeliveries.channelMessages(content.id)) {
    const { delivery, channel } = channelMessage;
    if (delivery.ref || delivery.sent > 0 || !content.channels.includes(channel.key)) continue;
    if (channel.platform.announcer?.volatile === true) continue;
    doubt(channelMessage, content, now);
    allDeliveries.place(channelMessage);
  }
}

/**
 * It may have been sent. What people press on is worth a few seconds more: a request of the process that was killed can
 * arrive after we have looked.
 */
function doubt(channelMessage: ChannelMessage, content: Content | undefined, now: number): void {
  channelMessage.maybe = true;
  if (!content?.asked) return;
  if (channelMessage.delivery.ref) channelMessage.twice = true;
  else channelMessage.lost = { until: now + LATE_MS, looked: false };
}

/** What was sent just before counts: a process that starts again and again is no flood either. */
function recallPace(allDeliveries: Deliveries, contents: Contents, now: number): void {
  for (const { channels } of allDeliveries.platforms.values()) {
    for (const { channelMessages, pace } of channels) {
      const lately = [...channelMessages.values()].filter(
        ({ delivery: { changedAt } }) => changedAt > now - WINDOW_MS && changedAt <= now,
      );
      const counted = lately.filter(({ message }) => !contents.get(message)?.asked);
      pace.recall(counted.map(({ delivery }) => delivery.changedAt).sort((a, b) => a - b));
    }
  }
}

/** Its message is gone with the process that showed it. What is over is not shown again. */
function afterVoid({ message, channel, createdAt, sent, carries }: Delivery, isOver: boolean): Delivery {
  const fresh = newDelivery(message, channel, createdAt, carries);
  return isOver ? { ...fresh, sent } : fresh;
}
