import { MOST_TOGETHER } from '../../src/outbox/send/digest.ts';
import { describe, expect, it } from 'vitest';
import { stage, type Stage } from './stage.ts';

const MIN = 60_000;
const over = { urgency: 'over', over: true } as const;

async function down(on: Stage, ...names: ('slack' | 'discord')[]): Promise<void> {
  for (const name of names) on[name].rule = () => 'not-sent';
  for (const name of names) on.put(`probe-${name}`, { urgency: 'info', channels: [`${name}:C1`] });
  await on.pass(40_000);
}

function most(all: readonly number[], windowMs: number): number {
  return Math.max(0, ...all.map((from) => all.filter((at) => at >= from && at < from + windowMs).length));
}

describe('a platform that cannot be reached', () => {
  it('counts as down after 30 s of failures, and as up at the first success', async () => {
    const on = await stage();
    on.slack.rule = () => 'not-sent';
    on.put('a');
    await on.pass(29_000);
    expect(on.outbox.state().down).toEqual([]);
    await on.pass(3000);
    expect(on.outbox.state().down).toEqual(['slack']);
    await on.pass(10 * MIN, 500);
    const tries = on.slack.requests.map(({ at }) => at);
    expect(most(tries, MIN)).toBeLessThanOrEqual(7);
    expect(tries.length).toBeGreaterThan(20);
    on.slack.rule = () => undefined;
    await on.pass(31_000);
    expect(on.outbox.state().down).toEqual([]);
    expect(on.slack.shown()).toEqual(['a v1']);
  });

  it('is not down as long as something gets through', async () => {
    const on = await stage();
    on.slack.rule = ({ channel }) => (channel === 'C1' ? 'not-sent' : undefined);
    on.put('a');
    for (let n = 0; n < 12; n += 1) {
      on.put(`b${n}`, { channels: ['slack:C2'] });
      await on.pass(10_000);
    }
    expect(on.outbox.state().down).toEqual([]);
  });

  it('is down when it is not connected at all', async () => {
    const on = await stage({ platforms: ['discord'] });
    on.contents.fallback['slack'] = ['desk:alerts', 'discord:7'];
    on.put('a');
    await on.pass(1000);
    expect(on.outbox.state()).toMatchObject({ down: ['slack', 'desk'], pending: 1 });
    expect(on.discord.shown('7')).toEqual(['a v1 for slack']);
  });
});

describe('criticals of a platform that is down', () => {
  it('are marked on the card that the other platform has, until it is back', async () => {
    const on = await stage();
    on.put('a', { channels: ['slack:C1', 'discord:7'] });
    on.put('w', { channels: ['slack:C1', 'discord:7'], urgency: 'warning' });
    await on.pass(2000);
    await down(on, 'slack');
    expect(on.discord.shown()).toEqual(['a v1', 'w v1']);
    on.put('a');
    on.put('w');
    on.put('b', { channels: ['slack:C1', 'discord:7'] });
    await on.pass(5000);
    expect(on.discord.shown()).toEqual(['a v2 also slack', 'w v2', 'b v1 also slack']);
    on.put('a', over);
    await on.pass(10_000);
    expect(on.discord.shown()[0]).toBe('a v3 also slack');
    on.slack.rule = () => undefined;
    await on.pass(2 * MIN);
    expect(on.discord.shown()).toEqual(['a v3', 'w v2', 'b v1']);
    expect(on.slack.shown().sort()).toEqual(['a v3', 'b v1', 'probe-slack v1', 'w v2']);
  });

  it('go to the first channel that stands in, and are edited there through their life', async () => {
    const on = await stage();
    on.contents.fallback['slack'] = ['discord:7', 'desk:alerts'];
    on.put('a');
    on.put('w', { urgency: 'warning' });
    await on.pass(2000);
    on.slack.rule = () => 'not-sent';
    on.put('b');
    on.put('x', { urgency: 'warning' });
    await on.pass(40_000);
    expect(on.discord.shown()).toEqual(['b v1 for slack']);
    expect((await on.deliveries()).filter(({ carries }) => carries)).toMatchObject([
      { id: 'b@discord:7', carries: 'slack', sent: 1 },
    ]);
    on.put('b', over);
    on.put('c');
    await on.pass(10_000);
    expect(on.discord.shown()).toEqual(['b v2 for slack', 'c v1 for slack']);
    on.slack.rule = () => undefined;
    await on.pass(2 * MIN);
    expect(on.slack.shown()).toEqual(['a v1', 'w v1', 'c v1', 'x v1', 'b v2']);
    on.put('c', over);
    await on.pass(10_000);
    // Once Slack has its own, nothing says any more that it cannot be reached.
    expect(on.discord.shown()).toEqual(['b v2', 'c v2']);
    expect(on.desk.shown()).toEqual([]);
  });

  it('go to the next one when the one that stands in is down too, and all is delivered when both are back', async () => {
    const on = await stage();
    on.contents.fallback['slack'] = ['discord:7', 'desk:alerts'];
    on.contents.fallback['discord'] = ['slack:C1', 'desk:alerts'];
    await down(on, 'slack', 'discord');
    on.put('a', { channels: ['slack:C1', 'discord:C1'] });
    await on.pass(10 * MIN, 500);
    expect(on.outbox.state()).toMatchObject({ down: ['slack', 'discord'], pending: 4 });
    expect(on.desk.shown()).toEqual(['a v1 for slack']);
    expect(on.outbox.state().oldestCriticalMs).toBe(10 * MIN);
    on.slack.rule = on.discord.rule = () => undefined;
    await on.pass(2 * MIN);
    expect(on.slack.shown()).toEqual(['a v1', 'probe-slack v1']);
    expect(on.discord.shown()).toEqual(['a v1', 'probe-discord v1']);
    expect(on.outbox.state()).toMatchObject({ down: [], pending: 0, oldestCriticalMs: 0 });
  });

  it('that ended meanwhile are not carried any more', async () => {
    const on = await stage();
    on.contents.fallback['slack'] = ['discord:7'];
    on.slack.rule = () => 'not-sent';
    on.put('a');
    await on.pass(10_000);
    on.put('a', over);
    await on.pass(MIN);
    expect(on.discord.shown()).toEqual([]);
  });
});

