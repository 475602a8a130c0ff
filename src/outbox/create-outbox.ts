import type { Announcer } from '../platform/announcer.ts';
import { createDeliveries } from './deliveries.ts';
import { createFirst } from './send/first.ts';
import { createSettling } from './settling.ts';
import type { Channel, Platform, ChannelMessage } from './channel.ts';
import { steady, type Clock } from '../clock.ts';
import { deliver } from './send/deliver.ts';
import type { Telling } from './send/telling.ts';
import { DELIVERIES } from './delivery.ts';
import { DIGESTS } from './send/digest.ts';
import type { Log } from '../observability/log.ts';
import { noteSuccess } from './health.ts';
import { nextOf } from './next.ts';
import type { Contents, Outbox } from './outbox.ts';
import { createRecords } from './records.ts';
import { enlist, restore } from './restore.ts';
import { createState } from './state.ts';
import type { Store } from '../store/store.ts';
import type { SendContext } from './send/send-context.ts';

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
  /** A channel takes a message no more, with the platform's words and code; without them: it takes all again. */
  readonly onUndeliverable?: (channel: string, why: string | undefined, code: string | undefined) => void;
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
  /** Contents that changed before everything was queued. */
  const missed = new Set<string>();
  let filling = Promise.resolve();
  const allDeliveries = createDeliveries({
    contents,
    announcers,
    clock,
    onUndeliverable(channel, why, code) {
      log[why === undefined ? 'info' : 'error'](
        { channel, why, code },
        'whether a channel takes messages has changed',
      );
      options.onUndeliverable?.(channel, why, code);
    },
  });
  const context: SendContext = {
    contents,
    allDeliveries,
    records,
    clock,
    log,
    isStopped: () => state === 'stopped',
  };
  const telling: Telling = { random, counts, turned, look };
  const stateAt = createState(allDeliveries, contents);
  const settling = createSettling(allDeliveries, () => state === 'running');
  const first = createFirst(context, (id) => look([id]));

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
    channel.busy = deliver(context, telling, next)
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
      allDeliveries.look(id);
      for (const { channel } of allDeliveries.channelMessages(id)) touched.add(channel);
    }
    for (const channel of touched) wake(channel);
  }

  function turned(platform: Platform): void {
    look(allDeliveries.dependent());
    for (const channel of platform.channels) wake(channel);
  }

  /** Queues slice by slice, then sends. What changed meanwhile is looked at again: it may have been looked at before. */
  async function fill(slices: Iterator<undefined>): Promise<void> {
    try {
      while (!slices.next().done && state !== 'stopped')
        await new Promise((resolve) => setImmediate(resolve));
    } catch (error) {
      // What could not be queued is looked at again when it changes; all else must not wait for it.
      log.error({ err: error }, 'not all that is owed could be queued');
    }
    if (state === 'stopped') return;
    state = 'running';
    for (const id of missed) allDeliveries.look(id);
    missed.clear();
    for (const { channels } of allDeliveries.platforms.values())
      for (const channel of channels) wake(channel);
  }

  async function forget(ids: readonly string[]): Promise<void> {
    const channelMessages = ids.flatMap((id) => allDeliveries.channelMessages(id));
    for (const id of ids) allDeliveries.forget(id);
    await Promise.all(channelMessages.map(async ({ channel }) => channel.busy));
    await records.save(
      channelMessages.map(({ delivery: { id } }) => ({ collection: DELIVERIES, id, value: undefined })),
    );
    for (const { channel } of channelMessages) wake(channel);
  }

  return {
    async start() {
      const [deliveries, digests] = await Promise.all([records.load(DELIVERIES), records.load(DIGESTS)]);
      const orphans = restore(allDeliveries, contents, deliveries, clock.now());
      filling = fill(enlist(allDeliveries, contents, digests, clock.now())).then(() => {
        // Not waited for: a disk that is full must not hold up what is owed.
        if (state === 'running') void forget(orphans);
      });
    },
    changed(ids) {
      if (state === 'running') look(ids);
      else for (const id of ids) missed.add(id);
    },
    hurry(id) {
      if (state !== 'running') {
        missed.add(id);
        return;
      }
      allDeliveries.look(id);
      for (const channelMessage of allDeliveries.channelMessages(id)) hurryMessage(channelMessage);
      look([id]);
    },
    first: first.post,
    seenAt(id, message) {
      first.seenAt(id, message);
      if (state === 'running') look([id]);
      else missed.add(id);
    },
    settled: (id) => settling.settled(id),
    owes: (id) => allDeliveries.channelMessages(id).some(({ owed, held }) => held || owed !== undefined),
    forget,
    shownOn: (id, platform) =>
      allDeliveries.channelMessages(id).find(({ delivery: { ref } }) => ref?.platform === platform)?.delivery
        .ref,
    shownBy: (ref) => allDeliveries.shownBy(ref),
    shows(ref) {
      const id = allDeliveries.shownBy(ref);
      const channelMessage = id === undefined ? undefined : allDeliveries.messageAt(id, ref);
      return channelMessage !== undefined && channelMessage.owed !== 'edit' && channelMessage.owed !== 'post';
    },
    state: () => stateAt(options.clock.now()),
    trouble: (name) => allDeliveries.platforms.get(name)?.trouble,
    async stop() {
      state = 'stopped';
      await filling;
      const channels = [...allDeliveries.platforms.values()].flatMap((platform) => platform.channels);
      for (const channel of channels) channel.cancelTimer();
      await Promise.all(channels.map(async ({ busy }) => busy));
      settling.look();
      await records.close();
    },
  };
}

function hurryMessage(channelMessage: ChannelMessage): void {
  channelMessage.hurried = channelMessage.owed === 'post' || channelMessage.owed === 'edit';
}
