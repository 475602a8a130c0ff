import { describe, expect, it } from 'vitest';
import { spanToFill } from '../../../src/alert/missed/span.ts';
import { untold } from '../../../src/alert/missed/untold.ts';
import type { StreamState } from '../../../src/alert/model/stream-state.ts';
import type { PastPush } from '../../../src/live/read/past-pushes.ts';

const T0 = Date.UTC(2026, 2, 1, 20);
const MINUTE = 60_000;

function push(stream: string, ended: number): PastPush {
  return {
    name: { domain: 'push.example.com', app: 'live', stream },
    ...{ began: ended - MINUTE, ended, reason: 'network', lastedMs: MINUTE, ip: '', size: '' },
  };
}
const state = (lastAt: number): StreamState => ({ id: '', live: [], ended: [], lastAt });
const NAME = 'push.example.com/live/main';

describe('pushes of which no message told', () => {
  it.each<[string, Partial<StreamState> | undefined, number]>([
    ['nothing was ever heard of it', undefined, 1],
    ['what was heard is older', { lastAt: T0 - MINUTE }, 1],
    ['the message of its end was heard, of the same second', { lastAt: T0 - 999 }, 0],
    ['something newer was heard', { lastAt: T0 + MINUTE }, 0],
  ])('%s', (_what, known, count) => {
    const states = new Map(known ? [[NAME, { ...state(0), ...known }]] : []);
    expect(untold([push('main', T0)], (name) => states.get(name), new Map())).toHaveLength(count);
  });

  it('is over where the stream is pushed again, or ended once more', () => {
    const past = [push('main', T0 + MINUTE), push('main', T0), push('news', T0)];
    const found = untold(past, () => undefined, new Map([['push.example.com/live/news', undefined]]));
    expect(found.map(({ stream, ended, isOver }) => [stream.split('/')[2], ended - T0, isOver])).toEqual([
      ['main', 0, true],
      ['news', 0, true],
      ['main', MINUTE, false],
    ]);
  });
});

describe('which span is looked through', () => {
  it.each<[string, { filledTo?: number; heardAt?: number }, [number, number] | undefined]>([
    ['nothing was ever heard: there is no gap', {}, [-3, -3]],
    ['since a callback came last', { heardAt: -30 }, [-30, -3]],
    ['since it was looked last, and a little before that', { filledTo: -20, heardAt: -1 }, [-30, -3]],
    ['a day at most', { filledTo: -3000 }, [-1440, -3]],
    ['looked at just now: what is old may have come late to the list', { filledTo: -3 }, [-13, -3]],
    ['the clock was set back', { filledTo: 500 }, [-13, -3]],
    ['a callback came a moment ago: there is none yet', { heardAt: -1 }, undefined],
  ])('%s', (_what, { filledTo, heardAt }, span) => {
    const at = (minutes: number | undefined) => (minutes === undefined ? undefined : T0 + minutes * MINUTE);
    const found = spanToFill({ filledTo: at(filledTo), heardAt: at(heardAt) }, T0);
    expect(found && [(found.from - T0) / MINUTE, (found.to - T0) / MINUTE]).toEqual(span);
  });
});
