/** Sign-in with the company's provider, over sockets, on the whole Airdesk. */
import '../../../machine/loaded.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../../sandbox/sandbox.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../../../sandbox/keys.ts';
import type { Airdesk } from '../../../../src/start/airdesk.ts';
import { startAirdesk } from '../../../../src/start/start-airdesk.ts';
import { startOidcProvider, type OidcProvider, type Wrong } from '../../../fakes/oidc-provider.ts';
import { createTestClock, type TestClock } from '../../../fakes/test-clock.ts';
import { createBrowser, type Browser, type Page } from './browser.ts';
import { listenOnLoopback } from '../../../fakes/loopback.ts';

const SECRET = 'the-secret-of-the-client-42';
const HOUR = 3_600_000;
const CONFIG = `people:
  ada: { desk: ada@example.com, roles: [engineer] }
  lee: { desk: lee@example.com, roles: [lead] }
platformRoles:
  'desk:Live Ops': [viewer]
`;
const ADA = { sub: 's-1', email: 'Ada@Example.com', email_verified: true, name: 'Ada L.' };

let folder: string;
let port: number;
let clock: TestClock;
let sandbox: Awaited<ReturnType<Sandbox['listen']>>;
let provider: OidcProvider;
let airdesk: Airdesk;
let env: Record<string, string>;

async function freePort(): Promise<number> {
  const { port: free, close } = await listenOnLoopback(createServer());
  await close();
  return free;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-company-'));
  clock = createTestClock();
  sandbox = await createSandbox({
    clock,
    seed: 7,
    secretId: DEFAULT_SECRET_ID,
    secretKey: DEFAULT_SECRET_KEY,
  }).listen({ port: 0 });
  provider = await startOidcProvider(() => clock.now(), SECRET);
  port = await freePort();
  await writeFile(join(folder, 'airdesk.yaml'), CONFIG);
  env = {
    PORT: String(port),
    AIRDESK_CONFIG: join(folder, 'airdesk.yaml'),
    AIRDESK_DATA: join(folder, 'data'),
    AIRDESK_URL: `http://127.0.0.1:${port}`,
    LIVE_ENDPOINT: sandbox.origin,
    TENCENTCLOUD_SECRET_ID: DEFAULT_SECRET_ID,
    TENCENTCLOUD_SECRET_KEY: DEFAULT_SECRET_KEY,
    DESK_OIDC_ISSUER: provider.issuer,
    DESK_OIDC_CLIENT_ID: 'airdesk',
    DESK_OIDC_CLIENT_SECRET: SECRET,
    LOG_LEVEL: 'error',
  };
  airdesk = await startAirdesk({ env, clock });
});
/** Stops it. A connection that a browser has just opened is cut when time passes. */
async function stopped(): Promise<void> {
  let isStopped = false;
  const closed = airdesk.close().finally(() => (isStopped = true));
  for (let waited = 0; !isStopped; waited += 5) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    // Mostly there is none, and then sessions are not to grow older.
    if (waited > 2000) clock.advance(500);
  }
  await closed;
}

