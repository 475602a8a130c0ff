import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { slackSignature } from '../../../adapters/slack/receive/signature.ts';
import type { Forgery } from '../../fakes/slack/deliver-http.ts';
import { postInPieces } from '../../fakes/post-in-pieces.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import press from './fixtures/press.json' with { type: 'json' };
import slash from './fixtures/slash-command.json' with { type: 'json' };
import submit from './fixtures/submit.json' with { type: 'json' };
import { type Setup, startSlack } from './start-slack.ts';

let clock: TestClock;
let setup: Setup;

beforeEach(async () => {
  clock = createTestClock();
  setup = await startSlack({ clock });
});
afterEach(() => setup.stop());

function url(): string {
  if (setup.wire.mode !== 'http') throw new Error('not over HTTP');
  return `${setup.wire.botOrigin}/slack/events`;
}

/** A signed request with any body. */
async function signed(body: string, type: string, extra: Record<string, string> = {}) {
  const timestamp = String(clock.now() / 1000);
  const signature = slackSignature(setup.fake.signingSecret, timestamp, body);
  const headers = {
    'content-type': type,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signature,
    ...extra,
  };
  const response = await fetch(url(), { method: 'POST', headers, body });
  return { status: response.status, body: await response.text() };
}

describe('POST /slack/events', () => {
  it.each([
    ['a slash command', slash, 'command'],
    ['a pressed button', press, 'press'],
    ['a sent form', submit, 'submit'],
  ])('takes %s', async (_what, payload, kind) => {
    expect(await setup.fake.deliver(setup.wire, payload)).toMatchObject({ status: 200, body: '' });
    await vi.waitFor(() => expect(setup.intents).toMatchObject([{ kind, at: clock.now() }]), {
      timeout: 60_000,
    });
  });

  const forgeries: [string, Forgery][] = [
    ['signed by somebody else', { secret: 'guess' }],
    ['replayed after more than 5 minutes', { skew: -301 }],
    ['from the future', { skew: 301 }],
    ['without signature', { without: ['x-slack-signature'] }],
    ['without timestamp', { without: ['x-slack-request-timestamp'] }],
    ['with an empty signature', { headers: { 'x-slack-signature': '' } }],
    ['with a malformed timestamp', { headers: { 'x-slack-request-timestamp': 'NaN' } }],
  ];
  it.each(forgeries)('refuses what is %s', async (_what, forgery) => {
    const answer = await setup.fake.slash(setup.wire, 'U0LEAD', 'C0ONAIR', 'stream list', forgery);
    expect(answer.status).toBe(401);
    expect(setup.intents).toEqual([]);
    expect(setup.logs.join()).toContain('signature');
  });

  it('answers the checks that Slack makes of an address', async () => {
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc', token: 'x' });
    expect(await signed(challenge, 'application/json')).toEqual({
      status: 200,
      body: '{"challenge":"abc"}',
    });
    const form = 'application/x-www-form-urlencoded';
    expect(await signed('ssl_check=1&token=x', form)).toMatchObject({ status: 200 });
    const unsigned = await fetch(url(), {
      method: 'POST',
      headers: { 'content-type': form },
      body: 'ssl_check=1&token=x',
    });
    expect(unsigned.status).toBe(200);
    expect(setup.intents).toEqual([]);
  });

  it('refuses a body of more than a megabyte before reading it', async () => {
    expect(await signed('a'.repeat(1_000_001), 'text/plain')).toMatchObject({ status: 413 });
    expect(await postInPieces(url())).toBe(413);
  });

  it.each([
    ['JSON that is none', '{', 'application/json'],
    ['a list', '[1]', 'application/json'],
    ['a form whose payload is none', 'payload=%7B', 'application/x-www-form-urlencoded'],
  ])('refuses %s', async (_what, body, type) => {
    expect(await signed(body, type)).toMatchObject({ status: 400 });
    expect(setup.intents).toEqual([]);
  });

  it.each([
    [
      'an event',
      {
        type: 'event_callback',
        team_id: 'T1',
        event: { type: 'message', bot_id: 'B0AIRDESK', channel: 'C1' },
      },
    ],
    [
      'a shortcut',
      { type: 'shortcut', callback_id: 'x', user: { id: 'U1', team_id: 'T1' }, trigger_id: '1' },
    ],
    ['a closed modal', { type: 'view_closed', user: { id: 'U1' }, team: { id: 'T1' }, view: {} }],
    ['a type that is not known yet', { type: 'brand_new', x: 1 }],
    ['no type', {}],
    ['a type that cannot be a word', { type: { toString: 1, valueOf: 1 } }],
    [
      'an event whose type cannot be a word',
      { type: { toString: 1, valueOf: 1 }, team_id: 'T1', event: { type: 'message', channel: 'C1' } },
    ],
    ['a payload that bolt stumbles over', { type: 'view_submission', view: null }],
  ])('acknowledges %s at once and does nothing', async (_what, payload) => {
    const answer = await signed(JSON.stringify(payload), 'application/json');
    expect(answer.status).toBe(200);
    expect(setup.intents).toEqual([]);
    expect(setup.logs.length).toBeGreaterThan(0);
  });

  it('hands on a retry with the id of the first delivery', async () => {
    const body = new URLSearchParams({ payload: JSON.stringify(press) }).toString();
    const form = 'application/x-www-form-urlencoded';
    await signed(body, form);
    await signed(body, form, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
    await vi.waitFor(() => expect(setup.intents).toHaveLength(2), { timeout: 60_000 });
    expect(setup.intents[0]!.id).toBe(setup.intents[1]!.id);
  });

  it('takes nothing after it was stopped', async () => {
    await setup.adapter.stop();
    expect(await setup.fake.deliver(setup.wire, slash)).toMatchObject({ status: 503 });
    expect(setup.adapter.isConnected()).toBe(false);
  });
});
