import { describe, expect, it, vi } from 'vitest';
import { stage, type Stage } from './stage.ts';
import { expectWithin } from '../machine/slowness.ts';

/** When what is seen in a channel arrived, ms after the start. */
function times(on: Stage, start: number, channel = 'C1'): number[] {
  return on.slack
    .visible()
    .filter((one) => one.channel === channel)
    .map(({ at }) => at - start);
}

function most(all: readonly number[], windowMs: number): number {
  return Math.max(0, ...all.map((from) => all.filter((at) => at >= from && at < from + windowMs).length));
}

describe('pacing', () => {
  it('posts at most once a second in a channel, and not at all paced on the desk', async () => {
    const on = await stage();
    const start = on.clock.now();
    for (const id of ['a', 'b', 'c']) on.put(id, { channels: ['slack:C1', 'desk:alerts'] });
    await on.pass(5000);
    expect(times(on, start)).toEqual([0, 1000, 2000]);
    expect(on.desk.requests.map(({ at }) => at - start)).toEqual([0, 0, 0]);
  });

  it('edits at once, then ever more rarely while changes keep coming, and at once again after a calm minute', async () => {
    const on = await stage();
    const start = on.clock.now();
    on.put('a');
    for (let n = 0; n < 60; n += 1) {
      await on.pass(1000);
      on.put('a');
    }
    expect(times(on, start).slice(0, 6)).toEqual([0, 1000, 3000, 7000, 15_000, 25_000]);
    await on.pass(150_000);
    expect(on.slack.shown()).toEqual(['a v61']);
    const calm = on.clock.now();
    on.put('a');
    await on.pass(1000);
    expect(on.slack.requests.at(-1)?.at).toBe(calm);
  });

  it('waits a second before the first edit of a new card', async () => {
    const on = await stage();
    const start = on.clock.now();
    on.put('a');
    await on.pass(200);
    on.put('a');
    await on.pass(3000);
    expect(times(on, start)).toEqual([0, 1000]);
  });

  it('a person is not made to wait for gaps or the budget', async () => {
    const on = await stage();
    for (let n = 0; n < 30; n += 1) on.put(`w${n}`, { urgency: 'warning' });
    await on.pass(20_000);
    expect(on.slack.visible()).toHaveLength(7);
    for (const id of ['w0', 'w0', 'w1']) {
      on.set(id);
      const pressed = on.clock.now();
      on.outbox.hurry(id);
      await on.pass(100);
      expect(on.slack.visible().at(-1)).toMatchObject({ at: pressed, what: 'update' });
    }
    await on.pass(10_000);
    expect(on.slack.visible()).toHaveLength(10);
  });

  it('a person waits for Retry-After', async () => {
    const on = await stage();
    on.put('a');
    await on.pass(2000);
    on.slack.fail({ limitedMs: 30_000 });
    on.put('a');
    await on.pass(100);
    on.outbox.hurry('a');
    await on.pass(29_000);
    expect(on.slack.shown()).toEqual(['a v1']);
    await on.pass(2000);
    expect(on.slack.shown()).toEqual(['a v2']);
  });

  it('new criticals have their own part of the budget', async () => {
    const on = await stage();
    for (let n = 0; n < 30; n += 1) on.put(`w${n}`, { urgency: 'warning' });
    await on.pass(20_000);
    const start = on.clock.now();
    for (const id of ['c1', 'c2', 'c3', 'c4']) on.put(id);
    await on.pass(10_000);
    expect(on.slack.shown().slice(7)).toEqual(['c1 v1', 'c2 v1', 'c3 v1']);
    expect(times(on, start).slice(7)).toEqual([0, 1000, 2000]);
    expect(on.outbox.state().oldestCriticalMs).toBe(10_000);
    await on.pass(60_000);
    expect(on.slack.shown()[10]).toBe('c4 v1');
  });

  it('a new critical overtakes whatever waits, within a second', async () => {
    const on = await stage();
    for (let n = 0; n < 5; n += 1) on.put(`w${n}`, { urgency: 'warning' });
    await on.pass(1500);
    const owed = on.clock.now();
    on.put('c');
    await on.pass(10_000);
    expect(on.slack.shown()).toEqual(['w0 v1', 'w1 v1', 'c v1', 'w2 v1', 'w3 v1', 'w4 v1']);
    expect((on.slack.visible()[2]?.at ?? Infinity) - owed).toBeLessThanOrEqual(1000);
  });

  it.each(['critical', 'warning'] as const)('a storm of %s changes is no flood', async (urgency) => {
    const on = await stage();
    const start = on.clock.now();
    const channels = ['slack:C1', 'slack:C2'];
    for (let n = 0; n < 1000; n += 1) {
      on.put(`x${n % 25}`, { urgency, channels, steps: n });
      await on.pass(1, 1);
    }
    await on.pass(60_000);
    for (const channel of ['C1', 'C2']) {
      const seen = times(on, start, channel);
      expect(seen[0]).toBe(0);
      expect(most(seen, 60_000)).toBeLessThanOrEqual(10);
    }
    await on.pass(3_600_000, 1000);
    const newest = Array.from({ length: 25 }, (_, n) => `x${n} v40`).sort();
    for (const channel of ['C1', 'C2']) {
      expect(on.slack.shown(channel).sort()).toEqual(newest);
      expect(most(times(on, start, channel), 60_000)).toBeLessThanOrEqual(10);
    }
    expect(on.outbox.state().pending).toBe(0);
  });

  it('starts quickly with very much to do, and shows it all on the desk', async () => {
    const on = await stage();
    for (let n = 0; n < 10_000; n += 1) {
      on.set(`x${n}`, { channels: ['slack:C1', 'discord:7', 'desk:alerts'], urgency: 'warning', since: n });
    }
    const start = performance.now();
    await on.restart();
    expectWithin(performance.now() - start, 10_000);
    // Others get their turn before all of it is queued.
    expect(on.outbox.state().pending).toBeLessThan(19_990);
    await vi.waitFor(() => expect(on.outbox.state().pending).toBeGreaterThan(19_990), { timeout: 60_000 });
    for (let n = 0; n < 100 && on.desk.shown().length < 10_000; n += 1) await on.pass(1);
    expect(on.desk.shown().slice(0, 2)).toEqual(['x0 v1', 'x1 v1']);
    expect(on.desk.shown()).toHaveLength(10_000);
  });

  it('takes in what changes while a start still queues', async () => {
    const on = await stage();
    for (let n = 0; n < 20_000; n += 1)
      on.set(`x${n}`, { channels: n < 2000 && n > 0 ? ['desk:alerts'] : [], since: n });
    await on.restart();
    on.put('x0', { channels: ['desk:alerts'] });
    for (let n = 0; n < 100 && on.desk.shown().length < 2000; n += 1) await on.pass(1);
    expect(on.desk.shown()).toContain('x0 v2');
  });
});
