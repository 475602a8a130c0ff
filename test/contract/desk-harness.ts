import { Hono } from 'hono';
import { createDeskAdapter } from '../../adapters/desk/index.ts';
import type { Adapter } from '../../src/platform/adapter.ts';
import type { Announcer } from '../../src/platform/announcer.ts';
import type { DeskLogin } from '../../adapters/desk/desk-login.ts';
import type { Intent } from '../../src/intent.ts';
import { rawRequest } from '../adapters/desk/desk-server.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { createDeskPages, type DeskPages } from './desk-pages.ts';
import { createRecordingLog, type Attempt, type Harness, type Person, type Traits } from './harness.ts';
import { settled } from './passing-time.ts';
import { card } from './stage.ts';
import { serveOnLoopback } from '../fakes/loopback.ts';

const PASSWORDS: Readonly<Record<string, string>> = { ada: 'on-air-tonight-7', ben: 'off-air-tonight-8' };
const TWELVE_HOURS = 12 * 3_600_000;
const HISTORY = 30;

/** What the desk is like, where chat platforms differ. */
export const DESK_TRAITS: Traits = {
  sendsOut: false,
  holdsConnection: false,
  asks: true,
  takesAnyLine: true,
  formFields: 20,
  formsAgain: 'always',
  threads: false,
  callable: undefined,
  oneForKey: true,
};

