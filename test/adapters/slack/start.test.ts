import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlackAdapter, type SlackAdapter } from '../../../adapters/slack/index.ts';
import { AirdeskError } from '../../../src/errors.ts';
import { createFakeSlack, type FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { silentLog as log } from '../../fakes/logs.ts';

const handle = async () => undefined;

let clock: TestClock;
let fake: FakeSlack;

beforeEach(async () => {
  clock = createTestClock();
  fake = await createFakeSlack({ clock });
});
afterEach(() => fake.stop());

function adapterWith(options: {
  botToken?: string;
  appToken?: string;
  signingSecret?: string;
  apiUrl?: string;
}): SlackAdapter {
  return createSlackAdapter({
    botToken: fake.botToken,
    apiUrl: fake.apiUrl,
    http: new Hono(),
    clock,
    log,
    ...options,
  });
}

describe('starting', () => {
  it('needs a signing secret or an app token', () => {
    expect(() => adapterWith({})).toThrow(AirdeskError);
    expect(() => adapterWith({ signingSecret: '' })).toThrow(/signing secret/);
  });

  it.each([
    ['bot token', { botToken: 'wrong', signingSecret: 'x' }, 'SLACK_BOT_TOKEN'],
    ['app token', { appToken: 'wrong' }, 'SLACK_APP_TOKEN'],
  ])('is refused with a wrong %s, and says what to set', async (_what, options, variable) => {
    const adapter = adapterWith(options);
    const error = await adapter.start(handle).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AirdeskError);
    expect(error).toMatchObject({ code: 'slack.invalid_auth' });
    expect((error as AirdeskError).hint.en).toContain(variable);
    expect((error as AirdeskError).hint.zh).toContain(variable);
    await adapter.stop();
  });

  it('goes on while Slack is down, and connects when it is back', async () => {
    fake.fault({ kind: 'drop', times: 4 });
    const adapter = adapterWith({ appToken: fake.appToken });
    await adapter.start(handle);
    expect(adapter.isConnected()).toBe(false);
    await vi.waitFor(() => {
      clock.advance(30_000);
      expect(adapter.isConnected()).toBe(true);
    });
    await adapter.stop();
    expect(adapter.isConnected()).toBe(false);
  });
});
