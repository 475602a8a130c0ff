import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeliveryError } from '../../../src/errors.ts';
import type { Actor, Place } from '../../../src/intent.ts';
import type { Card, Form } from '../../../src/reply.ts';
import { buttonsOf, visibleText } from '../../fakes/slack/visible-text.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { settled } from '../../contract/passing-time.ts';
import { type Setup, startSlack } from './start-slack.ts';

const CHANNEL = 'C0ONAIR';
const CARD: Card = { kind: 'card', tone: 'info', title: 'Streams', lines: ['one'], visibility: 'channel' };
const ASK: Card = { ...CARD, tone: 'ask', buttons: [{ id: 'p1:confirm', label: 'Confirm' }] };
const SECRET: Card = { ...CARD, title: 'Push key', visibility: 'asker' };
const FORM: Form = {
  kind: 'form',
  id: 'form:stream drop',
  title: 'Drop a stream that viewers are watching',
  submit: 'Preview',
  fields: [
    { name: 'stream', label: 'Stream', value: 'main' },
    {
      name: 'region',
      label: 'Region',
      value: 'ap-guangzhou',
      choices: [
        { value: 'ap-guangzhou', label: 'Guangzhou' },
        { value: 'ap-shanghai', label: 'Shanghai' },
      ],
    },
    { name: 'reason', label: 'Reason', optional: true },
  ],
};

let clock: TestClock;
let setup: Setup;
let place: Place;
let actor: Actor;

beforeEach(async () => {
  clock = createTestClock();
  setup = await startSlack({ clock });
  await setup.fake.slash(setup.wire, 'U0LEAD', CHANNEL, 'stream list');
  await vi.waitFor(() => expect(setup.intents).toHaveLength(1), { timeout: 60_000 });
  ({ place, actor } = setup.intents[0]!);
});
afterEach(() => setup.stop());

function texts(): string[] {
  return setup.fake.messages(CHANNEL).map(({ blocks, text }) => visibleText(blocks, text));
}

function callsOf(method: string): number {
  return setup.fake.calls.filter((call) => call.method === method).length;
}

/** Settles `work` while time passes. */
function whileTimePasses<T>(work: Promise<T>, stepMs = 1_000): Promise<T> {
  return settled(clock, work, stepMs);
}

describe('posting', () => {
  it('posts to the channel and edits what it posted', async () => {
    const ref = await setup.adapter.post(place, actor, ASK);
    expect(ref).toMatchObject({ platform: 'slack', channelId: CHANNEL });
    expect(await setup.adapter.edit(ref!, { ...CARD, tone: 'success', title: 'Done' })).toEqual(ref);
    expect(texts()).toEqual(['✅ Done\none']);
    expect(setup.fake.messages(CHANNEL)[0]).toMatchObject({ edits: 1 });
  });

  it('shows to the asker alone what is for the asker', async () => {
    expect(await setup.adapter.post(place, actor, SECRET)).toBeUndefined();
    expect(setup.fake.messages(CHANNEL)).toMatchObject([{ onlyFor: 'U0LEAD' }]);
  });

  it('answers in the thread of the button', async () => {
    await setup.adapter.post({ ...place, threadId: '1772395100.000100' }, actor, CARD);
    expect(setup.fake.messages(CHANNEL)).toMatchObject([{ threadTs: '1772395100.000100' }]);
  });

  it('posts a deleted card anew', async () => {
    const ref = await setup.adapter.post(place, actor, ASK);
    setup.fake.workspace.messages[0]!.deleted = true;
    const next = await setup.adapter.edit(ref!, { ...CARD, title: 'Done' });
    expect(next.messageId).not.toBe(ref!.messageId);
    expect(texts()).toEqual(['ℹ️ Done\none']);
    expect(await setup.adapter.edit(next, CARD)).toEqual(next);
  });

  it('never puts into the channel what replaces an ephemeral message', async () => {
    await setup.adapter.post(place, actor, { ...SECRET, buttons: [{ id: 'a', label: 'Again' }] });
    const [message] = setup.fake.messages(CHANNEL);
    await setup.fake.press(setup.wire, 'U0LEAD', message!, 'a');
    await vi.waitFor(() => expect(setup.intents).toHaveLength(2), { timeout: 60_000 });
    const press = setup.intents[1]!;
    if (press.kind !== 'press') throw new Error('not a press');
    await setup.adapter.edit(press.message, SECRET);
    expect(setup.fake.messages(CHANNEL).map(({ onlyFor }) => onlyFor)).toEqual(['U0LEAD', 'U0LEAD']);
  });

  it.each(['msg_blocks_too_long', 'msg_too_long', 'invalid_blocks'])(
    'sends a compact card with its buttons on %s',
    async (error) => {
      setup.fake.fault({ method: 'chat.postMessage', kind: 'error', error });
      await setup.adapter.post(place, actor, ASK);
      const [message] = setup.fake.messages(CHANNEL);
      expect(texts()).toEqual(['❓ Streams\none']);
      expect(buttonsOf(message!.blocks)).toMatchObject([{ id: 'p1:confirm' }]);
    },
  );
});

