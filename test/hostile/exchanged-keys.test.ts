/** Secrets are exchanged in their files while Airdesk runs; over sockets, with both the former and the new ones. */
import '../machine/loaded.ts';
import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quiet } from '../machine/quiet.ts';
import type { Airdesk } from '../../src/start/airdesk.ts';
import { startAirdesk } from '../../src/start/start-airdesk.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import { startServer, type LocalServer } from '../live/local-server.ts';

const TEN_MINUTES = 10 * 60_000;
const LOOK = 5_000;
const CALLBACK_TOKEN = 'tokentokentokentoken';
const FILES = {
  SLACK_SIGNING_SECRET: 'old-signing-secret',
  SLACK_BOT_TOKEN: 'xoxb-1-old-token',
  TENCENTCLOUD_SECRET_ID: 'AKIDold',
  TENCENTCLOUD_SECRET_KEY: 'old-secret-key',
  LIVE_CALLBACK_KEY: 'old-callback-key',
};
type Name = keyof typeof FILES;

let folder: string;
let clock: TestClock;
let slack: LocalServer;
let cloud: LocalServer;
let airdesk: Airdesk;
/** What Slack and the cloud take. */
let slackTakes: string[];
let cloudTakes: string[];
let asks = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-keys-'));
  clock = createTestClock();
  slackTakes = [FILES.SLACK_BOT_TOKEN];
  cloudTakes = [FILES.TENCENTCLOUD_SECRET_ID];
  slack = await startServer((response, { headers }) => {
    const isGood = slackTakes.some((token) => headers.authorization === `Bearer ${token}`);
    const good = { ok: true, user_id: 'UBOT', ts: '1.1', channel: 'C1' };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isGood ? good : { ok: false, error: 'invalid_auth' }));
  });
  cloud = await startServer((response, { headers }) => {
    const isGood = cloudTakes.some((id) => headers.authorization?.includes(`Credential=${id}/`));
    const error = { Code: 'AuthFailure.SecretIdNotFound', Message: 'no such key' };
    const good = { TotalNum: 0, TotalPage: 0, PageNum: 1, PageSize: 100, OnlineInfo: [] };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ Response: { RequestId: 'r', ...(isGood ? good : { Error: error }) } }));
  });
  for (const [name, value] of Object.entries(FILES)) await writeFile(join(folder, name), value);
  await writeFile(join(folder, 'airdesk.yaml'), 'people: { ada: { slack: UADA, roles: [lead] } }\n');
  airdesk = await startAirdesk({
    clock,
    env: {
      PORT: '0',
      AIRDESK_CONFIG: join(folder, 'airdesk.yaml'),
      AIRDESK_DATA: join(folder, 'data'),
      LIVE_ENDPOINT: cloud.origin,
      LIVE_CALLBACK_TOKEN: CALLBACK_TOKEN,
      SLACK_API_URL: `${slack.origin}/api/`,
      LOG_LEVEL: 'error',
      ...Object.fromEntries(Object.keys(FILES).map((name) => [`${name}_FILE`, join(folder, name)])),
    },
  });
});
afterEach(async () => {
  await airdesk.close();
  await slack.close();
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

async function exchange(values: Partial<Record<Name, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await writeFile(join(folder, name), value);
}

/** Two looks: what is there in both is taken. */
function lookTwice(): void {
  clock.advance(LOOK);
  clock.advance(LOOK);
}

async function settle(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !isSo(); tries++) {
    clock.advance(5);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await quiet();
  }
  expect(isSo()).toBe(true);
}

/** The status with which a command over Slack is answered. */
async function ask(secret: string): Promise<number> {
  const body = new URLSearchParams({
    ...{ command: '/live', text: 'stream list', user_id: 'UADA', user_name: 'ada', team_id: 'T1' },
    ...{ channel_id: 'C1', channel_name: 'c', trigger_id: `t${++asks}`, api_app_id: 'A1' },
    response_url: `${slack.origin}/respond/${asks}`,
  }).toString();
  const t = Math.floor(clock.now() / 1000);
  const signature = createHmac('sha256', secret).update(`v0:${t}:${body}`).digest('hex');
  const response = await fetch(`${airdesk.origin}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(t),
      'x-slack-signature': `v0=${signature}`,
    },
  });
  return response.status;
}

async function callback(key: string): Promise<number> {
  const t = Math.floor(clock.now() / 1000) + 600;
  const sign = createHash('md5').update(`${key}${t}`).digest('hex');
  const body = JSON.stringify({
    event_type: 1,
    t,
    sign,
    stream_id: 's',
    appname: 'live',
    app: 'push.example.com',
  });
  const url = `${airdesk.origin}/callbacks/live/${CALLBACK_TOKEN}`;
  return (await fetch(url, { method: 'POST', body })).status;
}

const usedBy = (server: LocalServer, mark: string): number =>
  server.received.filter(({ headers }) => headers.authorization?.includes(mark)).length;

describe('a secret that is exchanged in its file', () => {
  it('checks presses: new and former for ten minutes, then the new one only', async () => {
    expect(await ask('new-signing-secret')).toBe(401);
    await exchange({ SLACK_SIGNING_SECRET: 'new-signing-secret' });
    lookTwice();
    expect([await ask('new-signing-secret'), await ask('old-signing-secret')]).toEqual([200, 200]);
    clock.advance(TEN_MINUTES);
    expect([await ask('new-signing-secret'), await ask('old-signing-secret')]).toEqual([200, 401]);
  });

  it('checks callbacks: new and former for ten minutes, then the new one only', async () => {
    const refused = await callback('new-callback-key');
    expect(refused).toBeGreaterThanOrEqual(400);
    await exchange({ LIVE_CALLBACK_KEY: 'new-callback-key' });
    lookTwice();
    expect([await callback('new-callback-key'), await callback('old-callback-key')]).toEqual([200, 200]);
    clock.advance(TEN_MINUTES + LOOK);
    expect([await callback('new-callback-key'), await callback('old-callback-key')]).toEqual([200, refused]);
  });

  it('is taken at once where Airdesk is told to look (SIGHUP)', async () => {
    await exchange({ SLACK_SIGNING_SECRET: 'new-signing-secret' });
    expect(await ask('new-signing-secret')).toBe(401);
    airdesk.lookAtSecrets();
    expect(await ask('new-signing-secret')).toBe(200);
  });

  it('signs calls to the cloud and to Slack', async () => {
    cloudTakes.push('AKIDnew');
    slackTakes.push('xoxb-2-new-token');
    await exchange({
      TENCENTCLOUD_SECRET_ID: 'AKIDnew',
      TENCENTCLOUD_SECRET_KEY: 'new-secret-key',
      SLACK_BOT_TOKEN: 'xoxb-2-new-token',
    });
    lookTwice();
    expect(await ask('old-signing-secret')).toBe(200);
    await settle(() => usedBy(cloud, 'AKIDnew') > 0 && usedBy(slack, 'xoxb-2-new-token') > 0);
  });

  it('that the cloud refuses is told, and the former one goes on; so does a token that Slack refuses', async () => {
    await exchange({
      TENCENTCLOUD_SECRET_ID: 'AKIDwrong',
      TENCENTCLOUD_SECRET_KEY: 'wrong-secret-key',
      SLACK_BOT_TOKEN: 'xoxb-2-wrong-token',
    });
    lookTwice();
    const before = usedBy(cloud, 'AKIDold');
    const posts = usedBy(slack, 'xoxb-1-old-token');
    await ask('old-signing-secret');
    await settle(() => usedBy(cloud, 'AKIDwrong') > 0 && usedBy(slack, 'xoxb-1-old-token') > posts);
    await ask('old-signing-secret');
    await settle(() => usedBy(cloud, 'AKIDold') > before);
  });

  it('is not taken where it cannot be a value, nor half of what is being written', async () => {
    await exchange({ SLACK_SIGNING_SECRET: '' });
    lookTwice();
    expect(await ask('old-signing-secret')).toBe(200);
    await exchange({ SLACK_SIGNING_SECRET: 'xoxb-1-a-token-by-mistake' });
    lookTwice();
    expect(await ask('old-signing-secret')).toBe(200);
    await exchange({ SLACK_SIGNING_SECRET: 'half-of' });
    clock.advance(LOOK);
    await exchange({ SLACK_SIGNING_SECRET: 'half-of-it' });
    clock.advance(LOOK);
    expect(await ask('half-of')).toBe(401);
    clock.advance(LOOK);
    expect(await ask('half-of-it')).toBe(200);
  });
});
