import type { Book } from './book.ts';
import { platformOf, type Copy } from './channel.ts';
import { newDelivery } from './copy.ts';
import { readDelivery, type Delivery } from './delivery.ts';
import { readDigest } from './send/digest.ts';
import type { Content, Contents } from './outbox.ts';
import { WINDOW_MS } from './pace.ts';
import type { Doc } from '../store/store.ts';
import { LATE_MS } from './send/works.ts';

/** Not at once: an older version may not be able to read what a newer one has. */
const ORPHAN_MS = 60 * 24 * 3_600_000;

/** So many contents are looked at before others get a turn: a few milliseconds. */
const SLICE = 500;

/**
 * Goes on where a process before this one ended: what is known of its messages. Returns the contents of deliveries that
 * have had none behind them for long.
 */
export function restore(
  book: Book,
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
    const isVoid = book.platform(platformOf(delivery.channel)).announcer?.volatile === true;
    book.restore(isVoid ? afterVoid(delivery, contents.get(delivery.message)?.over !== false) : delivery);
  }
  recallPace(book, contents, now);
  return [...orphans];
}

/**
 * Queues what is owed of every content. Whatever is owed may have been sent without being written down: it is looked for
 * first. Yields between slices, since there can be very many.
 */
export function* enlist(
  book: Book,
  contents: Contents,
  digests: readonly Doc<unknown>[],
  now: number,
): Generator<undefined, void> {
  let looked = 0;
  // Those of now: what comes meanwhile is told as changed, and would make this endless in a storm.
  for (const id of Array.from(contents.all(), (content) => content.id)) {
    const content = contents.get(id);
    if (!content) continue;
    book.look(id);
    for (const copy of book.copies(id)) {
      if (copy.debt !== undefined && copy.channel.platform.announcer?.volatile !== true)
        doubt(copy, content, now);
    }
    if (content.owed === 'where-shown') seek(book, content, now);
    if (++looked % SLICE === 0) yield;
  }
  for (const { channels } of book.platforms.values()) {
    for (const channel of channels) {
      const pending = digests.find(({ id }) => id === channel.key);
      channel.digest = pending && readDigest(pending.value);
    }
  }
}

/** What was posted in the moment of a kill is shown without our knowing where. */
function seek(book: Book, content: Content, now: number): void {
  for (const copy of book.copies(content.id)) {
    const { delivery, channel } = copy;
    if (delivery.ref || delivery.sent > 0 || !content.channels.includes(channel.key)) continue;
    if (channel.platform.announcer?.volatile === true) continue;
    doubt(copy, content, now);
    book.place(copy);
  }
}

/**
 * It may have been sent. What people press on is worth a few seconds more: a request of the process that was killed can
 * arrive after we have looked.
 */
function doubt(copy: Copy, content: Content | undefined, now: number): void {
  copy.maybe = true;
  if (!content?.asked) return;
  if (copy.delivery.ref) copy.twice = true;
  else copy.lost = { until: now + LATE_MS, looked: false };
}

/** What was sent just before counts: a process that starts again and again is no flood either. */
function recallPace(book: Book, contents: Contents, now: number): void {
  for (const { channels } of book.platforms.values()) {
    for (const { copies, pace } of channels) {
      const lately = [...copies.values()].filter(
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