describe('where the bot is no member', () => {
  it.each(['not_in_channel', 'channel_not_found'] as const)(
    'answers through the response_url on %s',
    async (word) => {
      setup.fake.workspace.closed.set(CHANNEL, word);
      expect(await setup.adapter.post(place, actor, SECRET)).toBeUndefined();
      expect(await setup.adapter.post(place, actor, CARD)).toBeUndefined();
      expect(setup.fake.messages(CHANNEL).map(({ onlyFor }) => onlyFor)).toEqual(['U0LEAD', undefined]);
    },
  );

  it('asks to be invited rather than posting a card that it could never edit', async () => {
    setup.fake.workspace.closed.set(CHANNEL, 'not_in_channel');
    const error = await setup.adapter.post(place, actor, ASK).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DeliveryError);
    expect(error).toMatchObject({ code: 'slack.not_in_channel', retryable: false });
    expect((error as DeliveryError).hint.en).toContain('/invite @Airdesk');
    expect((error as DeliveryError).hint.zh).toContain('/invite @Airdesk');
    expect(texts()).toEqual([]);
  });

  it('sends nothing to an address that is not Slack', async () => {
    setup.fake.workspace.closed.set(CHANNEL, 'not_in_channel');
    const forged = setup.intents[0]!;
    await setup.fake.deliver(setup.wire, {
      ...{ command: '/live', text: 'help', channel_id: CHANNEL, user_id: 'U0LEAD', trigger_id: '9.9.z' },
      response_url: 'http://169.254.169.254/latest/meta-data',
    });
    await vi.waitFor(() => expect(setup.intents).toHaveLength(2), { timeout: 60_000 });
    const elsewhere = setup.intents[1]!.place;
    await expect(setup.adapter.post(elsewhere, forged.actor, SECRET)).rejects.toThrow(DeliveryError);
  });

  it('says so when the response_url is used up', async () => {
    setup.fake.workspace.closed.set(CHANNEL, 'not_in_channel');
    for (let at = 0; at < 5; at += 1) await setup.adapter.post(place, actor, SECRET);
    await expect(setup.adapter.post(place, actor, SECRET)).rejects.toMatchObject({
      code: 'slack.expired_url',
    });
  });
});

