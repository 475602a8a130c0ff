import { describe, expect, it } from 'vitest';
import { stage } from './stage.ts';

describe('a platform that says slow down', () => {
  it('is left alone for so long, nothing is lost, and the most urgent goes first afterwards', async () => {
    const on = await stage();
    const start = on.clock.now();
    on.slack.fail({ limitedMs: 20_000 });
    on.put('w', { urgency: 'warning' });
    await on.pass(100);
    on.put('c');
    await on.pass(30_000);
    expect(on.slack.shown()).toEqual(['c v1', 'w v1']);
    expect(on.slack.visible()[0]?.at).toBe(start + 20_000);
    expect(on.counts).toEqual({ 'slack failed': 1, 'slack ok': 2 });
    expect(on.outbox.state().down).toEqual([]);
  });

  it('waits a little longer than asked, by chance, and never forever', async () => {
    const on = await stage({ random: () => 0.999 });
    const start = on.clock.now();
    on.slack.fail({ limitedMs: 10_000 }, { limitedMs: 1e12 });
    on.put('a');
    await on.pass(20 * 60_000, 500);
    expect(on.slack.requests[1]?.at).toBeGreaterThanOrEqual(start + 10_900);
    expect(on.slack.shown()).toEqual(['a v1']);
  });

  it('holds up its own channel only', async () => {
    const on = await stage();
    on.slack.fail({ limitedMs: 60_000 });
    on.put('a', { channels: ['slack:C1', 'slack:C2'] });
    await on.pass(1000);
    expect([on.slack.shown('C1'), on.slack.shown('C2')]).toEqual([[], ['a v1']]);
  });
});

describe('a passing failure', () => {
  it('is tried again after 1, 2, 4 s and so on', async () => {
    const on = await stage();
    const start = on.clock.now();
    on.slack.fail('not-sent', 'not-sent', 'not-sent', 'not-sent');
    on.put('a');
    await on.pass(20_000);
    expect(on.slack.requests.map(({ at }) => at - start)).toEqual([0, 1000, 3000, 7000, 15_000]);
    expect(on.slack.shown()).toEqual(['a v1']);
  });

  it.each([
    ['lost', true, 1],
    ['vanished', true, 1],
    ['lost', false, 2],
    ['vanished', false, 1],
  ] as const)(
    'an announcement %s is looked for (can look: %s) and there %i times',
    async (fault, canFind, count) => {
      const on = await stage();
      on.slack.canFind = canFind;
      on.slack.fail(fault);
      on.put('a');
      await on.pass(200);
      on.put('a');
      await on.pass(10_000);
      expect(on.slack.shown().filter((title) => title === 'a v2')).toHaveLength(1);
      expect(on.slack.messages()).toHaveLength(count);
      expect(new Set(on.slack.messages().map(({ key }) => key)).size).toBe(1);
    },
  );

  it('an edit whose answer was lost is simply repeated', async () => {
    const on = await stage();
    on.slack.fail(undefined, 'lost');
    on.put('a');
    await on.pass(100);
    on.put('a');
    await on.pass(10_000);
    expect(on.slack.visible().map(({ what }) => what)).toEqual(['announce', 'update', 'update']);
  });

  it('one message that never gets through does not hold up the others for good', async () => {
    const on = await stage();
    on.slack.rule = ({ title }) => (title.startsWith('poison') ? 'not-sent' : undefined);
    on.put('poison');
    for (const id of ['a', 'b', 'c']) on.put(id);
    await on.pass(15 * 60_000, 500);
    expect(on.slack.shown().sort()).toEqual(['a v1', 'b v1', 'c v1']);
    expect(on.outbox.state().dead).toMatchObject([{ message: 'poison', code: 'not-sent' }]);
  });
});

describe('a refusal', () => {
  it('makes a dead letter, seen in the state, tried again every ten minutes and when it changes', async () => {
    const on = await stage();
    on.slack.rule = ({ what }) => (what === 'find' ? undefined : 'refused');
    on.put('a');
    on.put('b');
    await on.pass(60_000);
    expect(on.slack.requests).toHaveLength(2);
    expect(on.outbox.state()).toMatchObject({
      pending: 0,
      dead: [
        { message: 'a', channel: 'slack:C1', code: 'refused', why: 'it was refused' },
        { message: 'b', channel: 'slack:C1' },
      ],
      down: [],
    });
    expect(on.undeliverable).toEqual([['slack:C1', 'it was refused']]);
    expect((await on.deliveries())[0]?.dead).toMatchObject({ code: 'refused' });
    on.put('a');
    await on.pass(1000);
    expect(on.slack.requests).toHaveLength(3);
    await on.pass(11 * 60_000, 1000);
    expect(on.slack.requests).toHaveLength(5);
    on.slack.rule = () => undefined;
    await on.pass(11 * 60_000, 1000);
    expect(on.slack.shown().sort()).toEqual(['a v2', 'b v1']);
    expect(on.outbox.state().dead).toEqual([]);
    expect(on.undeliverable).toEqual([
      ['slack:C1', 'it was refused'],
      ['slack:C1', undefined],
    ]);
    expect((await on.deliveries()).some(({ dead }) => dead)).toBe(false);
  });

  it('a fault of ours in one card lets the others through', async () => {
    const on = await stage();
    on.slack.rule = ({ title }) => (title.startsWith('odd') ? 'broken' : undefined);
    on.put('odd');
    on.put('a');
    await on.pass(5000);
    expect(on.slack.shown()).toEqual(['a v1']);
    expect(on.outbox.state().dead).toMatchObject([{ message: 'odd', code: 'airdesk.internal' }]);
  });

  it('is known after a restart, and tried at once', async () => {
    const on = await stage();
    on.slack.fail('refused');
    on.put('a');
    await on.pass(1000);
    on.slack.rule = () => 'refused';
    await on.restart();
    await on.pass(1000);
    expect(on.undeliverable).toHaveLength(2);
    on.slack.rule = () => undefined;
    await on.restart();
    await on.pass(1000);
    expect(on.slack.shown()).toEqual(['a v1']);
    expect(on.undeliverable.at(-1)).toEqual(['slack:C1', undefined]);
  });
});