afterEach(async () => {
  await stopped();
  await provider.close();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

async function restart(more: Record<string, string> = {}): Promise<void> {
  await stopped();
  airdesk = await startAirdesk({ env: { ...env, ...more }, clock });
}

/** Who the desk knows the browser as. */
async function me(browser: Browser): Promise<string | undefined> {
  const response = await browser.fetch(`${airdesk.origin}/desk/setup`);
  return ((await response.json()) as { me: { userId: string } | null }).me?.userId;
}

async function signIn(person: Record<string, unknown> = ADA): Promise<{ browser: Browser; page: Page }> {
  provider.person = person;
  const browser = createBrowser();
  return { browser, page: await browser.open(`${airdesk.origin}/desk/company`) };
}

async function ask(browser: Browser, id: string, line: string): Promise<number> {
  const body = JSON.stringify({ kind: 'command', id, line });
  return (await browser.fetch(`${airdesk.origin}/desk/intents`, { method: 'POST', body })).status;
}

/** Everything that the desk shows to whoever it is, as text. */
async function shown(browser: Browser): Promise<string> {
  const stop = new AbortController();
  const response = await browser.fetch(`${airdesk.origin}/desk/events`, { signal: stop.signal });
  const reader = response.body?.getReader();
  let text = '';
  while (!text.includes('event: sync') || !text.endsWith('\n\n')) {
    const read = await reader?.read();
    if (!read || read.done) break;
    text += Buffer.from(read.value).toString('utf8');
  }
  stop.abort();
  return text;
}

async function shownUntil(browser: Browser, wanted: RegExp): Promise<string> {
  let text = '';
  for (let tries = 0; tries < 200 && !wanted.test(text); tries++) {
    clock.advance(5);
    await new Promise((resolve) => setTimeout(resolve, 5));
    text = await shown(browser);
  }
  expect(text).toMatch(wanted);
  return text;
}

describe('sign-in of a company', () => {
  it('knows somebody by their email, whatever its capitals, and gives a cookie that scripts and other sites have not', async () => {
    const { browser, page } = await signIn();
    expect([page.status, new URL(page.address).pathname]).toEqual([200, '/desk']);
    expect(await me(browser)).toBe('ada@example.com');
    const cookie = browser.setCookies.find((header) => header.startsWith('airdesk_desk='));
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    const [request] = provider.tokenRequests;
    expect(request).toMatchObject({
      grant_type: 'authorization_code',
      code_verifier: expect.stringMatching(/.{43}/),
    });
    expect(await (await fetch(`${airdesk.origin}/desk/setup`)).json()).toMatchObject({
      login: 'company',
      company: true,
      me: null,
    });
  });

  it('authenticates in the body where the provider takes that', async () => {
    provider.authMethods = ['client_secret_basic', 'client_secret_post'];
    expect((await signIn()).page.status).toBe(200);
    expect(provider.tokenRequests[0]).toMatchObject({ client_secret: SECRET, authorization: '' });
  });

  it('gives the roles of their groups to whom people does not name, and takes only groups that give some', async () => {
    const ben = { sub: 's-2', email: 'ben@example.com', email_verified: true, groups: ['Live Ops', 'All'] };
    const { browser } = await signIn(ben);
    expect(await me(browser)).toBe('ben@example.com');
    expect(await ask(browser, 'ask-0001', 'whoami')).toBe(202);
    const text = await shownUntil(browser, /viewer/);
    expect(text).not.toContain('All');
  });

  it('says in both languages whom it does not know, and which line would let them in', async () => {
    const { browser, page } = await signIn({
      sub: 's-3',
      email: 'eve<b>@example.com',
      email_verified: true,
      groups: ['x'],
    });
    expect(page.status).toBe(403);
    expect(page.text).toContain('Airdesk does not know you');
    expect(page.text).toContain('Airdesk 不认识您');
    expect(page.text).toContain('desk: &#34;eve&#60;b&#62;@example.com&#34;');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await me(browser)).toBeUndefined();
  });

  it('believes no email that the provider does not say to be verified', async () => {
    for (const email_verified of [undefined, false, 'true']) {
      const { browser, page } = await signIn({ ...ADA, email_verified });
      expect(page.status).toBe(403);
      expect(page.text).toContain('is verified');
      expect(await me(browser)).toBeUndefined();
    }
  });

  it('goes by the subject where that is said, to the letter', async () => {
    await writeFile(join(folder, 'airdesk.yaml'), CONFIG.replace('ada@example.com', 'S-1'));
    await restart({ DESK_OIDC_CLAIM: 'sub' });
    expect((await signIn()).page.status).toBe(403);
    expect((await signIn({ sub: 'S-1' })).page.status).toBe(200);
  });

  it.each<[string, Wrong]>([
    ['another nonce', { nonce: 'other' }],
    ['another issuer', { issuer: 'https://evil.example' }],
    ['another audience', { audience: 'somebody-else' }],
    ['a token that is over', { expiredFor: 120 }],
    ['no signature (alg none)', { alg: 'none' }],
    ['a symmetric signature', { alg: 'HS256' }],
    ['a key that is not the provider’s', { isForeignKey: true }],
  ])('refuses %s', async (_what, wrong) => {
    provider.wrong = wrong;
    const { browser, page } = await signIn();
    expect(page.status).toBe(403);
    expect(page.text).toContain('not valid');
    expect(await me(browser)).toBeUndefined();
    expect(page.text + JSON.stringify(browser.setCookies)).not.toContain(SECRET);
  });

  it('takes what was signed with a key that the provider exchanged a moment ago', async () => {
    expect((await signIn()).page.status).toBe(200);
    provider.rotate();
    expect((await signIn()).page.status).toBe(200);
  });

  it('refuses a code that was used, another browser, another state, and one that took too long', async () => {
    provider.person = ADA;
    const back = async (browser: Browser): Promise<string> => {
      const begun = await browser.fetch(`${airdesk.origin}/desk/company`, { redirect: 'manual' });
      const there = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
      return there.headers.get('location') ?? '';
    };
    const browser = createBrowser();
    const used = await back(browser);
    const stranger = createBrowser();
    await back(stranger);
    // Somebody else's code, as in a link that an attacker sends.
    expect((await stranger.open(used, provider.issuer)).status).toBe(403);
    expect((await browser.open(used, provider.issuer)).status).toBe(200);
    expect((await browser.open(used, provider.issuer)).status).toBe(403);
    const other = new URL(await back(browser));
    other.searchParams.set('state', 'guess');
    expect((await browser.open(other.href, provider.issuer)).status).toBe(403);
    const late = await back(browser);
    clock.advance(10 * 60_000);
    expect((await browser.open(late, provider.issuer)).status).toBe(403);
    expect(provider.tokenRequests).toHaveLength(1);
  });

  it('says what the provider said, and that it is away', async () => {
    provider.error = 'access_denied';
    expect((await signIn()).page.text).toContain('said no: access_denied');
    provider.error = '<script>';
    expect((await signIn()).page.text).not.toContain('<script>');
    provider.error = undefined;
    await restart();
    provider.isAway = true;
    const { page } = await signIn();
    expect(page.status).toBe(403);
    expect(page.text).toContain('sign-in cannot be reached');
    provider.isAway = false;
    expect((await signIn()).page.status).toBe(200);
  });
});

describe('a session', () => {
  it('goes on after a restart, and one that was ended stays ended', async () => {
    const { browser } = await signIn();
    const cookie = browser.cookie('airdesk_desk') ?? '';
    await restart();
    expect(await me(browser)).toBe('ada@example.com');
    await browser.fetch(`${airdesk.origin}/desk/logout`, { method: 'POST', body: '{}' });
    await restart();
    const thief = await fetch(`${airdesk.origin}/desk/setup`, {
      headers: { cookie: `airdesk_desk=${cookie}` },
    });
    expect(await thief.json()).toMatchObject({ me: null });
  });

  it('is over after its time, and where nothing was asked, also across a restart', async () => {
    await restart({ DESK_SESSION_HOURS: '10', DESK_IDLE_HOURS: '2' });
    const { browser } = await signIn();
    for (let hour = 0; hour < 9; hour++) {
      clock.advance(HOUR);
      expect(await me(browser)).toBe('ada@example.com');
    }
    clock.advance(HOUR);
    expect(await me(browser)).toBeUndefined();
    const { browser: idle } = await signIn();
    clock.advance(2 * HOUR - 1);
    await restart({ DESK_SESSION_HOURS: '10', DESK_IDLE_HOURS: '2' });
    expect(await me(idle)).toBe('ada@example.com');
    clock.advance(2 * HOUR);
    expect(await me(idle)).toBeUndefined();
  });

  it('is another one with each sign-in: one that was there before, or was put there, is worth nothing', async () => {
    const { browser } = await signIn();
    const before = browser.cookie('airdesk_desk') ?? '';
    await browser.open(`${airdesk.origin}/desk/company`);
    expect(browser.cookie('airdesk_desk')).not.toBe(before);
    browser.set('airdesk_desk', before);
    expect(await me(browser)).toBeUndefined();
  });

  it('lets nobody in whom airdesk.yaml does not know any more', async () => {
    const { browser } = await signIn();
    await writeFile(join(folder, 'airdesk.yaml'), CONFIG.replace(/ {2}ada: .*\n/, ''));
    await restart();
    expect(await ask(browser, 'ask-0001', 'stream list')).toBe(202);
    await shownUntil(browser, /You are not in airdesk.yaml/);
  });

  it('is listed and ended by a lead: at once, and for good', async () => {
    const { browser } = await signIn();
    const { browser: lead } = await signIn({ sub: 's-9', email: 'lee@example.com', email_verified: true });
    expect(await ask(browser, 'ask-0001', 'session list')).toBe(202);
    await shownUntil(browser, /You may not use/);
    expect(await ask(lead, 'ask-0001', 'session list')).toBe(202);
    const text = await shownUntil(lead, /Signed in: 2/);
    const id = /session end ([\w-]{8})/.exec(text.slice(text.indexOf('ada@example.com')))?.[1] ?? '';
    const stream = await browser.fetch(`${airdesk.origin}/desk/events`);
    expect(await ask(lead, 'ask-0002', 'session list ada')).toBe(202);
    expect(await ask(lead, 'ask-0003', `session end ${id}`)).toBe(202);
    await stream.text();
    expect(await me(browser)).toBeUndefined();
    await restart();
    expect(await me(browser)).toBeUndefined();
    expect(await me(lead)).toBe('lee@example.com');
  });
});

describe('TLS', () => {
  const VIA = { 'x-forwarded-proto': 'https' };
  const secure = (browser: Browser): boolean[] => browser.setCookies.map((header) => /; Secure/.test(header));

  it('is believed of a proxy that is trusted, and of no other', async () => {
    provider.person = ADA;
    const browser = createBrowser(VIA);
    const page = await browser.open(`${airdesk.origin}/desk/company`);
    expect(secure(browser)).toEqual([true, true]);
    expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000');
    await restart({ AIRDESK_PROXIES: '10.0.0.5, 10.1.0.0/16' });
    const other = createBrowser(VIA);
    const plain = await other.open(`${airdesk.origin}/desk/company`);
    expect(secure(other)).toEqual([false, false]);
    expect(plain.headers.get('strict-transport-security')).toBeNull();
  });

  it('is sure where the address that people open is https', async () => {
    await restart({ AIRDESK_URL: 'https://airdesk.example.com' });
    const response = await fetch(`${airdesk.origin}/desk/company`, { redirect: 'manual' });
    expect(response.headers.get('set-cookie')).toMatch(/; Secure/);
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('redirect_uri')).toBe(
      'https://airdesk.example.com/desk/company/back',
    );
  });
});
