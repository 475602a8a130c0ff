import { describe, expect, it } from 'vitest';
import { actions } from '../../src/live/catalogue/catalogue.ts';
import type { Live } from '../../src/live/live.ts';
import { createBudget } from '../../src/poll/budget.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A budget of a fifth over a cloud that notes when it was called. */
function rig() {
  const clock = createTestClock();
  const called: { readonly account: string; readonly action: string; readonly at: number }[] = [];
  const live = (account: string): Live => ({
    call: async (action) => {
      called.push({ account, action, at: clock.passed() });
      return {} as never;
    },
  });
  const counted: string[] = [];
  const budget = createBudget({
    ...{ live, clock, share: 0.2 },
    counts: { polled: (who, action) => counted.push(`${who} ${action}`), looked: () => undefined },
  });
  return { clock, called, counted, budget };
}

describe('the share of the rate limit', () => {
  it('calls of an action are spread evenly, whoever makes them; other actions and accounts do not wait', async () => {
    const { clock, called, counted, budget } = rig();
    expect(actions['DescribeCasterUserStatus']?.rateLimit).toBeGreaterThan(0);
    const rate = actions['DescribeLiveStreamMonitorList']?.rateLimit ?? 0;
    const calls = Array.from({ length: 9 }, (_, at) =>
      budget
        .live('main', at % 2 === 0 ? 'monitors' : 'others')
        .call('DescribeLiveStreamMonitorList', { Index: 0, Count: 1 }),
    );
    calls.push(budget.live('main', 'casters').call('DescribeCasterList', {}) as never);
    calls.push(
      budget.live('second', 'monitors').call('DescribeLiveStreamMonitorList', { Index: 0, Count: 1 }),
    );
    await turn();
    expect(called).toHaveLength(3);
    for (let step = 0; step < 30; step += 1) {
      clock.advance(100);
      await turn();
    }
    await Promise.all(calls);
    const times = called
      .filter(({ account, action }) => account === 'main' && action === 'DescribeLiveStreamMonitorList')
      .map(({ at }) => at);
    expect(times).toHaveLength(9);
    const gap = 1000 / (rate * 0.2);
    for (const [at, time] of times.entries()) expect(time).toBeGreaterThanOrEqual(at * gap);
    expect(counted).toContain('casters DescribeCasterList');
  });

  it('makes no more calls once it is stopped, also those that wait for their turn', async () => {
    const { clock, called, budget } = rig();
    const ask = () =>
      budget.live('main', 'casters').call('DescribeLiveStreamMonitorList', { Index: 0, Count: 1 });
    await ask();
    const waiting = ask();
    budget.stop();
    await expect(waiting).rejects.toThrow('being stopped');
    clock.advance(1000);
    await turn();
    expect(called).toHaveLength(1);
  });

  it('waits for no answer once it is stopped', async () => {
    const budget = createBudget({
      live: () => ({ call: () => new Promise<never>(() => undefined) }),
      ...{ clock: createTestClock(), share: 0.2 },
      counts: { polled: () => undefined, looked: () => undefined },
    });
    const asked = budget.live('main', 'casters').call('DescribeCasterList', {});
    await turn();
    budget.stop();
    await expect(asked).rejects.toThrow('being stopped');
  });
});