describe('a Slack that is slow or down', () => {
  it('waits out a 429 as Retry-After says', async () => {
    setup.fake.fault({ method: 'chat.postMessage', kind: 'rate-limit', retryAfter: 7 });
    const start = clock.now();
    await whileTimePasses(setup.adapter.post(place, actor, CARD));
    expect(clock.now() - start).toBeGreaterThanOrEqual(7_000);
    expect(texts()).toHaveLength(1);
  });

  it("keeps to Slack's one message a second and channel by waiting", async () => {
    setup.fake.limitRate(1);
    await whileTimePasses(setup.adapter.post(place, actor, CARD));
    await whileTimePasses(setup.adapter.post(place, actor, { ...CARD, title: 'Second' }));
    expect(texts()).toEqual(['ℹ️ Streams\none', 'ℹ️ Second\none']);
  });

  it.each([
    ['three times', { retryAfter: 2, times: 9 }, 3],
    ['for longer than 30 s', { retryAfter: 31, times: 1 }, 1],
  ])('gives up when it is told to wait %s', async (_what, fault, calls) => {
    setup.fake.fault({ method: 'chat.postMessage', kind: 'rate-limit', ...fault });
    const post = setup.adapter.post(place, actor, CARD).catch((error: unknown) => error);
    expect(await whileTimePasses(post)).toMatchObject({ code: 'slack.ratelimited', retryable: true });
    expect(callsOf('chat.postMessage')).toBe(calls);
  });

  it('does not send twice what may have been posted', async () => {
    setup.fake.fault({ method: 'chat.postMessage', kind: 'drop-after-effect' });
    await expect(setup.adapter.post(place, actor, CARD)).rejects.toMatchObject({
      code: 'slack.outcome-unknown',
      retryable: false,
    });
    expect(callsOf('chat.postMessage')).toBe(1);
    expect(texts()).toHaveLength(1);
  });

  it('gives an answer 3 s', async () => {
    setup.fake.fault({ method: 'chat.postMessage', kind: 'slow', ms: 60_000 });
    const start = clock.now();
    const post = setup.adapter.post(place, actor, CARD).catch((error: unknown) => error);
    expect(await whileTimePasses(post, 500)).toMatchObject({ code: 'slack.outcome-unknown' });
    expect(clock.now() - start).toBeLessThan(5_000);
  });

  it.each(['drop-after-effect', 'http-500', 'drop'] as const)('repeats an edit after %s', async (kind) => {
    const ref = await setup.adapter.post(place, actor, CARD);
    setup.fake.fault({ method: 'chat.update', kind });
    expect(await setup.adapter.edit(ref!, { ...CARD, title: 'Done' })).toEqual(ref);
    expect(texts()).toEqual(['ℹ️ Done\none']);
  });

  it('can be tried again when Slack was not reached', async () => {
    await setup.fake.stop();
    // The connection that was kept open may still look alive to the first of them.
    await vi.waitFor(() =>
      expect(setup.adapter.post(place, actor, CARD)).rejects.toMatchObject({
        code: 'slack.not-delivered',
        retryable: true,
      }),
    );
  });

  it('tells what to do about a revoked token, and shows no secret', async () => {
    setup.fake.revokeTokens();
    const error = await setup.adapter.post(place, actor, CARD).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'slack.invalid_auth' });
    expect((error as DeliveryError).hint.en).toContain('SLACK_BOT_TOKEN');
    const { fake, logs } = setup;
    const shown = [JSON.stringify(error), (error as Error).stack, logs.join('\n')].join('\n');
    for (const secret of [fake.botToken, fake.signingSecret, '/hooks/', 'hookSecret']) {
      expect(shown).not.toContain(secret);
    }
  });
});

describe('forms', () => {
  it('opens a modal and hands on what was filled in, with its channel', async () => {
    expect(await setup.adapter.post(place, actor, FORM)).toBeUndefined();
    const [open] = setup.fake.workspace.views;
    expect(open!.view.title.text).toBe('Drop a stream that view…');
    expect(visibleText([open!.view.blocks[0] as never], '')).toBe(FORM.title);
    const delivered = await setup.fake.submit(setup.wire, open!, { stream: 'main', region: 'ap-shanghai' });
    expect(delivered).toMatchObject({ status: 200, body: '' });
    await vi.waitFor(() => expect(setup.intents).toHaveLength(2), { timeout: 60_000 });
    expect(setup.intents[1]).toMatchObject({
      kind: 'submit',
      form: FORM.id,
      place: { channelId: CHANNEL },
      values: { stream: 'main', region: 'ap-shanghai' },
    });
    await setup.adapter.post(setup.intents[1]!.place, setup.intents[1]!.actor, ASK);
    expect(texts()).toHaveLength(1);
  });

  it('says what to do when 3 s have passed, or where there is no ticket', async () => {
    clock.advance(3_001);
    await expect(setup.adapter.post(place, actor, FORM)).rejects.toMatchObject({
      code: 'slack.expired_trigger_id',
    });
    const restarted = { platform: 'slack', channelId: CHANNEL };
    await expect(setup.adapter.post(restarted, actor, FORM)).rejects.toMatchObject({
      code: 'slack.no-ticket',
    });
  });
});
