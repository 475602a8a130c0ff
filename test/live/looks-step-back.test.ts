import { describe, expect, it } from 'vitest';
import { actions, type ActionName } from '../../src/live/catalogue/catalogue.ts';
import { createLimiter } from '../../src/live/limits.ts';
import type { Live } from '../../src/live/live.ts';
import { createBudget } from '../../src/poll/budget.ts';
import { POLLERS } from '../../src/poll/pollers.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const SOON = Number.MAX_SAFE_INTEGER;
const SHARE = 0.2;
const STREAMS = 1000;
const rateOf = (action: string): number => actions[action]?.rateLimit ?? 20;
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('looks step back', () => {
  it('behind whoever asks, also where they came first', async () => {
    const clock = createTestClock();
    const limiter = createLimiter(clock);
    const given: string[] = [];
    const take = (name: string, isLook: boolean) => {
      const slot = limiter.take('A', 2, SOON, isLook);
      if (slot === 'now') given.push(name);
      else if (slot !== 'refused') void slot.come.then(() => given.push(name));
    };
    take('look 1', true);
    take('look 2', true);
    take('person 1', false);
    take('person 2', false);
    await turn();
    expect(given).toEqual(['look 1', 'person 1']);
    clock.advance(1000);
    await turn();
    expect(given).toEqual(['look 1', 'person 1', 'person 2']);
    clock.advance(1000);
    await turn();
    expect(given.at(-1)).toBe('look 2');
  });

  it('while somebody uses more than half of the rate, and go on afterwards', async () => {
    const clock = createTestClock();
    const limiter = createLimiter(clock);
    for (let call = 0; call < 11; call += 1) expect(limiter.take('A', 20, SOON)).toBe('now');
    const look = limiter.take('A', 20, SOON, true);
    if (typeof look === 'string') throw new Error(look);
    let came = false;
    void look.come.then((yes) => (came = yes));
    clock.advance(500);
    for (let call = 0; call < 9; call += 1) expect(limiter.take('A', 20, SOON)).toBe('now');
    clock.advance(499);
    await turn();
    expect(came).toBe(false);
    clock.advance(1);
    await turn();
    expect(came).toBe(true);
  });

  it('one that would come after its deadline is refused, and one that leaves takes no turn', () => {
    const clock = createTestClock();
    const limiter = createLimiter(clock);
    limiter.take('A', 1, SOON);
    expect(limiter.take('A', 1, clock.now() + 500, true)).toBe('refused');
    const look = limiter.take('A', 1, SOON, true);
    if (typeof look === 'string') throw new Error(look);
    look.leave();
    clock.advance(1000);
    expect(limiter.take('A', 1, SOON)).toBe('now');
  });
});

describe('a thousand streams are looked at all the time', () => {
  /** What is asked for each stream or for all of them; and what people ask most. */
  const ASKED: readonly ActionName[] = [
    ...new Set<ActionName>([...POLLERS.flatMap((poller) => poller.actions), 'DescribeLiveStreamState']),
  ];

  it('and nobody who asks the same waits for it, in bursts of all that the share leaves', async () => {
    const clock = createTestClock();
    const limiter = createLimiter(clock, 10 * STREAMS);
    let looks = 0;
    const live: Live = {
      async call(action, _params, options) {
        const slot = limiter.take(action, rateOf(action), SOON, options?.isLook);
        if (slot === 'refused') throw new Error('refused');
        if (slot !== 'now') await slot.come;
        looks += 1;
        return {} as never;
      },
    };
    const counts = { polled: () => undefined, looked: () => undefined };
    const budget = createBudget({ live: () => live, clock, share: SHARE, counts });
    for (const action of ASKED)
      for (let stream = 0; stream < STREAMS; stream += 1)
        void budget.live('main', 'push').call(action, {});
    let asked = 0;
    for (let second = 0; second < 60; second += 1) {
      for (const [index, action] of ASKED.entries()) {
        const most = rateOf(action) - Math.ceil(rateOf(action) * SHARE);
        for (
          let left = second % 2 === 0 ? most : (second * 7919 + index * 104_729) % (most + 1);
          left > 0;
          left -= 1
        ) {
          expect(limiter.take(action, rateOf(action), SOON), action).toBe('now');
          asked += 1;
        }
      }
      for (let part = 0; part < 10; part += 1) {
        clock.advance(101);
        await turn();
      }
    }
    expect(asked).toBeGreaterThan(1000);
    expect(looks).toBeGreaterThan(60 * 20);
  });
});
