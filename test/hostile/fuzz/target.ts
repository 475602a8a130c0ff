import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from '../../../adapters/desk/passwords.ts';
import { DEFAULT_SECRET_KEY } from '../../../sandbox/keys.ts';
import { createKeys } from '../../fakes/discord/deliver-http.ts';
import { build, start, type Running } from './process.ts';
import { listenOnLoopback } from '../../fakes/loopback.ts';

/** Found in no answer, log or message. */
export const SECRETS = {
  LIVE_CALLBACK_TOKEN: 'fuzz-token-9E4b1z8Kw2',
  LIVE_CALLBACK_KEY: 'fuzz-callback-1R5v2a',
  SLACK_BOT_TOKEN: 'xoxb-fuzz-7Q2m9x4Lt',
  SLACK_SIGNING_SECRET: 'fuzz-signing-8W3n0y5Pd',
  DISCORD_TOKEN: 'fuzz-discord-3J6c7u2Hs',
} as const;
/** What the desk lets ada in with. */
export const PASSWORD = 'fuzz-password-5G8t';
const APPLICATION = '100000000000000001';

/** Everything that is attacked: the built product, twice, and a stand-in cloud. */
export interface Target {
  /** With an account, Slack and Discord over HTTP, and passwords on the desk. */
  readonly airdesk: Running;
  /** Without an account: the desk open, and `/_sandbox`. */
  readonly demo: Running;
  /** The cloud of the first: nobody may write to it. */
  readonly cloud: Running;
  /** Another stand-in cloud, whose API is attacked with its own keys. */
  readonly apart: Running;
  readonly discordKey: ReturnType<typeof createKeys>['privateKey'];
  /** A cookie of ada. */
  readonly cookie: string;
  /** All that was sent to Slack and Discord, the newest part. */
  readonly sent: () => string;
  stop(): Promise<void>;
}

const PEOPLE = `people:
  ada:
    desk: ada
    slack: U0LEAD
    discord: '101423161823141427'
    roles: [engineer]
  vic:
    slack: U0ENGINEER
    roles: [viewer]
`;

/** Builds and starts it. */
export async function startTarget(): Promise<Target> {
  const folder = await mkdtemp(join(tmpdir(), 'airdesk-fuzz-'));
  const { privateKey, publicKey } = createKeys();
  const chats = await startChats(publicKey);
  const dist = await build(join(folder, 'built'));
  const [main, sandbox] = [join(dist, 'main.js'), join(dist, 'sandbox.js')];
  await writeFile(join(folder, 'airdesk.yaml'), PEOPLE);
  const hash = await hashPassword(PASSWORD, Buffer.from('0123456789abcdef'));
  await writeFile(join(folder, 'passwords'), `ada:${hash}\n`);
  // Loose, to be told at the start.
  await chmod(join(folder, 'passwords'), 0o640);
  const own = { HOME: folder, PORT: '0' };
  const [cloud, apart, demo] = await Promise.all([
    start('cloud', [sandbox, '--port', '0', '--scene', 'demo'], own),
    start('apart', [sandbox, '--port', '0', '--scene', 'demo'], own),
    start('demo', [main], { ...own, AIRDESK_DATA: join(folder, 'demo') }),
  ]);
  const airdesk = await start('airdesk', [main], {
    ...own,
    ...SECRETS,
    AIRDESK_DATA: join(folder, 'data'),
    AIRDESK_CONFIG: join(folder, 'airdesk.yaml'),
    LIVE_ENDPOINT: `http://127.0.0.1:${cloud.port}`,
    TENCENTCLOUD_SECRET_ID: 'AKIDsandbox-not-a-real-id',
    TENCENTCLOUD_SECRET_KEY: DEFAULT_SECRET_KEY,
    DESK_PASSWORDS_FILE: join(folder, 'passwords'),
    SLACK_API_URL: `${chats.origin}/api/`,
    DISCORD_API_URL: `${chats.origin}/api`,
    DISCORD_APPLICATION_ID: APPLICATION,
    DISCORD_PUBLIC_KEY: publicKey,
  });
  const all = [airdesk, demo, cloud, apart];
  return {
    ...{ airdesk, demo, cloud, apart, discordKey: privateKey, sent: chats.sent },
    cookie: await logIn(airdesk.port),
    async stop() {
      await Promise.all(all.map((one) => one.stop()));
      chats.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function logIn(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/desk/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}` },
    body: JSON.stringify({ user: 'ada', password: PASSWORD }),
  });
  if (answer.status !== 200) throw new Error(`ada cannot log in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

const MOST_SENT = 4_000_000;

/** Slack and Discord, as far as they are needed: they take everything. */
async function startChats(publicKey: string) {
  let sent = '';
  let count = 0;
  const server = createServer((request, response) => {
    request.on('data', (part: Buffer) => (sent = (sent + part.toString()).slice(-MOST_SENT)));
    request.on('end', () => {
      const id = String(300_000_000_000_000_000n + BigInt(++count));
      const isMine = request.url?.includes('/applications/@me') === true;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          ...{ ok: true, user_id: 'U0AIRDESK', channel: 'C0ONAIR', ts: `1772395201.${count % 1_000_000}` },
          ...{ id: isMine ? APPLICATION : id, channel_id: '200000000000000001', verify_key: publicKey },
        }),
      );
    });
  });
  const { origin, close } = await listenOnLoopback(server);
  return { origin, sent: () => sent, close: () => void close() };
}
