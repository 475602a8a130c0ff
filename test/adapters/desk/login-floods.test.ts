/** Guessing is slow from one address and for one name, and never keeps a known browser out. */
import { afterEach, describe, expect, it } from 'vitest';
import { startDesk, type DeskServer } from './desk-server.ts';

const PASSWORDS = new Map([
  ['ada', 'on-air-2026'],
  ['ben', 'off-air'],
]);
let server: DeskServer;
afterEach(() => server.stop());

const wrong: { user: string; address: string; isHeld: boolean }[] = [];

async function start(passwords = PASSWORDS): Promise<void> {
  wrong.length = 0;
  server = await startDesk({
    login: {
      kind: 'password',
      check: async (user, password) => passwords.get(user) === password,
      keyOf: (user) => passwords.get(user),
    },
    onWrongLogin: (user, address, isHeld) => wrong.push({ user, address, isHeld }),
  });
}

const login = (user: string, password: string, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}/desk/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: server.origin, ...headers },
    body: JSON.stringify({ user, password }),
  });
const from = (address: string) => ({ 'X-Forwarded-For': address });

async function knownCookie(user: string, password: string): Promise<Record<string, string>> {
  const response = await login(user, password, from('198.51.100.1'));
  expect(response.status).toBe(200);
  const cookie = response.headers.getSetCookie().find((each) => each.startsWith('airdesk_known='));
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; Path=\/desk\/login/);
  return { Cookie: cookie?.split(';')[0] ?? '' };
}

describe('wrong logins', () => {
  it('never keep the right password from a browser that is known', async () => {
    await start();
    const known = await knownCookie('ada', 'on-air-2026');
    for (let n = 0; n < 200; n += 1) await login('ada', `guess ${n}`, from(`203.0.113.${n % 100}`));
    expect((await login('ada', 'on-air-2026', from('192.0.2.1'))).status).toBe(429);
    expect((await login('ada', 'on-air-2026', { ...known, ...from('203.0.113.1') })).status).toBe(200);
  });

  it('in a browser that is known count there, and nowhere else', async () => {
    await start();
    const known = await knownCookie('ada', 'on-air-2026');
    for (let n = 0; n < 4; n += 1) expect((await login('ada', 'x', known)).status).toBe(401);
    expect((await login('ada', 'x', known)).status).toBe(429);
    expect((await login('ada', 'on-air-2026', from('192.0.2.1'))).status).toBe(200);
  });

  it.each([
    ['of somebody else', async () => knownCookie('ben', 'off-air')],
    ['that was made up', async () => ({ Cookie: `airdesk_known=9999999999999.abc.${'A'.repeat(43)}` })],
  ])('are not helped by a proof %s', async (_name, proof) => {
    await start();
    const headers = await proof();
    for (let n = 0; n < 6; n += 1) await login('ada', `guess ${n}`, headers);
    expect((await login('ada', 'on-air-2026', headers)).status).toBe(429);
  });

  it('make a browser a stranger when the password is another one', async () => {
    const passwords = new Map(PASSWORDS);
    await start(passwords);
    const known = await knownCookie('ada', 'on-air-2026');
    passwords.set('ada', 'changed');
    for (let n = 0; n < 6; n += 1) await login('ada', `guess ${n}`);
    expect((await login('ada', 'changed', known)).status).toBe(429);
  });

  it('count by address over all names, and other addresses are not held up by it', async () => {
    await start();
    const statuses: number[] = [];
    for (let n = 0; n < 21; n += 1) statuses.push((await login(`name${n}`, 'x', from('203.0.113.7'))).status);
    expect(statuses.indexOf(429)).toBe(19);
    expect((await login('ben', 'off-air', from('203.0.113.7'))).status).toBe(429);
    expect((await login('ben', 'off-air', from('203.0.113.8'))).status).toBe(200);
  });

  it('are told to the audit: by name where somebody is called so, never what was typed otherwise', async () => {
    await start();
    await login('ada', 'x', from('203.0.113.7'));
    await login('hunter2-typed-as-a-name', 'x', from('203.0.113.7'));
    expect(wrong).toEqual([
      { user: 'ada', address: '203.0.113.7', isHeld: false },
      { user: '', address: '203.0.113.7', isHeld: false },
    ]);
  });
});
