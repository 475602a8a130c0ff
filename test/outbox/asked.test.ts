import { describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/errors.ts';
import type { MessageRef } from '../../src/reply.ts';
import { stage, type Stage } from './stage.ts';

const ASKED = { asked: true, urgency: 'person', owed: 'anew' } as const;
const HINT = { en: '', zh: '' };

/** Whoever answers an ask posts it, under the key that it is given. */
function answer(on: Stage, title = 'a v1') {
  return (key: string): Promise<MessageRef> =>
    on.slack.announce('C1', { kind: 'card', tone: 'ask', title, visibility: 'channel' }, key);
}

const lost = (): Promise<never> =>
  Promise.reject(new DeliveryError('lost', { code: 'lost', hint: HINT, retryable: true, fate: 'unknown' }));
const refused = (): Promise<never> =>
  Promise.reject(new DeliveryError('no', { code: 'no', hint: HINT, fate: 'refused' }));

describe('a message that is posted in answer to an ask', () => {
  it('is brought up to date afterwards, in the same message', async () => {
    const on = await stage();
    on.set('a', ASKED);
    expect(await on.outbox.first('a', 'slack:C1', answer(on))).toBe('shown');
    on.put('a', ASKED);
    await on.pass(10);
    expect(on.slack.shown()).toEqual(['a v2']);
    expect(on.slack.visible().map(({ what }) => what)).toEqual(['announce', 'update']);
  });

  it('holds up nothing elsewhere, and is not posted a second time meanwhile', async () => {
    const on = await stage();
    on.set('a', { ...ASKED, channels: ['slack:C1', 'discord:7'] });
    let answered = (): void => undefined;
    const slow = new Promise<void>((resolve) => (answered = resolve));
    const posting = on.outbox.first('a', 'slack:C1', async (key) => {
      await slow;
      return answer(on)(key);
    });
    await on.pass(5000);
    expect(on.discord.shown()).toEqual(['a v1']);
    on.put('a', { ...ASKED, channels: ['slack:C1', 'discord:7'] });
    await on.pass(5000);
    expect([on.slack.shown(), on.discord.shown()]).toEqual([[], ['a v2']]);
    answered();
    await posting;
    await on.pass(10);
    expect([on.slack.shown(), on.discord.shown()]).toEqual([['a v2'], ['a v2']]);
  });

  it('and pressed before the answer came is edited at once', async () => {
    const on = await stage();
    on.set('a', ASKED);
    let answered = (): void => undefined;
    const slow = new Promise<void>((resolve) => (answered = resolve));
    const posting = on.outbox.first('a', 'slack:C1', async (key) => {
      const ref = await answer(on)(key);
      await slow;
      return ref;
    });
    await on.pass(10);
    on.outbox.seenAt('a', { platform: 'slack', channelId: 'C1', messageId: 'slack1' });
    on.put('a', ASKED);
    await on.pass(10);
    expect(on.slack.shown()).toEqual(['a v2']);
    answered();
    await posting;
    await on.pass(3000);
    expect(on.slack.shown()).toEqual(['a v2']);
  });

  it('whose answer is lost is looked for; where it is not there, it is posted', async () => {
    const on = await stage();
    on.set('a', ASKED);
    expect(await on.outbox.first('a', 'slack:C1', lost)).toBe('lost');
    await on.pass(10_000);
    expect(on.slack.shown()).toEqual(['a v1']);
    on.set('b', ASKED);
    const arrives = answer(on, 'b v1');
    await on.outbox.first('b', 'slack:C1', async (key) => {
      await arrives(key);
      return lost();
    });
    on.put('b', ASKED);
    await on.pass(10_000);
    expect(on.slack.shown()).toEqual(['a v1', 'b v2']);
  });

  it('that is refused is not owed: whoever posts it decides', async () => {
    const on = await stage();
    on.set('a', ASKED);
    await expect(on.outbox.first('a', 'slack:C1', refused)).rejects.toThrow('no');
    on.put('a', { ...ASKED, owed: 'where-shown' });
    await on.pass(10_000);
    expect(on.slack.shown()).toEqual([]);
    expect(on.outbox.owes('a')).toBe(false);
  });

  it('survives a kill before its place was written down', async () => {
    const on = await stage();
    on.set('a', ASKED);
    void on.outbox.first('a', 'slack:C1', async (key) => {
      await answer(on)(key);
      return new Promise(() => undefined);
    });
    await on.pass(10);
    on.set('a', { ...ASKED, owed: 'where-shown', over: true });
    await on.restart();
    await on.pass(10_000);
    expect(on.slack.shown()).toEqual(['a v2']);
  });
});

describe('a request of a process that was killed', () => {
  it('that posts it after the next one has looked leaves no second message', async () => {
    const on = await stage();
    on.set('a', ASKED);
    on.slack.fail({ lateMs: 3000 });
    void on.outbox.first('a', 'slack:C1', answer(on)).catch(() => undefined);
    await on.pass(10);
    on.set('a', { ...ASKED, owed: 'where-shown', over: true });
    await on.restart();
    await on.pass(20_000);
    expect(on.slack.shown()).toEqual(['a v2']);
  });

  it('that edits it after the next one has is not what stays', async () => {
    const on = await stage();
    on.put('a', ASKED);
    await on.pass(2000);
    on.slack.fail({ lateMs: 3000 });
    on.put('a', ASKED);
    await on.pass(10);
    on.set('a', { ...ASKED, over: true });
    await on.restart();
    await on.pass(1000);
    expect(on.slack.shown()).toEqual(['a v3']);
    // What arrives late shows again what was before.
    const [message] = on.slack.messages();
    if (message) message.card = { ...message.card, title: 'a v2' };
    await on.pass(20_000);
    expect(on.slack.shown()).toEqual(['a v3']);
  });
});

describe('what is owed of it', () => {
  it('is not posted anywhere where it is only to be brought up to date', async () => {
    const on = await stage();
    on.put('a', { ...ASKED, owed: 'where-shown' });
    await on.pass(10_000);
    expect(on.slack.requests).toEqual([]);
  });

  it.each([
    ['anew', 2],
    ['once', 1],
    ['where-shown', 1],
  ] as const)('after somebody deleted it (%s)', async (owed, posts) => {
    const on = await stage();
    on.put('a', { ...ASKED, over: true });
    await on.pass(10);
    on.slack.delete(0);
    on.put('a', { ...ASKED, over: true, owed });
    await on.pass(10_000);
    expect(on.slack.visible().filter(({ what }) => what === 'announce')).toHaveLength(posts);
  });

  it('never stands in one card with others, and alarms nobody when it is refused', async () => {
    const on = await stage();
    on.slack.rule = () => 'refused';
    for (const id of ['a', 'b', 'c', 'd', 'e']) on.put(id, { ...ASKED, over: true, urgency: 'info' });
    await on.pass(10_000);
    expect(on.undeliverable).toEqual([]);
    expect(on.outbox.state().dead).toEqual([]);
    on.slack.rule = () => undefined;
    await on.pass(700_000, 1000);
    expect(on.slack.shown().sort()).toEqual(['a v1', 'b v1', 'c v1', 'd v1', 'e v1']);
  });

  it('uses up nothing of what alerts may send', async () => {
    const on = await stage();
    on.put('a', ASKED);
    for (let n = 0; n < 40; n += 1) {
      on.put('a', ASKED);
      await on.pass(500);
    }
    on.put('alert', { urgency: 'warning' });
    await on.pass(1100);
    expect(on.slack.shown()).toContain('alert v1');
  });
});

describe('who waits until it is shown', () => {
  it('waits for what is under way, but not for a platform that takes nothing', async () => {
    const on = await stage();
    on.put('a', ASKED);
    let isSettled = false;
    void on.outbox.settled('a').then(() => (isSettled = true));
    await on.pass(10);
    expect(isSettled).toBe(true);
    on.slack.rule = () => 'not-sent';
    on.put('a', ASKED);
    isSettled = false;
    void on.outbox.settled('a').then(() => (isSettled = true));
    await on.pass(10);
    expect(isSettled).toBe(true);
    expect(on.outbox.owes('a')).toBe(true);
  });
});
