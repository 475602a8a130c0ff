import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createSandbox } from '../../../sandbox/sandbox.ts';
import { systemClock } from '../../../src/clock.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { CHANNEL, userId, type ChatDriver, type SeenMessage } from '../../paths/stage/driver.ts';
import { createFarEnd, type Platform } from '../../paths/stage/far-end.ts';
import { start, type Running } from '../fuzz/process.ts';
import { startEchoingCloud, type EchoingCloud } from './echoing-cloud.ts';
import { FORMS } from './forms.ts';

/** Known to Airdesk by their values; none looks like what it is. */
const KNOWN = {
  TENCENTCLOUD_SECRET_ID: 'Qz7canary-cloud-id-8W3n0y',
  TENCENTCLOUD_SECRET_KEY: 'Rv4canary+cloud/key&5H2k',
  LIVE_CALLBACK_TOKEN: 'Tb1canary-path-9E4b1zK6',
  LIVE_CALLBACK_KEY: 'Yn6canary-callback-1R5v2a',
} as const;
/** Known to nobody: only that it stands behind its name tells what it is. */
const SIGNATURE = '7c4d9e1f8a2b3c5d6e7f8091a2b3c4d5';
const ADDRESSES = [
  `rtmp://push.example.com/live/main?txSecret=${SIGNATURE}&txTime=6A000000`,
  `{"txSecret":"${SIGNATURE}"}`,
  `srt://push.example.com:9000?streamid=#!::h=push.example.com,r=live/main,txSecret=${SIGNATURE},txTime=6A000000`,
  encodeURIComponent(`rtmp://push.example.com/live/main?txSecret=${SIGNATURE}&txTime=6A000000`),
];

