/** The file of passwords is exchanged while people are signed in: over sockets, with the whole of Airdesk behind it. */
import '../../machine/loaded.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '../../../adapters/desk/passwords.ts';
import type { Airdesk } from '../../../src/start/airdesk.ts';
import { startAirdesk } from '../../../src/start/start-airdesk.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { openEvents } from '../../paths/stage/desk-events.ts';

const LOOK = 5_000;

let folder: string;
let clock: TestClock;
let airdesk: Airdesk;
const stop = new AbortController();

const line = async (user: string, password: string) =>
  `${user}:${await hashPassword(password, Buffer.from('0123456789abcdef'))}\n`;

async function passwords(text: string): Promise<void> {
  await writeFile(join(folder, 'passwords'), text, { mode: 0o600 });
  clock.advance(LOOK);
  clock.advance(LOOK);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-passwords-'));
  clock = createTestClock();
  await writeFile(join(folder, 'passwords'), (await line('ada', 'old of ada')) + (await line('bo', 'of bo')));
  await writeFile(
    join(folder, 'airdesk.yaml'),
    'people: { ada: { desk: ada, roles: [engineer] }, bo: { desk: bo, roles: [viewer] } }\n',
  );
  airdesk = await startAirdesk({
    clock,
    env: {
      PORT: '0',
      AIRDESK_CONFIG: join(folder, 'airdesk.yaml'),
      AIRDESK_DATA: join(folder, 'data'),
      LIVE_ENDPOINT: 'http://127.0.0.1:1',
      TENCENTCLOUD_SECRET_ID: 'AKIDnobody',
      TENCENTCLOUD_SECRET_KEY: 'nobody-has-this-key',
      DESK_PASSWORDS_FILE: join(folder, 'passwords'),
      LOG_LEVEL: 'error',
    },
  });
});
afterEach(async () => {
  stop.abort();
  await airdesk.close();
  await rm(folder, { recursive: true, force: true });
});

async function logIn(user: string, password: string): Promise<{ status: number; cookie: string }> {
  const answer = await fetch(`${airdesk.origin}/desk/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: airdesk.origin },
    body: JSON.stringify({ user, password }),
  });
  const cookie = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
  return { status: answer.status, cookie: cookie.join('; ') };
}

async function ask(cookie: string): Promise<number> {
  const answer = await fetch(`${airdesk.origin}/desk/intents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: airdesk.origin, cookie },
    body: JSON.stringify({
      kind: 'command',
      id: `ask-${Math.floor(performance.now() * 1000)}`,
      tab: 'tab-of-somebody-1',
      line: 'help',
    }),
  });
  return answer.status;
}

describe('passwords that are exchanged in their file', () => {
  it('count at once: the former one lets nobody in, its sessions and pages are over, those of others go on', async () => {
    const ada = await logIn('ada', 'old of ada');
    const bo = await logIn('bo', 'of bo');
    expect([ada.status, bo.status]).toEqual([200, 200]);
    const pages = [ada, bo].map(({ cookie }) =>
      openEvents(`${airdesk.origin}/desk/events?tab=tab-of-somebody-1`, stop.signal, () => undefined, {
        cookie,
      }),
    );
    await Promise.all(pages.map(({ ready }) => ready));
    expect([await ask(ada.cookie), await ask(bo.cookie)]).toEqual([202, 202]);

    await passwords((await line('ada', 'new of ada')) + (await line('bo', 'of bo')));
    await pages[0]?.ended;
    expect([await ask(ada.cookie), await ask(bo.cookie)]).toEqual([401, 202]);
    expect((await logIn('ada', 'old of ada')).status).toBe(401);
    expect((await logIn('ada', 'new of ada')).status).toBe(200);
  });

  it('let nobody in whose line is gone, and somebody whose line is new', async () => {
    const { cookie } = await logIn('ada', 'old of ada');
    await passwords(await line('bo', 'of bo'));
    expect(await ask(cookie)).toBe(401);
    expect((await logIn('ada', 'old of ada')).status).toBe(401);
    await passwords((await line('bo', 'of bo')) + (await line('ada', 'again')));
    expect((await logIn('ada', 'again')).status).toBe(200);
  });

  it.each([
    ['empty', ''],
    ['half written', 'ada:scrypt$MDEy'],
    ['with a plain password in it', 'ada:letmein\n'],
  ])('are not taken from a file that is %s: it is told, and the former ones go on', async (_, text) => {
    const { cookie } = await logIn('ada', 'old of ada');
    await passwords(text);
    expect(await ask(cookie)).toBe(202);
    const ready = await (await fetch(`${airdesk.origin}/readyz`)).text();
    expect(ready).toContain('DESK_PASSWORDS_FILE: a new secret was not accepted');
    expect(ready).not.toContain('letmein');
  });
});