describe('after ten minutes', () => {
  it('everything is delivered, most urgent first, without a flood, and what ended unseen in one card', async () => {
    const on = await stage();
    await down(on, 'slack');
    for (let n = 0; n < 20; n += 1) on.put(`gone${n}`, { urgency: 'critical' });
    for (let n = 0; n < 8; n += 1) on.put(`w${n}`, { urgency: 'warning' });
    for (let n = 0; n < 4; n += 1) on.put(`c${n}`);
    await on.pass(5 * MIN, 500);
    for (let n = 0; n < 20; n += 1) on.put(`gone${n}`, over);
    await on.pass(5 * MIN, 500);
    on.slack.rule = () => undefined;
    await on.pass(10 * MIN);
    const shown = on.slack.shown();
    expect(shown.slice(0, 4)).toEqual(['c0 v1', 'c1 v1', 'c2 v1', 'c3 v1']);
    expect(shown.slice(4, 12)).toEqual(Array.from({ length: 8 }, (_, n) => `w${n} v1`));
    expect(shown[12]).toBe('probe-slack v1');
    const gone = Array.from({ length: 20 }, (_, n) => `gone${n}`).sort();
    expect(shown.slice(13)).toEqual([`digest ${gone.join(',')}`]);
    expect(
      most(
        on.slack.visible().map(({ at }) => at),
        MIN,
      ),
    ).toBeLessThanOrEqual(10);
    expect(on.outbox.state().pending).toBe(0);
    // What a digest told is done with, unless it comes back.
    on.put('gone1', over);
    on.put('gone2', { urgency: 'critical', over: false });
    await on.pass(MIN);
    expect(on.slack.shown().slice(14)).toEqual(['gone2 v3']);
  });

  it('very many that ended unseen are told in portions, each of them once', async () => {
    const on = await stage();
    const ids = Array.from({ length: 2 * MOST_TOGETHER + 10 }, (_, n) => `gone${n}`);
    for (const id of ids) on.set(id, over);
    on.outbox.changed(ids);
    await on.pass(MIN, 1000);
    const told = on.slack.shown().map((title) => title.replace('digest ', '').split(','));
    expect(told.map(({ length }) => length)).toEqual([MOST_TOGETHER, MOST_TOGETHER, 10]);
    expect(told.flat().sort()).toEqual([...ids].sort());
    expect(on.outbox.state().pending).toBe(0);
  });

  it('three that ended unseen get a card each', async () => {
    const on = await stage();
    for (const id of ['a', 'b', 'c']) on.set(id, over);
    on.outbox.changed(['a', 'b', 'c']);
    await on.pass(10_000);
    expect(on.slack.shown()).toEqual(['a v1', 'b v1', 'c v1']);
  });

  it.each(['lost', 'vanished', 'not-sent'] as const)('a digest that is %s comes once', async (fault) => {
    const on = await stage();
    on.slack.fail(fault);
    for (const id of ['a', 'b', 'c', 'd']) on.set(id, over);
    on.outbox.changed(['a', 'b', 'c', 'd']);
    await on.pass(MIN);
    expect(on.slack.shown()).toEqual(['digest a,b,c,d']);
    expect(on.outbox.state().pending).toBe(0);
  });
});
