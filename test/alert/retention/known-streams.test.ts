import { describe, expect, it } from 'vitest';
import { createKnownStreams } from '../../../src/alert/retention/known-streams.ts';
import type { StreamState } from '../../../src/alert/model/stream-state.ts';
import { AT } from '../alerts.ts';

const DAY_MS = 86_400_000;
const state = (id: string, lastAt: number, live: string[] = []): StreamState => ({
  ...{ id, live, lastAt },
  ended: ['0'],
});
const forgotten = (streams: readonly StreamState[], most = 1000) => {
  const known = createKnownStreams(most);
  for (const each of streams) known.put(each);
  return known.beyond(AT).map(({ id }) => id);
};

describe('streams that are forgotten', () => {
  it('are off air and were not heard of for a month', () => {
    const streams = [
      state('on air all the time', AT - 400 * DAY_MS, ['1']),
      state('old', AT - 31 * DAY_MS),
      state('lately', AT - 29 * DAY_MS),
    ];
    expect(forgotten(streams)).toEqual(['old']);
  });

  it('are, of too many, those off air first, and of them those heard of longest ago', () => {
    const streams = [state('on', AT - 9, ['1']), state('a', AT - 2), state('b', AT - 1), state('c', AT)];
    expect(forgotten(streams, 2)).toEqual(['a', 'b']);
    expect(forgotten(streams, 0)).toEqual(['a', 'b', 'c', 'on']);
  });

  it('are known by the newest that was heard of them', () => {
    const known = createKnownStreams(1);
    for (const each of [state('a', AT - 3, ['1']), state('b', AT - 2), state('a', AT - 1)]) known.put(each);
    expect(known.beyond(AT).map(({ id }) => id)).toEqual(['b']);
    expect([...known.all()].map(({ id }) => id)).toEqual(['b', 'a']);
    known.delete('b');
    expect([known.get('b'), known.get('a')?.lastAt, known.size]).toEqual([undefined, AT - 1, 1]);
  });
});