interface Running {
  readonly adapter: Adapter & Announcer;
  readonly origin: string;
  readonly pages: DeskPages;
  /** Headers by which the desk knows somebody; none where people say who they are. */
  readonly cookies: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** The desk on a real port, with a page for each of two people: chosen by name, or logged in with a password. */
export async function createDeskHarness(kind: DeskLogin['kind']): Promise<Harness> {
  const clock = createTestClock();
  const recording = createRecordingLog();
  const intents: Intent[] = [];
  const isOpen = kind === 'open';
  const ada: Person = { userId: 'ada', name: isOpen ? 'Ada' : 'ada' };
  const ben: Person = { userId: 'ben', name: isOpen ? 'Ben' : 'ben' };
  const everyCookie: string[] = [];
  let ids = 0;
  let asks = 0;
  let last: { who: Person; body: object } | undefined;

  const login: DeskLogin = isOpen
    ? { kind: 'open', people: [ada, ben] }
    : { kind: 'password', check: async (user, password) => PASSWORDS[user] === password };

  async function run(): Promise<Running> {
    const http = new Hono();
    const adapter = createDeskAdapter({
      http,
      clock,
      newId: () => `m${(ids += 1)}`,
      log: recording.log,
      login,
      mayRead: () => true,
      lines: () => ({
        suggestions: ['stream list'],
        completions: [{ line: 'stream list', summary: 'Streams that are on' }],
      }),
      limits: { history: HISTORY },
    });
    const { origin, close } = await serveOnLoopback(http);
    await adapter.start(
      async (intent) => {
        intents.push(intent);
        await harness.onIntent(intent);
      },
      (intent) => harness.formFirst(intent),
    );
    const cookies: Record<string, string> = isOpen
      ? {}
      : { ada: await logIn(origin, 'ada'), ben: await logIn(origin, 'ben') };
    everyCookie.push(...Object.values(cookies));
    const pages = await createDeskPages(origin, ['ada', 'ben'], cookies);
    return {
      adapter,
      origin,
      pages,
      cookies,
      close: async () => {
        await settled(clock, adapter.stop());
        await pages.close();
        await close();
      },
    };
  }

  async function logIn(origin: string, user: string): Promise<string> {
    const response = await fetch(`${origin}/desk/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: origin },
      body: JSON.stringify({ user, password: PASSWORDS[user] }),
    });
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    if (cookie === undefined) throw new Error(`The desk answered ${response.status}`);
    return cookie;
  }

  function send({ userId }: Person, body: object, headers: Record<string, string> = {}): Promise<Response> {
    const { origin, cookies } = running;
    const cookie = cookies[userId];
    return fetch(`${origin}/desk/intents`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Origin: origin,
        ...(cookie !== undefined && { Cookie: cookie }),
        ...headers,
      },
      body: JSON.stringify(isOpen ? { as: userId, ...body } : body),
    });
  }

  const newAsk = (): string => `ask-${String((asks += 1)).padStart(8, '0')}`;

  async function ask(who: Person, what: object): Promise<number> {
    const body = { id: newAsk(), tab: running.pages.tabOf(who.userId), ...what };
    last = { who, body };
    const start = performance.now();
    const response = await send(who, body);
    const text = await response.text();
    if (response.status !== 202) throw new Error(`The desk answered ${response.status}: ${text}`);
    return performance.now() - start;
  }

  const harness: Harness = {
    clock,
    get adapter() {
      return running.adapter;
    },
    channelId: 'desk',
    ada,
    ben,
    intents,
    onIntent: async () => undefined,
    formFirst: () => undefined,
    say: (who, line) => ask(who, { kind: 'command', line }),
    press: (who, message, id) => ask(who, { kind: 'press', button: id, message: message.id }),
    submit: ({ id, userId }, values) => {
      const next = newAsk();
      const form = running.pages.send(id, next);
      return ask(userId === 'ada' ? ada : ben, { id: next, kind: 'submit', form, values });
    },
    redeliver: async () => {
      if (last) await send(last.who, last.body);
    },
    shown: () => running.pages.shown(),
    thread: () => [],
    forms: () => running.pages.forms(),
    remove: async (id) => {
      // Nobody deletes at the desk; what is older than its history is gone.
      const { adapter, pages } = running;
      for (let at = 0; at < HISTORY; at += 1) {
        await adapter.post({ platform: 'desk', channelId: 'desk' }, { platform: 'desk', ...ada }, card('…'));
      }
      pages.hide(id);
    },
    bots: [],
    get forgeries() {
      return isOpen ? openForgeries() : loginForgeries();
    },
    quiet: async () => undefined,
    fault: () => undefined,
    mend: async () => undefined,
    restart: async () => {
      await running.close();
      running = await run();
    },
    cut: () => undefined,
    isConnected: () => true,
    secrets: () => [
      ...Object.values(PASSWORDS),
      ...everyCookie.map((cookie) => cookie.split('=')[1] ?? cookie),
    ],
    logs: recording.text,
    stop: () => running.close(),
  };

  const line = () => ({ id: newAsk(), kind: 'command', line: 'stream drop push.example.com/live/main' });
  const status = async (response: Promise<Response>): Promise<number> => (await response).status;
  const withHeaders = (headers: Record<string, string>) => () => status(send(ada, line(), headers));
  const raw = (headers: Record<string, string>) => async (): Promise<number> => {
    const { port, host } = new URL(running.origin);
    const standard = { Host: host, Origin: running.origin, 'Content-Type': 'application/json' };
    const { cookies } = running;
    const cookie: Record<string, string> = cookies['ada'] === undefined ? {} : { Cookie: cookies['ada'] };
    const body = JSON.stringify(isOpen ? { as: 'ada', ...line() } : line());
    return (await rawRequest(Number(port), '/desk/intents', { ...standard, ...cookie, ...headers }, body))
      .status;
  };

  function fromElsewhere(): Attempt[] {
    return [
      { what: 'another origin', send: withHeaders({ Origin: 'http://evil.example' }) },
      { what: 'an opaque origin', send: withHeaders({ Origin: 'null' }) },
      { what: 'another port of this machine', send: withHeaders({ Origin: 'http://127.0.0.1:1' }) },
      {
        what: 'another site that leaves its origin out',
        send: withHeaders({ 'Sec-Fetch-Site': 'cross-site' }),
      },
      { what: 'a form of another page', send: withHeaders({ 'Content-Type': 'text/plain' }) },
      {
        what: 'a press on what somebody else alone may see',
        send: () => {
          const secret = harness.shown().find(({ onlyFor }) => onlyFor === 'ada');
          if (!secret) throw new Error('nothing private is shown');
          return status(send(ben, { id: newAsk(), kind: 'press', button: 'b1', message: secret.id }));
        },
      },
      {
        what: 'an ask that claims another id',
        send: () => status(send(ada, { ...line(), id: 'desk:ben:ask-00000001' })),
      },
    ];
  }

  function openForgeries(): Attempt[] {
    return [
      ...fromElsewhere(),
      { what: 'nobody', send: () => status(send(ada, { ...line(), as: undefined })) },
      { what: 'somebody unknown', send: () => status(send(ada, { ...line(), as: 'mallory' })) },
      { what: 'a name that was rebound to this machine', send: raw({ Host: 'evil.example' }) },
      { what: 'a proxy', send: raw({ 'X-Forwarded-For': '203.0.113.9' }) },
    ];
  }

  function loginForgeries(): Attempt[] {
    const none: Person = { userId: 'none', name: 'none' };
    const ended = (cookie: string) => status(send(none, line(), { Cookie: cookie }));
    return [
      ...fromElsewhere(),
      { what: 'nobody', send: () => status(send(none, line())) },
      { what: 'a guessed session', send: () => ended('airdesk_desk=guess') },
      { what: 'an empty session', send: () => ended('airdesk_desk=') },
      { what: 'a session that is too long', send: () => ended(`airdesk_desk=${'a'.repeat(8_000)}`) },
      { what: 'a name without a login', send: () => status(send(none, { ...line(), as: 'ada' })) },
      {
        what: 'a session that was logged out',
        send: async () => {
          const { origin } = running;
          const cookie = await logIn(origin, 'ben');
          everyCookie.push(cookie);
          const headers = { 'Content-Type': 'application/json', Origin: origin, Cookie: cookie };
          await fetch(`${origin}/desk/logout`, { method: 'POST', headers, body: '{}' });
          return ended(cookie);
        },
      },
      {
        what: 'a session of yesterday',
        send: () => {
          clock.advance(TWELVE_HOURS);
          return status(send(ada, line()));
        },
      },
    ];
  }

  let running = await run();
  return harness;
}
