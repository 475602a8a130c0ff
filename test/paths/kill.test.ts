import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/audit.ts';
import { systemClock } from '../../src/clock.ts';
import { demoScene } from '../../src/sandbox/demo-scene.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../src/sandbox/keys.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { createFakeSlack, type FakeSlack } from '../fakes/slack/fake-slack.ts';
import { userId, type ChatDriver, type SeenMessage } from './driver.ts';
import { createSlackDriver } from './slack-driver.ts';

/**
 * Airdesk as a process of its own, killed with SIGKILL where it hurts most, and started again on the same data.
 * The cloud and the channel outlive it, as they do in life.
 */
let folder: string;
let sandbox: Sandbox;
let slack: FakeSlack;
let process_: ChildProcess | undefined;
let driver: ChatDriver;
let env: Record<string, string | undefined>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-kill-'));
  sandbox = createSandbox({
    clock: systemClock,
    seed: 7,
    secretId: DEFAULT_SECRET_ID,
    secretKey: DEFAULT_SECRET_KEY,
    scene: demoScene,
  });
  const cloud = await sandbox.listen({ port: 0 });
  slack = await createFakeSlack({ clock: systemClock });
  const yaml = `people: { ada: { slack: ${userId('slack', 'engineer')}, roles: [engineer] } }\npolicy: { verifyWithinSeconds: 1 }\n`;
  await writeFile(join(folder, 'airdesk.yaml'), yaml);
  env = {
    PATH: process.env['PATH'],
    PORT: '0',
    AIRDESK_CONFIG: join(folder, 'airdesk.yaml'),
    AIRDESK_DATA: join(folder, 'data'),
    LIVE_ENDPOINT: cloud.origin,
    TENCENTCLOUD_SECRET_ID: DEFAULT_SECRET_ID,
    TENCENTCLOUD_SECRET_KEY: DEFAULT_SECRET_KEY,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  };
  await start();
});

afterEach(async () => {
  await kill();
  await Promise.all([slack.stop(), sandbox.close()]);
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process_ = child;
  const origin = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const ready = /"origin":"(http:\/\/127\.0\.0\.1:\d+)".*"msg":"ready"/.exec(text)?.[1];
      if (ready) resolve(ready);
    });
    child.once('exit', () => reject(new Error(`Airdesk ended before it was ready:\n${text}`)));
  });
  if (env['PORT'] === '0') driver = createSlackDriver({ mode: 'http', fake: slack, botOrigin: origin });
  // The thumb presses what it saw before, so the same people go on, at the same address.
  env['PORT'] = new URL(origin).port;
}

async function kill(): Promise<void> {
  const child = process_;
  process_ = undefined;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const writes = (): string[] =>
  sandbox
    .calls()
    .map(({ action }) => action)
    .filter((action) => !action.startsWith('Describe'));

async function card(text: RegExp): Promise<SeenMessage> {
  let found: SeenMessage | undefined;
  await expect
    .poll(
      () =>
        (found = driver.messages().findLast((message) => text.test(message.text)))?.text ??
        driver.messages().at(-1)?.text,
      { timeout: 15_000 },
    )
    .toMatch(text);
  return found as SeenMessage;
}

async function audit(): Promise<AuditEntry[]> {
  const lines = (await readFile(join(folder, 'data', 'audit.jsonl'), 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as AuditEntry);
}

describe('kill -9', { timeout: 60_000 }, () => {
  it('between the confirmation and the call: never sent, and the card says so', async () => {
    await driver.say('engineer', 'monitor start prime-time-wall');
    const asked = await card(/Start .*prime-time-wall\?/);
    const reads = sandbox.calls().length;
    sandbox.fault({ kind: 'slow', ms: 60_000, action: 'DescribeLiveStreamMonitorList', times: 9 });
    sandbox.fault({ kind: 'slow', ms: 60_000, action: 'DescribeLiveStreamMonitor', times: 9 });
    await driver.press('engineer', asked, 'Confirm');
    await expect.poll(() => sandbox.calls().length, { timeout: 10_000 }).toBeGreaterThan(reads);
    await kill();
    expect(writes()).toEqual([]);

    await start();
    await card(/Start .*prime-time-wall: interrupted[^]*Nothing was done/);
    expect(writes()).toEqual([]);
    await driver.press('engineer', asked, 'Confirm');
    await card(/interrupted before it ran/);
    expect(writes()).toEqual([]);
    expect((await audit()).map(({ phase, reason }) => reason ?? phase)).toContain('airdesk.interrupted');
  });

  it('between the call and its answer, the effect there: found done, not called again', async () => {
    await driver.say('engineer', 'monitor start prime-time-wall');
    const asked = await card(/Start .*prime-time-wall\?/);
    sandbox.fault({ kind: 'timeout-after-effect', action: 'StartLiveStreamMonitor' });
    await driver.press('engineer', asked, 'Confirm');
    await expect.poll(writes, { timeout: 10_000 }).toEqual(['StartLiveStreamMonitor']);
    await kill();

    await start();
    const done = await card(/Start .*prime-time-wall: done/);
    expect(done.id).toBe(asked.id);
    expect(done.text).toContain('State: running');
    await driver.press('engineer', asked, 'Confirm');
    await card(/Already confirmed by/);
    expect(writes()).toEqual(['StartLiveStreamMonitor']);
    expect((await audit()).map(({ phase }) => phase)).toEqual(expect.arrayContaining(['before', 'done']));
  });

  it('between the call and its answer, the effect not there: unknown, not called again', async () => {
    await driver.say('engineer', 'monitor start prime-time-wall');
    const asked = await card(/Start .*prime-time-wall\?/);
    sandbox.fault({ kind: 'slow', ms: 600_000, action: 'StartLiveStreamMonitor' });
    await driver.press('engineer', asked, 'Confirm');
    await expect.poll(writes, { timeout: 10_000 }).toEqual(['StartLiveStreamMonitor']);
    await kill();

    await start();
    const told = await card(/Start .*prime-time-wall: outcome unknown/);
    expect(told.id).toBe(asked.id);
    expect(writes()).toEqual(['StartLiveStreamMonitor']);
    // The target is free again: whoever looks and decides may ask anew.
    await driver.say('engineer', 'monitor start prime-time-wall');
    await card(/Start .*prime-time-wall\?/);
  });

  it('while a preview waits: it can still be confirmed afterwards, once', async () => {
    await driver.say('engineer', 'monitor start prime-time-wall');
    const asked = await card(/Start .*prime-time-wall\?/);
    await kill();
    await start();
    await driver.press('engineer', asked, 'Confirm');
    const done = await card(/Start .*prime-time-wall: done/);
    expect(done.id).toBe(asked.id);
    expect(writes()).toEqual(['StartLiveStreamMonitor']);
  });
});

describe('a second Airdesk on the same data', { timeout: 60_000 }, () => {
  it('says who has it, and ends', async () => {
    const second = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      // As a newcomer starts it a second time: with a sandbox of its own, which must not keep it going.
      env: { PATH: process.env['PATH'], PORT: '0', AIRDESK_DATA: env['AIRDESK_DATA'] },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    second.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    const [code] = (await once(second, 'exit')) as [number];
    expect(code).toBe(1);
    expect(told).toContain('Another Airdesk uses this data folder');
  });
});
