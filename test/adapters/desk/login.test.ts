import { afterEach, describe, expect, it } from 'vitest';
import { card, openPage, startDesk } from './desk-server.ts';
import type { DeskServer } from './desk-server.ts';

const PASSWORDS = new Map([
  ['ada', 'on-air-2026'],
  ['ben', 'off-air'],
]);

let server: DeskServer;
afterEach(() => server.stop());

async function start(): Promise<DeskServer> {
  server = await startDesk({
    login: { kind: 'password', check: async (user, password) => PASSWORDS.get(user) === password },
  });
  return server;
}

function login(user: string, password: string): Promise<Response> {
  return fetch(`${server.origin}/desk/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: server.origin },
    body: JSON.stringify({ user, password }),
  });
}

async function cookieOf(user: string, password: string): Promise<string> {
  const response = await login(user, password);
  expect(response.status).toBe(200);
  const cookie = response.headers.get('set-cookie')!;
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Strict/);
  return cookie.split(';')[0]!;
}

const ask = (id: string) => ({ kind: 'command', id, line: 'stream list' });

describe('login by password', () => {
  it('shows nothing and takes nothing without a login', async () => {
    const { origin, post } = await start();
    expect((await post(ask('ask-0001'))).status).toBe(401);
    expect((await post({ ...ask('ask-0001'), as: 'ada' })).status).toBe(401);
    expect((await post(ask('ask-0001'), { Cookie: 'airdesk_desk=guess' })).status).toBe(401);
    expect((await fetch(`${origin}/desk/events?as=ada`)).status).toBe(401);
    const setup = await (await fetch(`${origin}/desk/setup?as=ada`)).json();
    expect(setup).toMatchObject({
      login: 'password',
      me: null,
      people: [],
      completions: [],
      suggestions: [],
    });
    expect((await fetch(`${origin}/desk`)).status).toBe(200);
  });

  it('knows who is logged in, whatever the request claims', async () => {
    const { post, intents, origin, desk } = await start();
    const cookie = await cookieOf('ada', 'on-air-2026');
    expect((await post({ ...ask('ask-0001'), as: 'ben' }, { Cookie: cookie })).status).toBe(202);
    expect(intents[0]?.actor).toEqual({ platform: 'desk', userId: 'ada', name: 'ada' });
    const page = await openPage(origin, 'as=ben', { Cookie: cookie });
    await desk.post(intents[0]!.place, intents[0]!.actor, card('for ada', { visibility: 'asker' }));
    expect(await page.next('message')).toMatchObject({ private: true });
    await page.close();
  });

  it('ends with logout: the stream closes and the cookie is worth nothing', async () => {
    const { post, origin } = await start();
    const cookie = await cookieOf('ada', 'on-air-2026');
    const page = await openPage(origin, '', { Cookie: cookie });
    const headers = { 'Content-Type': 'application/json', Origin: origin, Cookie: cookie };
    await fetch(`${origin}/desk/logout`, { method: 'POST', headers, body: '{}' });
    await page.ended;
    expect((await post(ask('ask-0001'), { Cookie: cookie })).status).toBe(401);
  });

  it('ends after twelve hours, open streams too', async () => {
    const { post, origin, clock } = await start();
    const cookie = await cookieOf('ada', 'on-air-2026');
    const page = await openPage(origin, '', { Cookie: cookie });
    clock.advance(12 * 60 * 60_000 - 1);
    expect((await post(ask('ask-0001'), { Cookie: cookie })).status).toBe(202);
    clock.advance(15_000);
    await page.ended;
    expect((await post(ask('ask-0002'), { Cookie: cookie })).status).toBe(401);
  });

  it('makes guessers wait, longer each time, and only them', async () => {
    const { clock } = await start();
    for (let n = 0; n < 4; n++) expect((await login('ada', 'wrong')).status).toBe(401);
    const fifth = await login('ada', 'wrong');
    expect(fifth.status).toBe(429);
    expect(fifth.headers.get('retry-after')).toBe('1');
    expect((await login('ada', 'on-air-2026')).status).toBe(429);
    expect((await login('ben', 'off-air')).status).toBe(200);
    clock.advance(1_000);
    expect((await login('ada', 'wrong')).headers.get('retry-after')).toBe('2');
    clock.advance(2_000);
    expect((await login('ada', 'on-air-2026')).status).toBe(200);
    expect((await login('ada', 'wrong')).status).toBe(401);
  });

  it('does not tell unknown users from wrong passwords, and limits guessing over all names', async () => {
    await start();
    const wrong = await (await login('ada', 'wrong')).json();
    expect(await (await login('nobody', 'wrong')).json()).toEqual(wrong);
    const statuses = new Set<number>();
    for (let n = 0; n < 60; n++) statuses.add((await login(`name${n}`, 'wrong')).status);
    expect([...statuses]).toEqual([401, 429]);
  });

  it('refuses a login from another site', async () => {
    const { origin } = await start();
    const response = await fetch(`${origin}/desk/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: 'http://evil.example' },
      body: JSON.stringify({ user: 'ada', password: 'on-air-2026' }),
    });
    expect(response.status).toBe(403);
  });

  it('never logs a password', async () => {
    await start();
    for (let n = 0; n < 7; n++) await login('ada', 'hunter2-hunter2');
    expect(server.logged.length).toBeGreaterThan(0);
    expect(server.logged.join()).not.toContain('hunter2');
  });
});
