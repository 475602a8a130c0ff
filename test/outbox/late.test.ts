import { describe, expect, it } from 'vitest';
import { stage } from './stage.ts';

const over = { urgency: 'over', over: true } as const;

describe('a slow platform', () => {
  it.each([500, 2000, 4000])('that posts %i ms after we gave up shows one card', async (lateMs) => {
    const on = await stage();
    on.slack.fail({ lateMs });
    on.put('a');
    await on.pass(30_000);
    expect(on.slack.shown()).toEqual(['a v1']);
    expect(on.outbox.state()).toMatchObject({ pending: 0, dead: [] });
  });

  it.each([500, 2000, 4000])(
    'that edits %i ms after we gave up shows the newest in the end',
    async (lateMs) => {
      const on = await stage();
      on.put('a');
      await on.pass(20_000);
      on.slack.fail({ lateMs });
      on.put('a');
      await on.pass(50, 50);
      on.put('a');
      await on.pass(30_000);
      expect(on.slack.shown()).toEqual(['a v3']);
    },
  );

  it('holds up nothing else meanwhile', async () => {
    const on = await stage();
    on.slack.fail({ lateMs: 4000 });
    on.put('a');
    on.put('b', { urgency: 'warning' });
    await on.pass(4000);
    expect(on.slack.shown()).toContain('b v1');
    await on.pass(10_000);
    expect(on.slack.shown().sort()).toEqual(['a v1', 'b v1']);
  });
});

describe('searches that fail', () => {
  it('give nothing back to the budget', async () => {
    const on = await stage();
    const start = on.clock.now();
    for (let n = 0; n < 20; n += 1) on.put(`c${n}`);
    await on.pass(8500);
    on.slack.fail('vanished');
    let finds = 0;
    on.slack.rule = ({ what }) => (what === 'find' && (finds += 1) < 4 ? 'not-sent' : undefined);
    await on.pass(51_000);
    const within = on.slack.visible().filter(({ at }) => at < start + 60_000);
    expect(within.length).toBeLessThanOrEqual(10);
  });
});

describe('a digest', () => {
  it('does not tell what has come back since as over', async () => {
    const on = await stage();
    on.slack.canFind = false;
    on.slack.rule = () => 'not-sent';
    for (const id of ['a', 'b', 'c', 'd', 'e']) on.put(id);
    await on.pass(1000);
    for (const id of ['a', 'b', 'c', 'd', 'e']) on.put(id, over);
    await on.pass(40_000);
    on.slack.rule = ({ title }) => (title.startsWith('digest') ? 'vanished' : undefined);
    await on.pass(40_000);
    on.slack.rule = ({ what }) => (what === 'announce' ? 'not-sent' : undefined);
    on.put('a', { urgency: 'critical', over: false });
    on.slack.rule = ({ title }) => (title.startsWith('a ') ? 'not-sent' : undefined);
    await on.pass(120_000);
    on.slack.rule = () => undefined;
    await on.pass(11 * 60_000, 500);
    const digests = on.slack.shown().filter((title) => title.startsWith('digest'));
    expect(digests.filter((title) => title.slice(7).split(',').includes('a'))).toEqual([]);
    expect(on.slack.shown()).toContain('a v3');
  });

  it.each([500, 2000, 4000])('that arrives %i ms after we gave up comes once', async (lateMs) => {
    const on = await stage();
    for (const id of ['a', 'b', 'c', 'd', 'e']) on.set(id, over);
    on.slack.fail({ lateMs });
    on.outbox.changed(['a', 'b', 'c', 'd', 'e']);
    await on.pass(60_000);
    expect(on.slack.shown()).toEqual(['digest a,b,c,d,e']);
    expect(on.outbox.state().pending).toBe(0);
  });

  it('of nothing is not posted', async () => {
    const on = await stage();
    on.slack.canFind = false;
    on.slack.rule = () => 'not-sent';
    for (const id of ['a', 'b', 'c', 'd']) on.put(id);
    await on.pass(1000);
    for (const id of ['a', 'b', 'c', 'd']) on.put(id, over);
    on.slack.rule = ({ title }) => (title.startsWith('digest') ? 'vanished' : undefined);
    await on.pass(40_000);
    for (const id of ['a', 'b', 'c']) on.put(id, { urgency: 'critical', over: false });
    on.put('d', { urgency: 'critical', over: false });
    on.slack.rule = () => undefined;
    await on.pass(120_000);
    on.put('a', over);
    await on.pass(120_000);
    expect(on.slack.shown().filter((title) => title.startsWith('digest'))).toEqual([]);
  });
});
