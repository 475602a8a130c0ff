import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeliveryError } from '../../../src/errors.ts';
import type { Card } from '../../../src/reply.ts';
import { buttonsOf, visibleText } from '../../fakes/slack/visible-text.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { type Setup, startSlack } from './start-slack.ts';

const CHANNEL = 'C0ONAIR';
const KEY = 'alert-1_slack-1';
const CARD: Card = {
  kind: 'card',
  tone: 'failure',
  title: 'live/main is down',
  buttons: [{ id: 'alert:ack:1', label: 'Acknowledge' }],
  visibility: 'channel',
};

let clock: TestClock;
let setup: Setup;

beforeEach(async () => {
  clock = createTestClock();
  setup = await startSlack({ clock });
});
afterEach(() => setup.stop());

const callsOf = (method: string) => setup.fake.calls.filter((call) => call.method === method);
const announce = (card = CARD, key = KEY) => setup.adapter.announce(CHANNEL, card, key);
const thrown = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

/** Messages of other people, newer than what there is. */
function chatter(count: number, more: { user?: string; metadata?: unknown } = {}): void {
  const { workspace } = setup.fake;
  for (let at = 0; at < count; at += 1) {
    workspace.messages.push({
      channel: CHANNEL,
      ts: workspace.nextTs(),
      viaResponseUrl: false,
      postedAt: clock.now(),
      user: 'U0PERSON',
      notified: [],
      text: 'hello',
      blocks: [],
      edits: 0,
      deleted: false,
      ...more,
    });
  }
}

describe('announcing in Slack', () => {
  it('marks the card with its key where no reader sees it', async () => {
    await announce();
    const [message] = setup.fake.messages(CHANNEL);
    expect(message?.metadata).toEqual({ event_type: 'airdesk_alert', event_payload: { key: KEY } });
    expect(visibleText(message!.blocks, message!.text)).not.toContain(KEY);
  });

  it('calls people in the notification and under the title', async () => {
    const mentions = [{ kind: 'user', id: 'U0ADA' } as const, { kind: 'group', id: 'S0NIGHT' } as const];
    await announce({ ...CARD, mentions });
    const [message] = setup.fake.messages(CHANNEL);
    expect(message?.notified).toEqual(['U0ADA', 'S0NIGHT']);
    expect(message?.text).toBe('<@U0ADA> <!subteam^S0NIGHT> ❌ live/main is down');
    expect(message?.blocks[1]).toMatchObject({ type: 'section', text: { verbatim: true } });
  });

  it('calls at most twenty, and is still taken', async () => {
    const mentions = Array.from({ length: 300 }, (_none, at) => ({ kind: 'user', id: `U${at}` }) as const);
    await announce({ ...CARD, mentions });
    expect(setup.fake.messages(CHANNEL)[0]?.notified).toHaveLength(20);
  });

  it('sends a compact card with key, buttons and calls where the full one is too long', async () => {
    setup.fake.fault({ method: 'chat.postMessage', kind: 'error', error: 'msg_blocks_too_long' });
    await announce({ ...CARD, mentions: [{ kind: 'user', id: 'U0ADA' }] });
    const [message] = setup.fake.messages(CHANNEL);
    expect(message).toMatchObject({ notified: ['U0ADA'], metadata: { event_payload: { key: KEY } } });
    expect(buttonsOf(message!.blocks)).toMatchObject([{ id: 'alert:ack:1' }]);
  });

  it.each([
    ['not_in_channel', '/invite @Airdesk'],
    ['channel_not_found', '/invite @Airdesk'],
    ['is_archived', 'archived'],
    ['invalid_auth', 'SLACK_BOT_TOKEN'],
    ['token_revoked', 'SLACK_BOT_TOKEN'],
  ])('%s is a refusal, with what to do', async (word, hint) => {
    setup.fake.fault({ method: 'chat.postMessage', kind: 'error', error: word });
    const error = await thrown(announce());
    expect(error).toMatchObject({ code: `slack.${word}`, fate: 'refused', retryable: false });
    expect((error as DeliveryError).hint.en).toContain(hint);
    expect(callsOf('chat.postMessage')).toHaveLength(1);
  });

  it.each(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])(
    '%s tells nothing about the message',
    async (word) => {
      setup.fake.fault({ kind: 'error', error: word, times: 2 });
      expect(await thrown(announce())).toMatchObject({ fate: 'unknown', retryable: false });
      const ref = { platform: 'slack', channelId: CHANNEL, messageId: '1.000001' };
      const change = setup.adapter.update(ref, CARD);
      expect(await thrown(change)).toMatchObject({ fate: 'unknown', retryable: true });
    },
  );

  it('tries once while every second call is limited', async () => {
    setup.fake.rateLimitInTurn({ call: 'chat.postMessage', every: 2, retryAfter: 3 });
    const outcomes: unknown[] = [];
    for (let at = 0; at < 4; at += 1) outcomes.push(await thrown(announce(CARD, `k${at}`)));
    expect(outcomes.map((one) => one instanceof DeliveryError && one.retryAfterMs)).toEqual([
      false,
      3_000,
      false,
      3_000,
    ]);
    expect(callsOf('chat.postMessage')).toHaveLength(4);
    setup.fake.rateLimitInTurn(undefined);
    await announce();
  });

  it('tells a Slack that cannot be reached from one that fails, and finds it again at its address', async () => {
    const ref = await announce();
    await setup.fake.goDown();
    // The connection that was kept open may still look alive to the first of them.
    await vi.waitFor(async () =>
      expect(await thrown(announce(CARD, 'other'))).toMatchObject({ fate: 'not-sent', retryable: true }),
    );
    await setup.fake.goDown('http-503');
    expect(await thrown(announce(CARD, 'other'))).toMatchObject({ fate: 'unknown' });
    expect(await thrown(setup.adapter.find(CHANNEL, KEY, 0))).toMatchObject({ retryable: true });
    await setup.fake.comeUp();
    expect(await setup.adapter.find(CHANNEL, KEY, clock.now())).toEqual(ref);
    expect(setup.fake.messages(CHANNEL)).toHaveLength(1);
  });
});

