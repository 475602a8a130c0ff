import { describe, expect, it } from 'vitest';
import { stage } from './stage.ts';

describe('looks for what may be there', () => {
  it('hold up nothing that is new while they fail', async () => {
    const on = await stage();
    on.slack.fail('vanished');
    on.slack.rule = ({ what }) => (what === 'find' ? 'not-sent' : undefined);
    on.put('a');
    await on.pass(60_000);
    on.put('b');
    await on.pass(100);
    expect(on.slack.shown()).toEqual(['b v1']);
    on.slack.rule = () => undefined;
    await on.pass(61_000);
    expect(on.slack.shown()).toEqual(['b v1', 'a v1']);
  });

  it('hold up nothing that is new while the platform limits them', async () => {
    const on = await stage();
    on.slack.fail('vanished');
    on.slack.rule = ({ what }) => (what === 'find' ? { limitedMs: 60_000 } : undefined);
    on.put('a');
    await on.pass(10_000);
    on.put('b', { urgency: 'warning' });
    await on.pass(100);
    expect(on.slack.shown()).toEqual(['b v1']);
  });

  it('come after every critical that was never sent', async () => {
    const on = await stage();
    on.slack.fail('lost', 'not-sent');
    for (const id of ['a', 'b', 'c']) on.put(id);
    await on.pass(20_000);
    expect(on.slack.requests.map(({ what, ok }) => `${what} ${ok ? 'ok' : 'failed'}`).slice(0, 5)).toEqual([
      'announce ok',
      'announce failed',
      'announce ok',
      'announce ok',
      'find ok',
    ]);
    expect(on.slack.shown()).toEqual(['a v1', 'b v1', 'c v1']);
  });

  it.each(['not-sent', { limitedMs: 2000 }] as const)(
    'are not made for what is known not to be there: %j',
    async (fault) => {
      const on = await stage();
      on.slack.fail(fault, fault);
      on.put('a');
      await on.pass(20_000);
      expect(on.slack.requests.map(({ what }) => what)).toEqual(['announce', 'announce', 'announce']);
      expect(on.slack.shown()).toEqual(['a v1']);
    },
  );

  it('are few while they fail', async () => {
    const on = await stage();
    on.slack.fail('vanished');
    on.slack.rule = ({ what }) => (what === 'find' ? 'not-sent' : undefined);
    for (let n = 0; n < 20; n += 1) on.put(`c${n}`);
    await on.pass(10 * 60_000, 500);
    const looks = on.slack.requests.filter(({ what }) => what === 'find');
    expect(looks.length).toBeLessThanOrEqual(16);
  });
});