/** Airdesk as a process on one platform, before a cloud that says everything back. */
export interface CanaryRun {
  readonly secrets: Readonly<Record<string, string>>;
  readonly driver: ChatDriver;
  readonly cloud: EchoingCloud;
  readonly airdesk: Running;
  readonly origin: string;
  /** The next echo: each secret in each form, in turn. */
  readonly next: () => string;
  /** How many there are before they begin again. */
  readonly echoes: number;
  /** A message of the cloud, with echoes where it has words, signed as it should be. */
  callback(content: object): Promise<void>;
  /** Waits until this shows, for as long as a slow machine takes. */
  readonly seen: (text: RegExp) => Promise<SeenMessage>;
  /** All that left the process and all that it keeps, by where it went. */
  places(): Promise<Readonly<Record<string, string>>>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/** Starts one from a program that was built (`build` of the fuzz). */
export async function startCanaryRun(platform: Platform, program: string): Promise<CanaryRun> {
  const folder = await mkdtemp(join(tmpdir(), 'airdesk-canaries-'));
  // Fakes take the time from it: that of this machine.
  const clock: TestClock = { ...createTestClock(), ...systemClock };
  const farEnd = await createFarEnd(platform, clock);
  farEnd.discord?.limitRate({ limit: 1_000, seconds: 1 });
  const sandbox = createSandbox({
    ...{ clock: systemClock, seed: 7, scene: demoScene },
    ...{ secretId: KNOWN.TENCENTCLOUD_SECRET_ID, secretKey: KNOWN.TENCENTCLOUD_SECRET_KEY },
  });
  const inner = await sandbox.listen({ port: 0 });
  const tokens = Object.fromEntries(Object.entries(farEnd.env).filter(([name]) => /TOKEN|SECRET/.test(name)));
  const secrets = { ...KNOWN, ...tokens, signature: SIGNATURE };
  const echoes = [
    ...Object.values({ ...KNOWN, ...tokens }).flatMap((secret) => FORMS.map(({ write }) => write(secret))),
    ...ADDRESSES,
    // In base64 nothing tells what it is.
    ...FORMS.filter(({ name }) => !name.includes('base64')).map(({ write }) => write(ADDRESSES[0] ?? '')),
  ];
  let turn = 0;
  const next = (): string => echoes[turn++ % echoes.length] ?? '';
  const cloud = await startEchoingCloud(inner.origin, next);
  const name = platform.split(' ')[0] as keyof typeof CHANNEL;
  const people = ['engineer', 'lead', 'viewer'].map(
    (user) => `  ${user}: { ${name}: "${userId(name, user)}", roles: [${user}] }`,
  );
  await writeFile(
    join(folder, 'airdesk.yaml'),
    `people:\n${people.join('\n')}
streams:
  prime: { domain: push.example.com, app: live, stream: main }
policy: { verifyWithinSeconds: 1 }
alerts: { channels: ["${name}:${CHANNEL[name]}"], graceSeconds: 0, watched: [{ streams: ['*'] }] }
`,
  );
  const airdesk = await start('airdesk', [program], {
    ...{ HOME: folder, PORT: '0', LOG_LEVEL: 'debug' },
    ...KNOWN,
    ...farEnd.env,
    AIRDESK_DATA: join(folder, 'data'),
    AIRDESK_CONFIG: join(folder, 'airdesk.yaml'),
    LIVE_ENDPOINT: cloud.origin,
  });
  const origin = `http://127.0.0.1:${airdesk.port}`;
  const driver = farEnd.people(origin);
  const pages: string[] = [];

  async function ask(path: string, init: RequestInit = {}): Promise<void> {
    const response = await fetch(origin + path, init).catch(() => undefined);
    if (response)
      pages.push(`${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`);
  }

  /** Everything that answers whoever asks. */
  async function askAll(): Promise<void> {
    for (const path of ['/metrics', '/readyz', '/healthz']) await ask(path);
    for (const secret of Object.values(secrets)) {
      const inPath = encodeURIComponent(secret);
      await ask(`/${inPath}?key=${inPath}`);
      await ask(`/callbacks/live/${inPath}x`, {
        method: 'POST',
        body: `{"event_type":1,"sign":"${inPath}"}`,
      });
      await ask('/slack/events', { method: 'POST', body: inPath, headers: { 'x-slack-signature': inPath } });
      await ask('/discord/interactions', { method: 'POST', body: inPath });
      await ask('/desk/login', { method: 'POST', body: JSON.stringify({ user: secret, password: secret }) });
      await ask('/desk/company/back?state=x&code=' + inPath);
      await ask('/desk/intents', { method: 'POST', body: inPath, headers: { cookie: `s=${inPath}` } });
    }
  }

  return {
    ...{ secrets, driver, cloud, airdesk, origin, next, echoes: echoes.length },
    async callback(content) {
      const t = Math.floor(systemClock.now() / 1000) + 600;
      const sign = createHash('md5').update(`${KNOWN.LIVE_CALLBACK_KEY}${t}`).digest('hex');
      const response = await fetch(`${origin}/callbacks/live/${KNOWN.LIVE_CALLBACK_TOKEN}`, {
        method: 'POST',
        body: JSON.stringify({ ...content, t, sign }),
      });
      if (response.status !== 200) throw new Error(`a callback was answered ${response.status}`);
    },
    async seen(text) {
      const until = performance.now() + PATIENCE_MS;
      for (;;) {
        const found = driver.messages().findLast((message) => text.test(message.text));
        if (found) return found;
        if (performance.now() > until) {
          const shown = driver.messages().map((message) => message.text.slice(0, 300));
          throw new Error(
            `never seen: ${String(text)}\n${shown.slice(-6).join('\n---\n')}\n${airdesk.log().slice(-2_000)}`,
          );
        }
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    },
    async places() {
      await askAll();
      return {
        pages: pages.join('\n'),
        log: airdesk.log(),
        'data folder': await textsUnder(join(folder, 'data')),
        'requests to Slack': JSON.stringify(farEnd.slack?.calls ?? []),
        'files to Slack': (farEnd.slack?.workspace.files ?? [])
          .map(({ bytes, filename, alt }) => `${filename} ${alt ?? ''} ${bytes?.toString('latin1') ?? ''}`)
          .join('\n'),
        'requests to Discord': JSON.stringify(
          (farEnd.discord?.calls ?? []).map(({ files, ...call }) => ({
            ...call,
            files: files?.map(({ name: file, bytes, description }) => [
              file,
              description,
              bytes.toString('latin1'),
            ]),
          })),
        ),
        messages: JSON.stringify(driver.messages()),
      };
    },
    async stop() {
      await airdesk.stop();
      await driver.stop();
      await cloud.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function textsUnder(path: string): Promise<string> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return (await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))).join(
    '\n',
  );
}
