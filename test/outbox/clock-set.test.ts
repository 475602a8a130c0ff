import { describe, expect, it } from 'vitest';
import { stage } from './stage.ts';

const HOUR_MS = 3_600_000;

describe('a clock that is set while a platform is away', () => {
  it.each([-HOUR_MS, -6 * HOUR_MS, 6 * HOUR_MS])(
    'by %i ms: what is owed leaves when it is back',
    async (shift) => {
      const on = await stage();
      on.put('a');
      await on.pass(100);
      on.slack.rule = () => 'not-sent';
      on.put('a', { urgency: 'over', over: true });
      on.put('b');
      await on.pass(40_000);
      on.clock.shift(shift);
      await on.pass(5000);
      on.slack.rule = () => undefined;
      await on.pass(70_000);
      expect(on.slack.shown()).toEqual(['a v2', 'b v1']);
    },
  );

  it('back, while the platform asks to wait: it waits that long and no longer', async () => {
    const on = await stage();
    on.slack.fail({ limitedMs: 30_000 });
    on.put('a');
    await on.pass(1000);
    on.clock.shift(-HOUR_MS);
    await on.pass(35_000);
    expect(on.slack.shown()).toEqual(['a v1']);
  });

  it('back, while an answer is missing: it is looked for and goes on', async () => {
    const on = await stage();
    on.slack.fail('lost');
    on.put('a');
    await on.pass(500);
    on.clock.shift(-HOUR_MS);
    await on.pass(20_000);
    expect(on.slack.shown()).toEqual(['a v1']);
    on.put('a', { urgency: 'over', over: true });
    await on.pass(20_000);
    expect(on.slack.shown()).toEqual(['a v2']);
  });

  it('back, between edits of one card: the next one leaves', async () => {
    const on = await stage();
    for (let n = 0; n < 6; n++) {
      on.put('a');
      await on.pass(1000);
    }
    on.clock.shift(-HOUR_MS);
    on.put('a');
    await on.pass(15_000);
    expect(on.slack.shown()).toEqual(['a v7']);
  });

  it('back, while an edit may still arrive: the next one leaves when it can arrive no more', async () => {
    const on = await stage();
    on.put('a');
    await on.pass(2000);
    on.slack.fail({ lateMs: 4000 });
    on.put('a');
    await on.pass(500);
    on.clock.shift(-7 * HOUR_MS);
    on.put('a', { urgency: 'over', over: true });
    await on.pass(20_000);
    expect(on.slack.shown()).toEqual(['a v3']);
  });

  it('back, and the platform has the right time: what was posted is found by it', async () => {
    const on = await stage();
    const find = on.slack.find.bind(on.slack);
    // Messages are younger than what our clock showed when the card was made.
    on.slack.find = (channel, key, since) =>
      since > on.clock.now() ? Promise.resolve('none') : find(channel, key, since);
    on.put('a');
    on.slack.fail('lost');
    on.clock.shift(-7 * HOUR_MS);
    await on.pass(60_000);
    expect(on.slack.shown()).toEqual(['a v1']);
  });
});