describe('finding an own card in Slack', () => {
  it.each(['channels:history', 'groups:history'])('cannot be told without %s', async (scope) => {
    const channel = scope === 'channels:history' ? CHANNEL : 'G0SECRET';
    await setup.adapter.announce(channel, CARD, KEY);
    expect(await setup.adapter.find(channel, KEY, clock.now())).not.toBe('unknown');
    setup.fake.workspace.scopes.delete(scope);
    expect(await setup.adapter.find(channel, KEY, clock.now())).toBe('unknown');
  });

  it.each(['not_in_channel', 'channel_not_found'] as const)('cannot be told on %s', async (word) => {
    setup.fake.workspace.closed.set(CHANNEL, word);
    expect(await setup.adapter.find(CHANNEL, KEY, clock.now())).toBe('unknown');
  });

  it('takes no message of somebody else for ours, whatever it carries', async () => {
    const metadata = { event_type: 'airdesk_alert', event_payload: { key: KEY } };
    chatter(1, { user: 'U0EVIL', metadata });
    expect(await setup.adapter.find(CHANNEL, KEY, clock.now())).toBe('none');
  });

  it('reads on where much was written since, three pages at most', async () => {
    const start = clock.now();
    const ref = await announce();
    chatter(250);
    expect(await setup.adapter.find(CHANNEL, KEY, start)).toEqual(ref);
    expect(callsOf('conversations.history')).toHaveLength(3);
    chatter(100);
    expect(await setup.adapter.find(CHANNEL, KEY, start)).toBe('unknown');
    expect(callsOf('conversations.history')).toHaveLength(6);
  });

  it('looks a minute back, and no further', async () => {
    await announce();
    clock.advance(59_000);
    expect(await setup.adapter.find(CHANNEL, KEY, clock.now())).toMatchObject({ platform: 'slack' });
    clock.advance(5_000);
    expect(await setup.adapter.find(CHANNEL, KEY, clock.now())).toBe('none');
  });

  it('asks who we are where Slack could not be asked at the start', async () => {
    const ref = await announce();
    const again = await startSlack({
      clock,
      prepare: (fake) => fake.fault({ method: 'auth.test', kind: 'drop' }),
    });
    try {
      again.fake.workspace.messages.push(...setup.fake.workspace.messages);
      again.fake.fault({ method: 'auth.test', kind: 'rate-limit', retryAfter: 5 });
      const limited = await thrown(again.adapter.find(CHANNEL, KEY, clock.now()));
      expect(limited).toMatchObject({ retryAfterMs: 5_000 });
      expect(await again.adapter.find(CHANNEL, KEY, clock.now())).toEqual(ref);
      expect(await again.adapter.find(CHANNEL, KEY, clock.now())).toEqual(ref);
      expect(again.fake.calls.filter(({ method }) => method === 'auth.test')).toHaveLength(3);
    } finally {
      await again.stop();
    }
  });
});

describe('a Slack that takes nothing of ours', () => {
  it.each([
    ['token_revoked', true],
    ['invalid_auth', true],
    ['account_inactive', true],
    ['missing_scope', true],
    ['is_archived', false],
    ['not_in_channel', false],
  ])('%s: %s', async (error, everywhere) => {
    setup.fake.fault({ method: 'chat.postMessage', kind: 'error', error });
    expect(await thrown(announce())).toMatchObject({ fate: 'refused', everywhere });
  });

  it('does not say that it lets nobody look', async () => {
    setup.fake.fault({ method: 'conversations.history', kind: 'error', error: 'token_revoked' });
    const error = await thrown(setup.adapter.find(CHANNEL, KEY, clock.now()));
    expect(error).toMatchObject({ everywhere: true });
  });
});

describe('threads in Slack', () => {
  it.each([
    ['restricted_action_non_threadable_channel', 'none'],
    ['restricted_action_thread_locked', 'none'],
    ['cannot_reply_to_message', 'none'],
    ['thread_not_found', 'gone'],
    ['message_not_found', 'gone'],
  ])('%s: %s', async (error, outcome) => {
    const ref = await announce();
    setup.fake.fault({ method: 'chat.postMessage', kind: 'error', error });
    expect(await setup.adapter.addToThread(ref, 'down', 'k2')).toBe(outcome);
  });

  it('throws what is neither', async () => {
    const ref = await announce();
    setup.fake.fault({ method: 'chat.postMessage', kind: 'error', error: 'is_archived' });
    expect(await thrown(setup.adapter.addToThread(ref, 'down', 'k2'))).toMatchObject({ fate: 'refused' });
  });
});
