import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/alert/self/compare.ts';
import { createSenses, type SenseName, type Senses } from '../../../src/alert/self/senses.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';

const MIN = 60_000;
const HOUR = 60 * MIN;

function open(): { clock: TestClock; senses: Senses; stateOf: (name: SenseName) => string | undefined } {
  const clock = createTestClock();
  const senses = createSenses({ clock, accounts: ['news'], listening: ['news'], floorMs: 6 * HOUR });
  return {
    clock,
    senses,
    stateOf: (name) => senses.all().find((sense) => sense.name === name)?.verdict.state,
  };
}

/** What each sense is told, so that it is bad. */
const BAD: readonly (readonly [SenseName, (senses: Senses, clock: TestClock) => void])[] = [
  [
    'airdesk.clock',
    (senses) => {
      senses.time('cloud', 5 * MIN);
      senses.time('callbacks', 5 * MIN);
    },
  ],
  ['airdesk.callback-key', (senses) => thrice(() => senses.callback('news', 'bad-sign'))],
  ['airdesk.callbacks-refused', (senses) => thrice(() => senses.callback('news', 'not-json'))],
  [
    'airdesk.callbacks-silent',
    (senses, clock) => {
      senses.callback('news', 'accepted');
      clock.advance(7 * HOUR);
    },
  ],
  ['airdesk.disk', (senses) => senses.wrote('store', new Error('no space left'))],
];

/** The same, where all is well. */
const WELL: readonly (readonly [SenseName, (senses: Senses) => void])[] = [
  ['airdesk.clock', (senses) => senses.time('cloud', 0)],
  ['airdesk.callback-key', (senses) => senses.callback('news', 'accepted')],
  ['airdesk.callbacks-refused', (senses) => senses.callback('news', 'accepted')],
  [
    'airdesk.callbacks-silent',
    (senses) => {
      senses.callback('news', 'accepted');
      senses.setHearing('news', { ...senses.hearing('news'), listedAt: senses.now() });
    },
  ],
  ['airdesk.disk', (senses) => senses.wrote('store')],
];

describe.each([-9 * HOUR, 9 * HOUR])('the clock on the wall is set by %i ms', (by) => {
  it.each(BAD)('%s stays bad', (name, tell) => {
    const { clock, senses, stateOf } = open();
    tell(senses, clock);
    expect(stateOf(name)).toBe('bad');
    clock.shift(by);
    expect(stateOf(name)).toBe('bad');
  });

  it.each(WELL)('%s stays well', (name, tell) => {
    const { clock, senses, stateOf } = open();
    tell(senses);
    expect(stateOf(name)).toBe('well');
    clock.shift(by);
    expect(stateOf(name)).toBe('well');
  });

  it('counts what comes before and after as coming one after the other', () => {
    const { clock, senses, stateOf } = open();
    for (let n = 0; n < 3; n += 1) {
      senses.callback('news', 'bad-sign');
      clock.advance(MIN);
      if (n === 0) clock.shift(by);
    }
    expect(stateOf('airdesk.callback-key')).toBe('bad');
  });

  it('takes no silence of hours for what is usual', () => {
    const { clock, senses, stateOf } = open();
    senses.callback('news', 'accepted');
    clock.shift(by);
    clock.advance(MIN);
    senses.callback('news', 'accepted');
    expect(senses.hearing('news').longestGapMs).toBe(MIN);
    clock.advance(6 * HOUR + MIN);
    expect(stateOf('airdesk.callbacks-silent')).toBe('bad');
  });

  it('knows for how long a stream is on air that the cloud does not list', () => {
    const clock = createTestClock();
    const began = clock.now();
    const name = 'push.example.com/live/main';
    const known = new Map([
      [name, { id: `news|stream:${name}`, live: ['1'], began: [began], ended: [], lastAt: began }],
    ]);
    const missing = (): readonly string[] =>
      compare({ wall: clock.now(), steady: began + clock.passed() }, new Map(), known, () => false, undefined)
        .missing;
    clock.shift(by);
    clock.advance(MIN);
    expect(missing()).toEqual([]);
    clock.advance(3 * MIN);
    expect(missing()).toEqual([name]);
  });
});

function thrice(run: () => void): void {
  for (let n = 0; n < 3; n += 1) run();
}
