import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeliveryError } from '../../../src/errors.ts';
import type { Actor, Intent, Place } from '../../../src/intent.ts';
import type { Card, Form } from '../../../src/reply.ts';
import type { FakeMessage, TypedCommand } from '../../fakes/discord/fake-discord.ts';
import { buttonsOf, visibleText } from '../../fakes/discord/visible-text.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { settled } from '../../contract/passing-time.ts';
import { CHEN, LEAD, ON_AIR } from './people.ts';
import { type Setup, startDiscord } from './start-discord.ts';

const LIST: TypedCommand = { words: ['stream', 'list'], options: [] };
const CARD: Card = { kind: 'card', tone: 'info', title: 'Streams', lines: ['one'], visibility: 'channel' };
const ASK: Card = { ...CARD, tone: 'ask', buttons: [{ id: 'confirm:p1', label: 'Confirm' }] };
const SECRET: Card = { ...CARD, title: 'Push key', visibility: 'asker' };

let clock: TestClock;
let setup: Setup;
let place: Place;
let actor: Actor;

/** The next intent after what `ask` does. */
async function asked(ask: () => Promise<unknown>): Promise<Intent> {
  const before = setup.intents.length;
  await ask();
  await vi.waitFor(() => expect(setup.intents).toHaveLength(before + 1), { timeout: 60_000 });
  return setup.intents[before]!;
}

beforeEach(async () => {
  clock = createTestClock();
  setup = await startDiscord({ clock });
  ({ place, actor } = await asked(() => setup.fake.command(setup.wire, LEAD, ON_AIR, LIST)));
});
afterEach(() => setup.stop());

function messages(): readonly FakeMessage[] {
  return setup.fake.messages(ON_AIR);
}

function texts(): string[] {
  return messages().map(({ components, content }) => visibleText(components, content));
}

function placeholders(): number {
  return setup.fake.guild.messages.filter(({ loading, deleted }) => loading && !deleted).length;
}

function callsOf(route: string) {
  return setup.fake.calls.filter((call) => call.route === route);
}

/** Settles `work` while time passes. */
function whileTimePasses<T>(work: Promise<T>, stepMs = 1_000): Promise<T> {
  return settled(clock, work, stepMs);
}

