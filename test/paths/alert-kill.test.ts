import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../src/sandbox/keys.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { liveStream, sceneWith } from '../../src/sandbox/scene.ts';
import { startImpatientCloud } from '../fakes/impatient-cloud.ts';
import { createFakeSlack } from '../fakes/slack/fake-slack.ts';
import { CHANNEL, userId, type SeenMessage } from './driver.ts';
import { createSlackDriver } from './slack-driver.ts';

const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const TOKEN = 'callback-path-of-the-killed';
const KEY = 'callback-key-of-the-killed';
/** Built once: it is started some two hundred times. Where its packages are found. */
const CACHE = join('node_modules', '.cache', 'airdesk-killed');
const BUILT = join(CACHE, 'dist');
/** Processes that are killed side by side. */
const SIDE_BY_SIDE = 4;

const CONFIG = `
people: { ada: { slack: ${userId('slack', 'engineer')}, roles: [engineer] } }
alerts: { channels: ["slack:${CHANNEL.slack}"], graceSeconds: 0, closeMinutes: 0 }
`;

interface Ran {
  /** The steps in which files were changed, in order. */
  readonly steps: readonly string[];
  readonly cards: readonly SeenMessage[];
}

/**
 * A stream breaks, its card comes, is acknowledged, recovers, and closes; meanwhile the process is killed at the write
 * boundary with this number (none: 0) and started again. The cloud, the channel and the people go on.
 */
async function run(killAt: number): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'airdesk-alert-kill-'));
  const sandbox = createSandbox({
    clock: systemClock,
    seed: 7,
    secretId: DEFAULT_SECRET_ID,
    secretKey: DEFAULT_SECRET_KEY,
    scene: sceneWith({ streams: [liveStream('push.example.com/live/main')] }),
  });
  const cloud = await sandbox.listen({ port: 0 });
  const slack = await createFakeSlack({ clock: systemClock });
  const between = await startImpatientCloud();
  sandbox.setCallback({ url: between.url, key: KEY });
  await writeFile(join(folder, 'airdesk.yaml'), CONFIG);
  const env: Record<string, string | undefined> = {
    PATH: process.env['PATH'],
    PORT: '0',
    AIRDESK_CONFIG: join(folder, 'airdesk.yaml'),
    AIRDESK_DATA: join(folder, 'data'),
    LIVE_ENDPOINT: cloud.origin,
    TENCENTCLOUD_SECRET_ID: DEFAULT_SECRET_ID,
    TENCENTCLOUD_SECRET_KEY: DEFAULT_SECRET_KEY,
    LIVE_CALLBACK_TOKEN: TOKEN,
    LIVE_CALLBACK_KEY: KEY,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  };
  let child: ChildProcess | undefined;
  let ending = false;
  let driver: ReturnType<typeof createSlackDriver> | undefined;

  /** Starts it; where it is killed, it is started again, and not killed any more. */
  async function start(at: number): Promise<void> {
    const started = spawn(process.execPath, [join(BUILT, 'killed-airdesk.js')], {
      env: { ...env, KILL_AT: String(at) },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    child = started;
    let restarted: Promise<void> | undefined;
    started.once('exit', (_code, signal) => {
      if (!ending && signal === 'SIGKILL') restarted = start(0);
    });
    const origin = await new Promise<string | undefined>((resolve) => {
      let text = '';
      started.stdout?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const ready = /"origin":"(http:\/\/127\.0\.0\.1:\d+)".*"msg":"ready"/.exec(text)?.[1];
        if (ready) resolve(ready);
      });
      started.once('exit', () => resolve(undefined));
    });
    if (origin === undefined) {
      if (!restarted && !ending) throw new Error('Airdesk ended by itself');
      await restarted;
      return;
    }
    if (env['PORT'] === '0') {
      env['PORT'] = new URL(origin).port;
      driver = createSlackDriver({ mode: 'http', fake: slack, botOrigin: origin });
      between.sendTo(`${origin}/callbacks/live/${TOKEN}`);
    }
  }

  const cards = (): readonly SeenMessage[] =>
    (driver?.messages() ?? []).filter(({ text }) => text.includes('main: off air'));
  const shows = (text: RegExp) =>
    expect.poll(() => cards().at(-1)?.text ?? '', { timeout: 20_000, interval: 20 }).toMatch(text);
  try {
    await start(killAt);
    sandbox.cut(MAIN);
    await shows(/off air/);
    // Whoever sees nothing happen presses again.
    for (let time = 0; time < 300 && !/cknowledged by/.test(cards().at(-1)?.text ?? ''); time++) {
      const card = cards().at(-1);
      if (card && time % 10 === 0)
        await driver?.press('engineer', card, 'Acknowledge').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await shows(/cknowledged by/);
    sandbox.push(MAIN);
    await shows(/[Cc]losed/);
    const steps = killAt === 0 ? await stepsOf(child) : [];
    return { steps, cards: cards() };
  } finally {
    ending = true;
    child?.kill('SIGKILL');
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await Promise.all([slack.stop(), sandbox.close(), between.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
}

/** The steps that a process which was not killed has passed. */
async function stepsOf(child: ChildProcess | undefined): Promise<readonly string[]> {
  return new Promise((resolve) => {
    child?.once('message', (passed) => resolve(passed as readonly string[]));
    child?.send('steps');
  });
}

beforeAll(async () => {
  await build({
    // Airdesk in a file of its own, or it would take the other program for itself and start twice.
    input: { airdesk: 'src/main.ts', 'killed-airdesk': 'test/paths/killed-airdesk.ts' },
    platform: 'node',
    external: /^[^./]/,
    logLevel: 'silent',
    output: { dir: BUILT, format: 'esm' },
  });
  const page = join('adapters', 'desk', 'page');
  await cp(page, join(CACHE, page), { recursive: true });
});

describe('kill -9 at every write boundary', { timeout: 600_000 }, () => {
  it('loses nothing, and posts no second card', async () => {
    const { steps, cards } = await run(0);
    expect(cards).toHaveLength(1);
    expect(steps.length).toBeGreaterThan(20);
    const boundaries = steps.map((_, index) => index + 1);
    const wrong: string[] = [];
    await Promise.all(
      Array.from({ length: SIDE_BY_SIDE }, async () => {
        for (let at = boundaries.shift(); at !== undefined; at = boundaries.shift()) {
          const name = `${at} (${steps[at - 1] ?? ''})`;
          try {
            const ran = await run(at);
            if (ran.cards.length !== 1) wrong.push(`${name}: ${ran.cards.length} cards`);
          } catch (error) {
            wrong.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
          }
        }
      }),
    );
    expect(wrong).toEqual([]);
  });
});
