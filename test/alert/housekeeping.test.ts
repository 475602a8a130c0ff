import { describe, expect, it } from 'vitest';
import { unheardOf } from '../../src/alert/housekeeping.ts';
import type { StreamState } from '../../src/alert/stream-state.ts';
import { AT } from './alerts.ts';

const DAY_MS = 86_400_000;
const state = (id: string, lastAt: number, live: string[] = []): StreamState => ({
  ...{ id, live, lastAt },
  ended: ['0'],
});
const forgotten = (streams: readonly StreamState[], most?: number) =>
  unheardOf(streams, AT, most).map(({ id }) => id);

describe('streams that are forgotten', () => {
  it('are off air and were not heard of for a month', () => {
    const streams = [
      state('old', AT - 31 * DAY_MS),
      state('lately', AT - 29 * DAY_MS),
      state('on air all the time', AT - 400 * DAY_MS, ['1']),
    ];
    expect(forgotten(streams)).toEqual(['old']);
  });

  it('are, of too many, those off air first, and the oldest of them', () => {
    const streams = [state('on', AT - 9, ['1']), state('b', AT - 1), state('a', AT - 2), state('c', AT)];
    expect(forgotten(streams, 2)).toEqual(['a', 'b']);
    expect(forgotten(streams, 0)).toEqual(['a', 'b', 'c', 'on']);
  });
});