function failed(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('posting', () => {
  it('posts to the channel, takes "thinking…" away, and edits what it posted', async () => {
    const ref = await setup.adapter.post(place, actor, ASK);
    expect(ref).toMatchObject({ platform: 'discord', channelId: ON_AIR });
    await vi.waitFor(() => expect(placeholders()).toBe(0), { timeout: 60_000 });
    expect(await setup.adapter.edit(ref!, { ...CARD, tone: 'success', title: 'Done' })).toEqual(ref);
    expect(texts()).toEqual(['✅ Done\none']);
    expect(messages()).toMatchObject([{ edits: 1 }]);
    expect(messages()[0]!.onlyFor).toBeUndefined();
    expect(buttonsOf(messages()[0]!.components)).toEqual([]);
  });

  it('closes mentions and gives every message a nonce of its own', async () => {
    await setup.adapter.post(place, actor, CARD);
    await setup.adapter.post(place, actor, CARD);
    const bodies = callsOf('create message').map(({ body }) => body as Record<string, unknown>);
    for (const body of bodies) {
      expect(body).toMatchObject({ allowed_mentions: { parse: [] }, enforce_nonce: true });
    }
    expect(new Set(bodies.map(({ nonce }) => nonce)).size).toBe(2);
  });

  it('tells the asker alone what is for the asker, first in place of "thinking…", then beside it', async () => {
    expect(await setup.adapter.post(place, actor, SECRET)).toBeUndefined();
    expect(await setup.adapter.post(place, actor, { ...SECRET, title: 'More' })).toBeUndefined();
    expect(texts()).toEqual(['ℹ️ Push key\none', 'ℹ️ More\none']);
    expect(messages().every(({ onlyFor }) => onlyFor === LEAD.id)).toBe(true);
    expect(placeholders()).toBe(0);
  });

  it('tells the asker of a press alone, too', async () => {
    await setup.adapter.post(place, actor, ASK);
    const press = await asked(() => setup.fake.press(setup.wire, CHEN, messages()[0]!, 'confirm:p1'));
    await setup.adapter.post(press.place, press.actor, SECRET);
    expect(messages().map(({ onlyFor }) => onlyFor)).toEqual([undefined, CHEN.id]);
  });

  it('never shows to the channel what is for one person, when the ticket is too old', async () => {
    clock.advance(15 * 60_000);
    const error = await failed(setup.adapter.post(place, actor, SECRET));
    expect(error).toMatchObject({ code: 'discord.no-ticket', retryable: false });
    const restarted: Place = { platform: 'discord', channelId: ON_AIR };
    expect(await failed(setup.adapter.post(restarted, actor, SECRET))).toMatchObject({
      code: 'discord.no-ticket',
    });
    expect(texts()).toEqual([]);
  });

  it('edits a card long after the ticket has ended', async () => {
    const ref = await setup.adapter.post(place, actor, ASK);
    clock.advance(24 * 3_600_000);
    expect(await setup.adapter.edit(ref!, { ...CARD, title: 'Done' })).toEqual(ref);
    expect(texts()).toEqual(['ℹ️ Done\none']);
  });

  it('posts a deleted card anew', async () => {
    const ref = await setup.adapter.post(place, actor, ASK);
    setup.fake.guild.messages.find(({ id }) => id === ref!.messageId)!.deleted = true;
    const next = await setup.adapter.edit(ref!, { ...CARD, title: 'Done' });
    expect(next.messageId).not.toBe(ref!.messageId);
    expect(texts()).toEqual(['ℹ️ Done\none']);
    expect(await setup.adapter.edit(next, CARD)).toEqual(next);
  });

  it('edits an ephemeral message for its only reader, and never puts it into the channel', async () => {
    await setup.adapter.post(place, actor, { ...SECRET, buttons: [{ id: 'a', label: 'Again' }] });
    const press = await asked(() => setup.fake.press(setup.wire, LEAD, messages()[0]!, 'a'));
    if (press.kind !== 'press') throw new Error('not a press');
    await setup.adapter.edit(press.message, { ...SECRET, title: 'New key' });
    expect(messages()).toMatchObject([{ onlyFor: LEAD.id, edits: 1 }]);
    clock.advance(15 * 60_000);
    expect(await failed(setup.adapter.edit(press.message, SECRET))).toMatchObject({
      code: 'discord.no-ticket',
    });
    expect(texts()).toEqual(['ℹ️ New key\none']);
  });

  it('tells the asker also when "thinking…" was dismissed', async () => {
    setup.fake.guild.messages[0]!.deleted = true;
    await whileTimePasses(setup.adapter.post(place, actor, SECRET), 200);
    expect(messages()).toMatchObject([{ onlyFor: LEAD.id }]);
  });

  it('sends a compact card with its buttons when Discord refuses the full one', async () => {
    setup.fake.fault({ route: 'create message', kind: 'error', status: 400, code: 50_035 });
    await setup.adapter.post(place, actor, ASK);
    expect(texts()).toEqual(['❓ Streams\none']);
    expect(buttonsOf(messages()[0]!.components)).toMatchObject([{ id: 'confirm:p1' }]);
  });

  it('opens no form after something else was the first answer', async () => {
    const form: Form = { kind: 'form', id: 'f', title: 'Drop', submit: 'Preview', fields: [] };
    expect(setup.adapter.capabilities).toEqual({ formFields: 5, formsAgain: 'never' });
    expect(await failed(setup.adapter.post(place, actor, form))).toMatchObject({ code: 'discord.no-forms' });
  });
});

describe('where the bot may not write', () => {
  it.each([
    [50_001, 'View Channel', '查看频道'],
    [50_013, 'Send Messages', '发送消息'],
    [10_003, 'no longer exists', '已不存在'],
  ] as const)('answers the interaction on %s, and says what is missing', async (code, en, zh) => {
    setup.fake.guild.closed.set(ON_AIR, code);
    const ref = await setup.adapter.post(place, actor, ASK);
    expect(messages().map(({ onlyFor }) => onlyFor)).toEqual([LEAD.id, undefined]);
    expect(texts()[0]).toContain(en);
    expect(texts()[1]).toBe('❓ Streams\none');
    await setup.adapter.edit(ref!, { ...CARD, title: 'Done' });
    expect(texts()[1]).toBe('ℹ️ Done\none');
    const chinese = await asked(() => setup.fake.command(setup.wire, CHEN, ON_AIR, LIST));
    await setup.adapter.post(chinese.place, chinese.actor, CARD);
    expect(texts()[2]).toContain(zh);
  });

  it('edits through a press on the card', async () => {
    const ref = await setup.adapter.post(place, actor, ASK);
    setup.fake.guild.closed.set(ON_AIR, 50_001);
    const error = await failed(setup.adapter.edit(ref!, CARD));
    expect(error).toBeInstanceOf(DeliveryError);
    expect(error).toMatchObject({ code: 'discord.50001', retryable: false });
    expect((error as DeliveryError).hint.en).toContain('View Channel');
    expect((error as DeliveryError).hint.zh).toContain('查看频道');
    await asked(() => setup.fake.press(setup.wire, LEAD, messages()[0]!, 'confirm:p1'));
    await setup.adapter.edit(ref!, { ...CARD, title: 'Done' });
    expect(texts()).toEqual(['ℹ️ Done\none']);
  });

  it('says so when there is no interaction to answer', async () => {
    setup.fake.guild.closed.set(ON_AIR, 50_013);
    const alert: Place = { platform: 'discord', channelId: ON_AIR };
    expect(await failed(setup.adapter.post(alert, actor, CARD))).toMatchObject({ code: 'discord.50013' });
  });
});

describe('a Discord that is slow or down', () => {
  it('waits out a 429 as it says', async () => {
    setup.fake.fault({ route: 'create message', kind: 'rate-limit', retryAfter: 7.5 });
    const start = clock.now();
    await whileTimePasses(setup.adapter.post(place, actor, CARD));
    expect(clock.now() - start).toBeGreaterThanOrEqual(7_500);
    expect(texts()).toHaveLength(1);
  });

  it('holds everything back on a global 429, first answers aside', async () => {
    setup.fake.fault({ route: 'create message', kind: 'rate-limit', retryAfter: 5, global: true });
    const post = setup.adapter.post(place, actor, CARD);
    await vi.waitFor(() => expect(callsOf('create message')).toHaveLength(1), { timeout: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const other = setup.adapter.post({ platform: 'discord', channelId: '200000000000000002' }, actor, CARD);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(callsOf('create message')).toHaveLength(1);
    const { acknowledgedAs } = await setup.fake.command(setup.wire, LEAD, ON_AIR, LIST);
    expect(acknowledgedAs).toBe(5);
    await whileTimePasses(Promise.all([post, other]));
    expect(callsOf('create message')).toHaveLength(3);
  });

  it('keeps to the limits that the headers tell, so that there is no 429', async () => {
    setup.fake.limitRate({ limit: 2, seconds: 5 });
    const start = clock.now();
    for (let at = 0; at < 6; at += 1) {
      await whileTimePasses(setup.adapter.post(place, actor, { ...CARD, title: String(at) }), 500);
    }
    expect(callsOf('create message').map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(clock.now() - start).toBeGreaterThanOrEqual(10_000);
    expect(texts()).toHaveLength(6);
  });

  it.each([
    ['three times', { retryAfter: 2, times: 9 }, 3],
    ['for longer than 30 s', { retryAfter: 31, times: 1 }, 1],
  ])('gives up when it is told to wait %s', async (_what, fault, calls) => {
    setup.fake.fault({ route: 'create message', kind: 'rate-limit', ...fault });
    const error = await whileTimePasses(failed(setup.adapter.post(place, actor, CARD)));
    expect(error).toMatchObject({ code: 'discord.rate-limited', retryable: true });
    expect(callsOf('create message')).toHaveLength(calls);
  });

  it.each([
    ['502 after the effect', { kind: 'http-after-effect', status: 502 }],
    ['a lost answer', { kind: 'drop-after-effect' }],
    ['500', { kind: 'http', status: 500 }],
    ['a cut connection', { kind: 'drop' }],
  ] as const)('posts once through %s, and not at once again', async (_what, fault) => {
    setup.fake.fault({ route: 'create message', ...fault });
    const start = clock.now();
    const ref = await whileTimePasses(setup.adapter.post(place, actor, CARD), 100);
    expect(clock.now() - start).toBeGreaterThanOrEqual(500);
    expect(messages()).toMatchObject([{ id: ref!.messageId }]);
    const nonces = callsOf('create message').map(({ body }) => (body as { nonce: string }).nonce);
    expect(nonces).toHaveLength(2);
    expect(nonces[0]).toBe(nonces[1]);
  });

  it('gives up after three tries, and is not tried again under another nonce', async () => {
    setup.fake.fault({ route: 'create message', kind: 'http', status: 502, times: 99 });
    const error = await whileTimePasses(failed(setup.adapter.post(place, actor, CARD)));
    expect(error).toMatchObject({ code: 'discord.outcome-unknown', retryable: false });
    expect(callsOf('create message')).toHaveLength(3);
  });

  it('does not send a follow-up twice, which has no nonce', async () => {
    await setup.adapter.post(place, actor, SECRET);
    setup.fake.fault({ route: 'follow up', kind: 'http-after-effect' });
    const error = await whileTimePasses(failed(setup.adapter.post(place, actor, SECRET)));
    expect(error).toMatchObject({ code: 'discord.outcome-unknown', retryable: false });
    expect(callsOf('follow up')).toHaveLength(1);
  });

  it('gives an answer 3 s', async () => {
    setup.fake.fault({ route: 'create message', kind: 'slow', ms: 60_000, times: 3 });
    const start = clock.now();
    const error = await whileTimePasses(failed(setup.adapter.post(place, actor, CARD)), 250);
    expect(error).toMatchObject({ code: 'discord.outcome-unknown', retryable: false });
    expect(clock.now() - start).toBeLessThan(15_000);
  });

  it.each(['drop-after-effect', 'http', 'drop'] as const)('repeats an edit after %s', async (kind) => {
    const ref = await setup.adapter.post(place, actor, CARD);
    setup.fake.fault({ route: 'edit message', kind });
    expect(await whileTimePasses(setup.adapter.edit(ref!, { ...CARD, title: 'Done' }))).toEqual(ref);
    expect(texts()).toEqual(['ℹ️ Done\none']);
  });

  it('can be tried again when Discord was not reached', async () => {
    await setup.fake.stop();
    // The connection that was kept open may still look alive to the first of them.
    await vi.waitFor(async () => {
      const error = await whileTimePasses(failed(setup.adapter.post(place, actor, CARD)));
      expect(error).toMatchObject({ code: 'discord.not-delivered', retryable: true });
    });
  });

  it('tells what to do about a revoked token, and shows no secret', async () => {
    setup.fake.revokeToken();
    const error = await failed(setup.adapter.post(place, actor, CARD));
    expect(error).toMatchObject({ code: 'discord.http-401' });
    expect((error as DeliveryError).hint.en).toContain('DISCORD_TOKEN');
    setup.fake.restoreToken();
    setup.fake.fault({ kind: 'http', status: 500, times: 20 });
    const others = await whileTimePasses(
      Promise.all([
        failed(setup.adapter.post(place, actor, SECRET)),
        failed(setup.adapter.post(place, actor, CARD)),
      ]),
    );
    const all = [error, ...others].map((one) => [JSON.stringify(one), (one as Error).stack]);
    const { fake, logs } = setup;
    const said = [all.flat().join(), logs.join('\n'), JSON.stringify(setup.intents), texts().join()].join(
      '\n',
    );
    const tokens = [...fake.guild.interactions.values()].map(({ token }) => token);
    for (const secret of [fake.token, ...tokens, ...tokens.map(encodeURIComponent)])
      expect(said).not.toContain(secret);
  });
});
