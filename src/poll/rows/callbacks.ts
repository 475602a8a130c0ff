import { valuesOf } from '../../callback/normalise/reading.ts';
import { readDeliveries, type Delivery } from '../../live/read/callback-records.ts';
import { readEndedPushes } from '../../live/read/past-pushes.ts';
import { oneByOne } from '../../live/read/one-by-one.ts';
import { streamParts } from '../../live/read/stream-name.ts';
import type { Looking, Poller } from '../poller.ts';

const PATIENCE_MS = 8000;
/** How far back tries are looked at, ms. */
const SPAN_MS = 15 * 60_000;
/** Streams whose tries are read in one look: the cloud lists them by the stream only. */
const MOST_STREAMS = 10;
const MOST_TRIES = 100;
/** Fewer failures are no fault: the cloud tries again. */
const LEAST_FAILED = 3;

/** Messages that the cloud could not deliver, to Airdesk or to others. One call, and one for each of ten streams. */
export const CALLBACKS: Poller = {
  name: 'callbacks',
  about: {
    en: 'Callbacks that the cloud could not deliver, of the ten streams on which something happened last.',
    zh: '云端投递失败的回调（只看最近有动静的十路流）。',
  },
  conditions: ['callbacks.failing'],
  actions: ['DescribeLiveStreamEventList', 'DescribeCallbackRecordsList'],
  async look(looking) {
    const { live, now, account, startedAt } = looking;
    // What was tried while Airdesk was stopped failed for that reason.
    const from = Math.min(Math.max(now - SPAN_MS, startedAt), now);
    const read = await oneByOne(await streamsOfLate(looking), (stream) =>
      readDeliveries({ live, timeoutMs: PATIENCE_MS }, { from, to: now, stream, size: MOST_TRIES }),
    );
    const tries: Delivery[] = [...read.values()].flatMap(({ items }) => items);
    const newest = tries.sort((a, b) => (b.answeredAt ?? b.at ?? 0) - (a.answeredAt ?? a.at ?? 0));
    const failed = newest.filter(({ code }) => code !== 0);
    const [last] = newest;
    const isFailing = last !== undefined && last.code !== 0 && failed.length >= LEAST_FAILED;
    return {
      findings: isFailing
        ? [
            {
              condition: 'callbacks.failing',
              subject: { type: 'account', id: account },
              values: valuesOf({
                answered: (last.response || String(last.code)).slice(0, 80),
                failed: failed.length,
              }),
            },
          ]
        : [],
      // Where nothing was to be told, nothing shows that it would arrive.
      isUnknown: () => last === undefined || (last.code !== 0 && !isFailing),
    };
  },
};

/** Names of streams on which something happened lately, by what was heard and by what the cloud lists. */
async function streamsOfLate({ live, now, streams }: Looking): Promise<readonly string[]> {
  const since = now - SPAN_MS;
  const { items } = await readEndedPushes({ live, timeoutMs: PATIENCE_MS }, { from: since, to: now });
  const ended = items.toReversed().map(({ name }) => name.stream);
  const heard = streams()
    .filter(({ state }) => state.lastAt >= since)
    .map(({ name }) => streamParts(name)?.stream ?? '');
  return [...new Set([...ended, ...heard])].filter((name) => name !== '').slice(0, MOST_STREAMS);
}
