import { describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/errors.ts';
import { stage, type Stage } from './stage.ts';

const MINUTE_MS = 60_000;
const HINT = { en: 'wait', zh: '等待' };

/** Edits of what was posted longer ago than this are refused, for so long (0: for good). */
function windowOn(on: Stage, windowMs: number, retryAfterMs = 0): void {
  const postedAt = new Map<string, number>();
  const announce = on.slack.announce.bind(on.slack);
  const update = on.slack.update.bind(on.slack);
  on.slack.announce = async (...args) => {
    const ref = await announce(...args);
    postedAt.set(ref.messageId, on.clock.now());
    return ref;
  };
  on.slack.update = async (ref, card) => {
    if (on.clock.now() - (postedAt.get(ref.messageId) ?? 0) <= windowMs) return update(ref, card);
    throw new DeliveryError('too old', {
      code: 'stuck',
      hint: HINT,
      fate: 'refused',
      onlyThis: true,
      ...(retryAfterMs > 0 && { retryAfterMs, retryable: true, fate: 'not-sent' }),
    });
  };
}

/** The platforms of a stage are read when it begins. */
async function withWindow(windowMs: number, retryAfterMs = 0): Promise<Stage> {
  const on = await stage();
  windowOn(on, windowMs, retryAfterMs);
  await on.restart();
  return on;
}

describe('a message that cannot be edited any more', () => {
  it('is followed by one for what people must know, and by none for what only changes', async () => {
    const on = await withWindow(MINUTE_MS);
    on.put('a');
    await on.pass(5 * MINUTE_MS, 1000);
    on.put('a');
    on.outbox.hurry('a');
    await on.pass(1000);
    expect(on.slack.shown()).toEqual(['a v1', 'a v2']);
    for (let minute = 0; minute < 25; minute += 1) {
      on.put('a');
      await on.pass(MINUTE_MS, 1000);
    }
    on.put('a', { urgency: 'over', over: true });
    await on.pass(1000);
    // Within its first minute the second card was edited.
    expect(on.slack.shown()).toEqual(['a v1', 'a v3', 'a v28']);
    await on.pass(3 * 60 * MINUTE_MS, 10_000);
    expect(on.slack.messages()).toHaveLength(3);
  });

  it('is replaced about hourly while it only changes', async () => {
    const on = await withWindow(MINUTE_MS);
    on.put('a');
    for (let minute = 0; minute < 6 * 60; minute += 1) {
      await on.pass(MINUTE_MS, 5000);
      on.put('a');
    }
    await on.pass(1000);
    expect(on.slack.messages().length).toBeGreaterThanOrEqual(6);
    expect(on.slack.messages().length).toBeLessThanOrEqual(7);
  });

  it('is no flood where the state goes to and fro', async () => {
    const on = await withWindow(0);
    on.put('a');
    for (let turn = 0; turn < 60; turn += 1) {
      await on.pass(MINUTE_MS, 5000);
      on.put('a', turn % 2 === 0 ? { urgency: 'over', over: true } : { urgency: 'critical', over: false });
    }
    on.put('a', { urgency: 'over', over: true });
    await on.pass(6 * MINUTE_MS, 1000);
    expect(on.slack.messages().length).toBeLessThanOrEqual(15);
    expect(on.slack.shown().at(-1)).toBe('a v62');
  });

  it('holds up neither its channel nor other edits, and no platform counts as down', async () => {
    const on = await withWindow(60 * MINUTE_MS, 10 * MINUTE_MS);
    on.put('old', { urgency: 'warning' });
    await on.pass(70 * MINUTE_MS, 10_000);
    on.put('young');
    await on.pass(2000);
    on.put('old');
    await on.pass(200);
    const start = on.clock.now();
    on.put('new');
    on.put('young');
    await on.pass(1500);
    expect(on.slack.shown()).toEqual(['old v1', 'young v2', 'new v1']);
    expect(on.slack.requests.find(({ title }) => title === 'new v1')?.at).toBeLessThanOrEqual(start + 1000);
    expect(on.outbox.state().down).toEqual([]);
    expect(on.outbox.state().dead).toEqual([]);
    await on.pass(20 * MINUTE_MS, 5000);
    expect(on.slack.shown()).toEqual(['old v1', 'young v2', 'new v1', 'old v2']);
  });

  it('is edited after all where the platform asks for a few seconds only', async () => {
    const on = await stage();
    on.slack.fail(undefined, { stuckMs: 5000 });
    on.put('a');
    await on.pass(2000);
    on.put('a', { urgency: 'over', over: true });
    await on.pass(6000);
    expect(on.slack.shown()).toEqual(['a v2']);
  });

  it('is not replaced again after a restart, and a press on it does not bring it back', async () => {
    const on = await withWindow(MINUTE_MS);
    on.put('a');
    await on.pass(2 * MINUTE_MS, 1000);
    on.put('a', { urgency: 'over', over: true });
    await on.pass(1000);
    expect(on.slack.shown()).toEqual(['a v1', 'a v2']);
    await on.pass(2 * MINUTE_MS, 1000);
    await on.restart();
    on.outbox.seenAt('a', { platform: 'slack', channelId: 'C1', messageId: 'slack1' });
    await on.pass(30 * MINUTE_MS, 5000);
    expect(on.slack.shown()).toEqual(['a v1', 'a v2']);
  });

  it('one whose replacement got no answer is looked for, and there once', async () => {
    const on = await withWindow(MINUTE_MS);
    on.put('a');
    await on.pass(2 * MINUTE_MS, 1000);
    on.slack.fail('lost');
    on.put('a', { urgency: 'over', over: true });
    await on.pass(30_000);
    expect(on.slack.shown()).toEqual(['a v1', 'a v2']);
  });
});

describe('a limit on edits', () => {
  it('does not hold up what is new', async () => {
    const on = await stage();
    on.put('a');
    await on.pass(2000);
    on.slack.fail({ limitedMs: 10 * MINUTE_MS });
    on.put('a');
    await on.pass(100);
    on.put('b');
    await on.pass(2000);
    expect(on.slack.shown()).toEqual(['a v1', 'b v1']);
    expect(on.outbox.state().down).toEqual([]);
    await on.pass(10 * MINUTE_MS, 1000);
    expect(on.slack.shown()).toEqual(['a v2', 'b v1']);
  });
});

describe('a refusal that no table of ours knows', () => {
  it('is tried again soon, with growing pauses, and told of when it goes on', async () => {
    const on = await stage();
    const start = on.clock.now();
    on.slack.rule = () => (on.clock.now() < start + 90_000 ? 'unheard-of' : undefined);
    on.put('a');
    await on.pass(5000);
    expect(on.undeliverable).toEqual([]);
    await on.pass(5 * MINUTE_MS, 500);
    const tries = on.slack.requests.map(({ at }) => (at - start) / 1000);
    expect(tries).toEqual([0, 1, 3, 7, 15, 31, 63, 123]);
    expect(on.slack.shown()).toEqual(['a v1']);
    expect(on.undeliverable).toEqual([
      ['slack:C1', 'it was unheard-of'],
      ['slack:C1', undefined],
    ]);
  });

  it('costs nobody the way: another platform carries a critical at once, and others of the channel go on', async () => {
    const on = await stage();
    on.contents.fallback['slack'] = ['discord:D1'];
    on.slack.rule = ({ title }) => (title.startsWith('a ') ? 'unheard-of' : undefined);
    on.put('a');
    await on.pass(300);
    on.put('b');
    await on.pass(3000);
    expect(on.discord.shown()).toEqual(['a v1 for slack']);
    expect(on.slack.shown()).toEqual(['b v1']);
  });
});
