import type { Alert } from './alert.ts';
import { commitBook, type AlertCore } from './alert-core.ts';
import type { Check } from './situation.ts';
import type { StreamState } from './stream-state.ts';

/** How often open conditions are looked at again, ms: a callback can be lost. */
const LOOK_AGAIN_MS = 30_000;
/** Conditions that are looked at each time, those not looked at for longest first. */
const MOST_CHECKS = 20;
/** Conditions of which the cloud can be asked. */
const CHECKABLE: ReadonlySet<string> = new Set(['stream.down', 'stream.push-lost', 'pull.failing']);

const HOUR_MS = 3_600_000;
/** How long ended alerts are kept for reports, and how many at most. */
const KEEP_MS = 30 * 24 * HOUR_MS;
const MOST_ENDED = 20_000;
/** Streams that are remembered: names that are used once would fill the memory. */
const MOST_STREAMS = 20_000;

/** Looks again at what is open, and forgets what ended long ago, now and then. Returns what stops it. */
export function startHousekeeping(
  core: AlertCore,
  forget: (ids: readonly string[]) => Promise<void>,
): () => void {
  const { book, clock, log } = core;
  const looked = new Map<string, number>();
  let stopped = false;
  let nextSweep = clock.now() + HOUR_MS;
  let cancel = clock.after(LOOK_AGAIN_MS, tick);

  function tick(): void {
    core.check(again());
    const isSweeping = clock.now() >= nextSweep;
    if (isSweeping) nextSweep = clock.now() + HOUR_MS;
    const work = isSweeping ? sweep() : Promise.resolve();
    work
      .catch((error: unknown) => log.error({ err: error }, 'ended alerts could not be forgotten'))
      .finally(() => {
        if (!stopped) cancel = clock.after(LOOK_AGAIN_MS, tick);
      });
  }

  function again(): Check[] {
    const open = [...book.all()].filter(
      (alert) =>
        alert.status === 'firing' && CHECKABLE.has(alert.condition) && alert.subject.type !== 'stream-name',
    );
    const ids = new Set(open.map(({ id }) => id));
    for (const id of looked.keys()) if (!ids.has(id)) looked.delete(id);
    const oldest = open
      .sort((a, b) => (looked.get(a.id) ?? 0) - (looked.get(b.id) ?? 0))
      .slice(0, MOST_CHECKS);
    for (const { id } of oldest) looked.set(id, clock.now());
    return oldest.map(({ account, subject, condition }) => ({
      account,
      subject,
      condition,
      why: 'schedule',
    }));
  }

  async function sweep(): Promise<void> {
    const now = clock.now();
    const old = endedLongAgo([...book.all()], now);
    const streams = unheardOf([...book.allStreams()], now);
    const isNothing = old.length === 0 && streams.length === 0;
    if (isNothing && book.mutes().every((mute) => mute.until > now)) return;
    await core.turn(async () => {
      for (const id of old) book.dropAlert(id);
      for (const stream of streams) if (book.stream(stream.id) === stream) book.dropStream(stream.id);
      for (const mute of book.mutes()) if (mute.until <= clock.now()) book.putMute(mute.id, undefined);
      await commitBook(core);
    });
    // Not before: without their deliveries, after a kill, they would be owed to every channel again.
    await forget(old);
  }

  return () => {
    stopped = true;
    cancel();
  };
}

/** Streams that were not heard of for long; of too many, first those that are off air, then those heard of longest ago. */
export function unheardOf(
  streams: readonly StreamState[],
  now: number,
  most = MOST_STREAMS,
): readonly StreamState[] {
  const isOn = ({ live }: StreamState): number => Number(live.length > 0);
  const tooMany = streams.length - most;
  return [...streams]
    .sort((a, b) => isOn(a) - isOn(b) || a.lastAt - b.lastAt)
    .filter((stream, index) => index < tooMany || (isOn(stream) === 0 && now - stream.lastAt > KEEP_MS));
}

function endedLongAgo(alerts: readonly Alert[], now: number): string[] {
  const ended = alerts
    .filter((alert) => alert.status === 'closed')
    .sort((a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0));
  const tooMany = ended.length - MOST_ENDED;
  return ended
    .filter((alert, index) => index < tooMany || now - (alert.closedAt ?? 0) > KEEP_MS)
    .map(({ id }) => id);
}
