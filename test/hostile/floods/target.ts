import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '../../../adapters/desk/passwords.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../../sandbox/keys.ts';
import { systemClock } from '../../../src/clock.ts';
import { createFakeSlack, type FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { userId, type ChatDriver, type SeenMessage } from '../../paths/stage/driver.ts';
import { createSlackDriver } from '../../paths/stage/slack-driver.ts';
import { build, start, type Running } from '../fuzz/process.ts';

const CALLBACK_TOKEN = 'floods-path-9E4b1zK6w2';
const CALLBACK_KEY = 'floods-callback-1R5v2a';
const PASSWORD = 'floods-password-5G8t';
/** Those who may only look. */
export const VIEWERS = ['vic', 'val', 'vox', 'vee', 'vow'] as const;

/** The built product as a process, with a stand-in cloud and a Slack: what is flooded. */
export interface FloodTarget {
  readonly airdesk: Running;
  readonly slack: FakeSlack;
  readonly driver: ChatDriver;
  readonly origin: string;
  /** A cookie of somebody on the desk. */
  readonly logIn: (user: string) => Promise<string>;
  /** Sends a good callback. Gives the status and how long it took, ms. */
  readonly callback: () => Promise<Asked>;
  /** GET. */
  readonly ask: (path: string) => Promise<Asked>;
  /** A connection of its own. `text` is written at once. */
  readonly open: (text?: string) => Promise<Socket>;
  /** Waits until the channel shows this. */
  readonly seen: (text: RegExp, after?: number) => Promise<SeenMessage>;
  stop(): Promise<void>;
}

export interface Asked {
  readonly status: number;
  readonly ms: number;
}

const PATIENCE_MS = 60_000;

/** Builds and starts it. */
export async function startFloodTarget(): Promise<FloodTarget> {
  const folder = await mkdtemp(join(tmpdir(), 'airdesk-floods-'));
  const slack = await createFakeSlack({ clock: systemClock });
  const dist = await build(join(folder, 'built'));
  const hash = await hashPassword(PASSWORD, Buffer.from('0123456789abcdef'));
  await writeFile(
    join(folder, 'passwords'),
    ['ada', ...VIEWERS].map((user) => `${user}:${hash}\n`).join(''),
    {
      mode: 0o600,
    },
  );
  const viewers = VIEWERS.map((user) => `  ${user}: { desk: ${user}, roles: [viewer] }\n`).join('');
  await writeFile(
    join(folder, 'airdesk.yaml'),
    `people:
  ada: { desk: ada, slack: ${userId('slack', 'engineer')}, roles: [engineer] }
${viewers}policy: { verifyWithinSeconds: 2 }
`,
  );
  const cloud = await start('cloud', [join(dist, 'sandbox.js'), '--port', '0', '--scene', 'demo'], {
    HOME: folder,
    PORT: '0',
  });
  const airdesk = await start('airdesk', [join(dist, 'main.js')], {
    ...{ HOME: folder, PORT: '0', AIRDESK_DATA: join(folder, 'data') },
    AIRDESK_CONFIG: join(folder, 'airdesk.yaml'),
    DESK_PASSWORDS_FILE: join(folder, 'passwords'),
    LIVE_ENDPOINT: `http://127.0.0.1:${cloud.port}`,
    TENCENTCLOUD_SECRET_ID: DEFAULT_SECRET_ID,
    TENCENTCLOUD_SECRET_KEY: DEFAULT_SECRET_KEY,
    LIVE_CALLBACK_TOKEN: CALLBACK_TOKEN,
    LIVE_CALLBACK_KEY: CALLBACK_KEY,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  });
  const origin = `http://127.0.0.1:${airdesk.port}`;
  const driver = createSlackDriver({ mode: 'http', fake: slack, botOrigin: origin });
  const sockets = new Set<Socket>();
  let told = 0;

  async function timed(
    path: string,
    init: { readonly method?: string; readonly body?: string } = {},
  ): Promise<Asked> {
    const begun = performance.now();
    // On a connection of its own, as a health check and a callback have.
    const response = await fetch(origin + path, {
      ...init,
      headers: { connection: 'close' },
    });
    await response.arrayBuffer();
    return { status: response.status, ms: performance.now() - begun };
  }

  return {
    ...{ airdesk, slack, driver, origin },
    async logIn(user) {
      const answer = await fetch(`${origin}/desk/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ user, password: PASSWORD }),
      });
      if (answer.status !== 200) throw new Error(`${user} cannot log in: ${answer.status}`);
      return answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ');
    },
    callback() {
      told += 1;
      const t = Math.floor(systemClock.now() / 1000) + 600;
      const sign = createHash('md5').update(`${CALLBACK_KEY}${t}`).digest('hex');
      const stream = { app: 'push.example.com', appname: 'live', stream_id: 'quiet', sequence: String(told) };
      const body = JSON.stringify({ event_type: 1, t, sign, ...stream });
      return timed(`/callbacks/live/${CALLBACK_TOKEN}`, { method: 'POST', body });
    },
    ask: (path) => timed(path),
    async open(text = '') {
      const socket = connect({ port: airdesk.port, host: '127.0.0.1' });
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => undefined);
      socket.on('data', () => undefined);
      await once(socket, 'connect');
      if (text !== '') socket.write(text);
      return socket;
    },
    async seen(text, after = 0) {
      const until = performance.now() + PATIENCE_MS;
      for (;;) {
        const found = driver
          .messages()
          .slice(after)
          .findLast((message) => text.test(message.text));
        if (found) return found;
        if (performance.now() > until)
          throw new Error(
            `never seen: ${String(text)}\n${driver
              .messages()
              .slice(-5)
              .map((one) => one.text.slice(0, 200))
              .join('\n---\n')}`,
          );
        await pause(5);
      }
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await airdesk.stop();
      await cloud.stop();
      await slack.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Real time. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
