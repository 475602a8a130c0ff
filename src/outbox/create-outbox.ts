import type { Announcer } from '../platform/announcer.ts';
import { createBook } from './book.ts';
import { createFirst } from './send/first.ts';
import { createSettling } from './settling.ts';
import type { Channel, Platform } from './channel.ts';
import { steady, type Clock } from '../clock.ts';
import type { Copy } from './copy.ts';
import { deliver, type Telling } from './send/deliver.ts';
import { DELIVERIES } from './delivery.ts';
import { DIGESTS } from './send/digest.ts';
import type { Log } from '../observability/log.ts';
import { noteSuccess } from './health.ts';
import { nextOf } from './next.ts';
import type { Contents, Outbox } from './outbox.ts';
import { createRecords } from './records.ts';
import { restore } from './restore.ts';
import { createState } from './state.ts';
import type { Store } from '../store/store.ts';
import type { Works } from './send/works.ts';

/** What an outbox works with. */
export interface OutboxOptions {
  readonly contents: Contents;
  /** By platform. A platform that is not in it cannot be reached. */
  readonly announcers: ReadonlyMap<string, Announcer>;
  readonly store: Store;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly counts: Telling['counts'];
  /** A channel takes nothing, with the reason; without one: it does again. Called once each. */
  readonly onUndeliverable?: (channel: string, why: string | undefined) => void;
}

/** Channels of one platform to which something is sent at the same time. */
const MOST_AT_ONCE = 8;

/**
 * Creates the outbox. What is owed is never written down: it follows from the contents and from what each channel was
 * sent. One thing at a time goes to a channel, chosen and rendered in the moment in which it leaves.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { contents, announcers, random, log, counts } = options;
  const clock = steady(options.clock);
  const records = createRecords(options);
  let state: 'new' | 'running' | 'stopped' = 'new';
  const book = createBook({
    contents,
    announcers,
    clock,
    onUndeliverable(channel, why) {
      log[why === undefined ? 'info' : 'error'](
        { channel, why },
        'whether a channel takes messages has changed',
      );
      options.onUndeliverable?.(channel, why);
    },
  });
  const works: Works = { contents, book, records, clock, log, isStopped: () => state === 'stopped' };
  const telling: Telling = { random, counts, turned, look };
  const stateAt = createState(book, contents);
  const settling = createSettling(book, () => state === 'running');
  const first = createFirst(works, (id) => look([id]));

  function wake(channel: Channel): void {
    const { platform } = channel;
    platform.waiting.delete(channel);
    if (state !== 'running' || channel.busy || !platform.announcer) return;
    channel.cancelTimer();
    channel.cancelTimer = () => undefined;
    const now = clock.now();
    const next = nextOf(channel, now);
    if (next === 'nothing') {
      relent(platform);
      return;
    }
    if ('at' in next) {
      channel.cancelTimer = clock.after(Math.max(0, next.at - now), () => wake(channel));
      return;
    }
    if (platform.sending >= MOST_AT_ONCE) {
      platform.waiting.add(channel);
      return;
    }
    platform.sending += 1;
    channel.busy = deliver(works, telling, next)
      .catch((error: unknown) => log.error({ err: error }, 'a delivery could not be noted'))
      .finally(() => {
        platform.sending -= 1;
        channel.busy = undefined;
        settling.look();
        platform.waiting.add(channel);
        while (platform.sending < MOST_AT_ONCE && platform.waiting.size > 0) wakeOne(platform);
      });
  }

  /** With nothing left to try, nothing would ever tell that it is back: the next message will. */
  function relent(platform: Platform): void {
    const isIdle = platform.channels.every(({ queue, busy }) => queue.size === 0 && !busy);
    if (isIdle && noteSuccess(platform)) turned(platform);
  }

  /** Of the channels that wait for their turn, the one with the most urgent message. */
  function wakeOne(platform: Platform): void {
    const now = clock.now();
    let best: { channel: Channel; rank: number } | undefined;
    for (const channel of platform.waiting) {
      const next = nextOf(channel, now);
      const rank = typeof next === 'object' && 'send' in next ? next.rank : Infinity;
      if (!best || rank < best.rank) best = { channel, rank };
    }
    if (best) wake(best.channel);
  }

  /** Looks at these contents again, and at the channels that are owed them. */
  function look(ids: Iterable<string>): void {
    const touched = new Set<Channel>();
    for (const id of ids) {
      book.look(id);
      for (const { channel } of book.copies(id)) touched.add(channel);
    }
    for (const channel of touched) wake(channel);
  }

  function turned(platform: Platform): void {
    look(book.dependent());
    for (const channel of platform.channels) wake(channel);
  }

  async function forget(ids: readonly string[]): Promise<void> {
    const copies = ids.flatMap((id) => book.copies(id));
    for (const id of ids) book.forget(id);
    await Promise.all(copies.map(async ({ channel }) => channel.busy));
    await records.save(
      copies.map(({ delivery: { id } }) => ({ collection: DELIVERIES, id, value: undefined })),
    );
    for (const { channel } of copies) wake(channel);
  }

  return {
    async start() {
      const [deliveries, digests] = await Promise.all([records.load(DELIVERIES), records.load(DIGESTS)]);
      const orphans = restore(book, contents, { deliveries, digests }, clock.now());
      if (state === 'stopped') return;
      state = 'running';
      for (const { channels } of book.platforms.values()) for (const channel of channels) wake(channel);
      // Not waited for: a disk that is full must not hold up the start.
      void forget(orphans);
    },
    changed(ids) {
      if (state === 'running') look(ids);
    },
    hurry(id) {
      if (state !== 'running') return;
      book.look(id);
      for (const copy of book.copies(id)) hurryCopy(copy);
      look([id]);
    },
    first: first.post,
    seenAt(id, message) {
      first.seenAt(id, message);
      if (state === 'running') look([id]);
    },
    settled: (id) => settling.settled(id),
    owes: (id) => book.copies(id).some(({ debt, held }) => held || debt !== undefined),
    forget,
    shownBy: (ref) => book.shownBy(ref),
    shows(ref) {
      const id = book.shownBy(ref);
      const copy = id === undefined ? undefined : book.copyAt(id, ref);
      return copy !== undefined && copy.debt !== 'edit' && copy.debt !== 'post';
    },
    state: () => stateAt(options.clock.now()),
    async stop() {
      state = 'stopped';
      const channels = [...book.platforms.values()].flatMap((platform) => platform.channels);
      for (const channel of channels) channel.cancelTimer();
      await Promise.all(channels.map(async ({ busy }) => busy));
      settling.look();
      await records.close();
    },
  };
}

function hurryCopy(copy: Copy): void {
  copy.hurried = copy.debt === 'post' || copy.debt === 'edit';
}
