/** Airdesk as a process, with a cloud that says back all it was sent: no secret is found anywhere behind it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { handshakeAnswer } from '../../src/live/stand-in.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** None looks like a secret: only by their values can they be known. */
const SECRETS = {
  TENCENTCLOUD_SECRET_ID: 'canary-one-7Q2m9x',
  TENCENTCLOUD_SECRET_KEY: 'canary+two/8W3n0y',
  LIVE_CALLBACK_TOKEN: 'canary-three-9E4b1z',
  LIVE_CALLBACK_KEY: 'canary-four-1R5v2a',
} as const;

let cloud: Server;
let airdesk: ChildProcess;
let folder: string;
let origin: string;
let log = '';
const asked: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-canary-'));
  cloud = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const nonce = /^\/_sandbox\/handshake\?nonce=(.*)$/.exec(request.url ?? '')?.[1];
      if (nonce !== undefined) {
        response.end(JSON.stringify({ standIn: handshakeAnswer(nonce) }));
        return;
      }
      asked.push(String(request.headers['x-tc-action']));
      const echo = [
        ...Object.values(SECRETS),
        ...Object.values(SECRETS).map(encodeURIComponent),
        JSON.stringify(request.headers),
        body,
      ];
      const isList = request.headers['x-tc-action'] === 'DescribeLiveStreamOnlineList';
      const stream = {
        DomainName: 'live.example.com',
        AppName: 'live',
        StreamName: `main ${SECRETS.TENCENTCLOUD_SECRET_KEY}`,
        PublishTimeList: [],
      };
      const answer =
        isList && asked.length % 2 === 0
          ? { OnlineInfo: [stream], TotalNum: 1, TotalPage: 1, PageNum: 1, PageSize: 100 }
          : { Error: { Code: `FailedOperation.${SECRETS.LIVE_CALLBACK_KEY}`, Message: echo.join(' ') } };
      response.end(JSON.stringify({ Response: { ...answer, RequestId: SECRETS.TENCENTCLOUD_SECRET_ID } }));
    });
  });
  await new Promise<void>((resolve) => cloud.listen(0, '127.0.0.1', resolve));
  await writeFile(join(folder, 'airdesk.yaml'), 'people:\n  ada:\n    desk: ada\n    roles: [engineer]\n');
  airdesk = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: ROOT,
    env: {
      ...{ PATH: process.env['PATH'], HOME: folder, PORT: '0', LOG_LEVEL: 'debug', ...SECRETS },
      AIRDESK_DATA: join(folder, 'data'),
      AIRDESK_CONFIG: join(folder, 'airdesk.yaml'),
      LIVE_ENDPOINT: `http://127.0.0.1:${(cloud.address() as AddressInfo).port}`,
    },
  });
  origin = await new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      log += chunk.toString();
      const found = /"origin":"([^"]+)"/.exec(log)?.[1];
      if (found !== undefined) resolve(found);
    };
    airdesk.stdout?.on('data', take);
    airdesk.stderr?.on('data', take);
    airdesk.once('exit', () => reject(new Error(log)));
  });
});

afterAll(async () => {
  if (airdesk.exitCode === null) {
    airdesk.kill('SIGKILL');
    await once(airdesk, 'exit');
  }
  cloud.close();
  await rm(folder, { recursive: true, force: true });
});

async function textsUnder(path: string): Promise<string> {
  const entries = await readdir(path, { withFileTypes: true });
  const texts = await Promise.all(
    entries.map((entry) =>
      entry.isDirectory() ? textsUnder(join(path, entry.name)) : readFile(join(path, entry.name), 'utf8'),
    ),
  );
  return texts.join('\n');
}

it('is found in cards, log, audit, files, metrics or /readyz', async () => {
  let cards = '';
  const stream = await fetch(`${origin}/desk/events?as=ada&tab=tab-of-a-canary`);
  const reading = (async () => {
    for await (const part of stream.body ?? []) cards += Buffer.from(part as Uint8Array).toString();
  })().catch(() => undefined);
  const lines = [
    'stream list',
    'stream list',
    'monitor list',
    'caster list',
    'stream show main',
    'audit',
    'alert list',
  ];
  const typed = Object.values(SECRETS).map(
    (secret) => `alert note x ${secret} ${encodeURIComponent(secret)}`,
  );
  for (const [index, line] of [...lines, ...typed].entries()) {
    const ask = { kind: 'command', id: `canary-ask-${index}`, tab: 'tab-of-a-canary', as: 'ada', line };
    const { status } = await fetch(`${origin}/desk/intents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(ask),
    });
    expect(status).toBe(202);
  }
  const told = await fetch(`${origin}/callbacks/live/${SECRETS.LIVE_CALLBACK_TOKEN}`, {
    method: 'POST',
    body: JSON.stringify({
      event_type: 314,
      callback_event: 'x',
      app: 'live.example.com',
      note: Object.values(SECRETS).join(' '),
    }),
  });
  expect(told.status).toBe(200);
  await expect
    .poll(() => cards.split('canary-ask').length + cards.split('"card"').length, { timeout: 60_000 })
    .toBeGreaterThan(lines.length);
  await expect.poll(() => asked.length, { timeout: 60_000 }).toBeGreaterThan(3);
  const outside = await Promise.all(
    ['/metrics', '/readyz', '/desk/audit?as=ada&language=en', '/desk/alerts?as=ada'].map(async (path) =>
      (await fetch(origin + path)).text(),
    ),
  );
  airdesk.kill('SIGUSR1');
  airdesk.kill('SIGTERM');
  await once(airdesk, 'exit');
  await reading;
  expect(log).not.toMatch(/Debugger listening/);

  const places = { cards, log, files: await textsUnder(join(folder, 'data')), outside: outside.join('\n') };
  expect(places.cards).toContain('[redacted]');
  expect(places.files).toContain('[redacted]');
  for (const [place, text] of Object.entries(places)) {
    for (const secret of Object.values(SECRETS)) {
      for (const form of [
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret).toString('base64').slice(0, 18),
      ]) {
        expect(text.includes(form), `${form} in ${place}`).toBe(false);
      }
    }
  }
});
