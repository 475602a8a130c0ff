import { Hono } from 'hono';
import { createSlackAdapter, type SlackAdapter } from '../../adapters/slack/index.ts';
import { slackSignature } from '../../adapters/slack/receive/signature.ts';
import type { Intent } from '../../src/intent.ts';
import { deliverRaw, formOf, type Forgery } from '../fakes/slack/deliver-http.ts';
import { createFakeSlack, type FakeMessage, type FakeSlack, type Wire } from '../fakes/slack/fake-slack.ts';
import type { Fault as SlackFault } from '../fakes/slack/faults.ts';
import { createPayloads } from '../fakes/slack/payloads.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import {
  createRecordingLog,
  RETRY_AFTER_S,
  type Attempt,
  type Fault,
  type Harness,
  type ShownForm,
  type Traits,
} from './harness.ts';
import { until } from './passing-time.ts';
import { shownInSlack, shownSlackForm } from './slack-shown.ts';
import { runAdapter, type Running } from './running.ts';

type Payload = Readonly<Record<string, unknown>>;

const CHANNEL = 'C0ONAIR';
const ADA = { userId: 'U0ADA', name: 'u0ada' };
const BEN = { userId: 'U0BEN', name: 'u0ben' };
/** Our own bot's user in the fake workspace. */
const BOT = 'U0AIRDESK';

const FAULTS: Readonly<Record<Fault, SlackFault>> = {
  'rate-limited': { kind: 'rate-limit', retryAfter: RETRY_AFTER_S },
  'server-error': { kind: 'http-500' },
  'lost-answer': { kind: 'drop-after-effect' },
  'late-answer': { kind: 'slow', ms: 60_000 },
  cut: { kind: 'drop' },
  'not-allowed': { kind: 'error', error: 'is_archived' },
};

/** What Slack is like, where chat platforms differ. */
export function slackTraits(mode: 'http' | 'socket'): Traits {
  return {
    sendsOut: true,
    holdsConnection: mode === 'socket',
    asks: true,
    takesAnyLine: true,
    formFields: 20,
    formsAgain: 'at-once',
    threads: true,
    callable: { user: 'U0ONCALL', group: 'S0NIGHT' },
    oneForKey: false,
  };
}

/** The Slack adapter with real bolt, against a workspace on loopback. */
export async function createSlackHarness(mode: 'http' | 'socket'): Promise<Harness> {
  const clock = createTestClock();
  const fake = await createFakeSlack({ clock });
  const recording = createRecordingLog();
  const intents: Intent[] = [];
  const payloads = createPayloads(fake.workspace, () => new URL(fake.apiUrl).origin);
  let last: Payload = {};
  let running = await run();

  async function run(): Promise<Running<SlackAdapter>> {
    const http = new Hono();
    const adapter = createSlackAdapter({
      botToken: fake.botToken,
      ...(mode === 'http' ? { signingSecret: fake.signingSecret } : { appToken: fake.appToken }),
      apiUrl: fake.apiUrl,
      http,
      clock,
      log: recording.log,
    });
    const started = await runAdapter(
      clock,
      http,
      adapter,
      async (intent) => {
        intents.push(intent);
        await harness.onIntent(intent);
      },
      (intent) => harness.formFirst(intent),
    );
    if (mode === 'socket') await until('both connections', () => fake.socket.connections() >= 2);
    return started;
  }

  const wire = (): Wire => (mode === 'http' ? { mode, botOrigin: running.origin } : { mode });

  async function deliver(payload: Payload): Promise<number> {
    last = payload;
    const { status, tookMs } = await fake.deliver(wire(), payload);
    if (status !== 200) throw new Error(`Slack: the bot answered ${status}`);
    return tookMs;
  }

  const messageOf = (id: string): FakeMessage => {
    const found = fake.workspace.messages.find(({ ts }) => ts === id);
    if (!found) throw new Error(`Slack: no message ${id}`);
    return found;
  };

  const harness: Harness = {
    clock,
    get adapter() {
      return running.adapter;
    },
    channelId: CHANNEL,
    ada: ADA,
    ben: BEN,
    intents,
    onIntent: async () => undefined,
    formFirst: () => undefined,
    say: (who, line) => deliver(payloads.slash(who.userId, CHANNEL, line)),
    press: (who, message, id) => deliver(payloads.press(who.userId, messageOf(message.id), id)),
    submit: async (form, values) => {
      const view = viewOf(fake, form);
      last = payloads.submit(view, values);
      const { status, tookMs } = await fake.send(wire(), view, last);
      if (status !== 200) throw new Error(`Slack: the bot answered ${status}`);
      return tookMs;
    },
    redeliver: async () => {
      await fake.deliver(wire(), last);
    },
    shown: () =>
      fake
        .messages(CHANNEL)
        .filter(({ threadTs }) => threadTs === undefined)
        .map(shownInSlack),
    thread: (id) =>
      fake
        .messages(CHANNEL)
        .filter(({ threadTs }) => threadTs === id)
        .map(shownInSlack),
    forms: () => fake.workspace.views.map(shownSlackForm),
    remove: async (id) => {
      messageOf(id).deleted = true;
    },
    bots: botAttempts(fake, clock, wire, payloads, () => running.origin),
    forgeries:
      mode === 'http'
        ? httpForgeries(fake, clock, payloads, () => running.origin)
        : socketForgeries(fake, clock, payloads, () => running.origin),
    quiet: async () => undefined,
    fault: (kind, times = 1) => fake.fault({ ...FAULTS[kind], times }),
    mend: async () => fake.clearFaults(),
    restart: async () => {
      await running.close();
      running = await run();
    },
    cut: () => fake.socket.cut(),
    isConnected: () => running.adapter.isConnected(),
    secrets: () => [
      fake.botToken,
      fake.appToken,
      fake.signingSecret,
      'verification-token-not-used',
      // Parts of every response_url, trigger_id and Socket Mode address of the fake.
      'hookSecret',
      '8088930838d88f008e0',
      '?ticket=',
    ],
    logs: recording.text,
    stop: async () => {
      fake.clearFaults();
      await running.close();
      await fake.stop();
    },
  };
  return harness;
}

function viewOf(fake: FakeSlack, form: ShownForm) {
  const view = fake.workspace.views.find(({ id }) => id === form.id);
  if (!view) throw new Error(`Slack: no modal ${form.id}`);
  return view;
}

function botAttempts(
  fake: FakeSlack,
  clock: TestClock,
  wire: () => Wire,
  payloads: ReturnType<typeof createPayloads>,
  origin: () => string,
): Attempt[] {
  async function event(inner: Payload): Promise<number> {
    const body = { type: 'event_callback', team_id: 'T0LIVE', api_app_id: 'A0AIRDESK', event: inner };
    const current = wire();
    if (current.mode === 'socket') {
      await fake.socket.send('events_api', body);
      return 200;
    }
    const target = { botOrigin: origin(), secret: fake.signingSecret, clock };
    return (await deliverRaw(target, JSON.stringify(body), 'application/json')).status;
  }
  const said = { type: 'message', channel: CHANNEL, ts: '1772395200.000900', text: '/live stream list' };
  const sent = async (payload: Payload): Promise<number> => (await fake.deliver(wire(), payload)).status;
  const press = (by: string): Promise<number> => {
    const message = fake.messages(CHANNEL)[0];
    if (!message) throw new Error('no message to press on');
    return sent(payloads.press(by, message, 'b1'));
  };
  return [
    { what: 'own message', send: () => event({ ...said, bot_id: 'B0AIRDESK', user: BOT }) },
    {
      what: 'own edit',
      send: () => event({ ...said, subtype: 'message_changed', message: { bot_id: 'B0AIRDESK' } }),
    },
    {
      what: "another bot's message",
      send: () => event({ ...said, subtype: 'bot_message', bot_id: 'B0OTHER' }),
    },
    { what: 'a mention by a bot', send: () => event({ ...said, type: 'app_mention', bot_id: 'B0OTHER' }) },
    { what: 'a message of a person', send: () => event({ ...said, user: ADA.userId }) },
    { what: 'a command by our own bot', send: () => sent(payloads.slash(BOT, CHANNEL, 'stream list')) },
    { what: 'a press by our own bot', send: () => press(BOT) },
  ];
}

function httpForgeries(
  fake: FakeSlack,
  clock: TestClock,
  payloads: ReturnType<typeof createPayloads>,
  origin: () => string,
): Attempt[] {
  const secret = fake.signingSecret;
  const form = 'application/x-www-form-urlencoded';
  const ask = (): string =>
    formOf(payloads.slash(ADA.userId, CHANNEL, 'stream drop push.example.com/live/main'));
  const now = (): string => String(Math.floor(clock.now() / 1000));
  const raw = async (forgery: Forgery, body = ask()): Promise<number> =>
    (await deliverRaw({ botOrigin: origin(), secret, clock }, body, form, forgery)).status;
  const signature = (value: string): Forgery => ({ headers: { 'x-slack-signature': value } });

  async function replayed(afterMs: number): Promise<number> {
    const body = ask();
    const at = now();
    const headers = {
      'x-slack-request-timestamp': at,
      'x-slack-signature': slackSignature(secret, at, body),
    };
    clock.advance(afterMs);
    return raw({ headers }, body);
  }
  return [
    { what: 'signed with another secret', send: () => raw({ secret: 'guess' }) },
    { what: 'signed with no secret', send: () => raw({ secret: '' }) },
    { what: 'stale', send: () => raw({ skew: -301 }) },
    { what: 'from the future', send: () => raw({ skew: 301 }) },
    { what: 'a replay after 6 minutes', send: () => replayed(360_000) },
    { what: 'without signature', send: () => raw({ without: ['x-slack-signature'] }) },
    { what: 'without timestamp', send: () => raw({ without: ['x-slack-request-timestamp'] }) },
    { what: 'an empty signature', send: () => raw(signature('')) },
    { what: 'a signature of zeros', send: () => raw(signature(`v0=${'0'.repeat(64)}`)) },
    {
      what: 'a signature of another version',
      send: () => raw(signature(slackSignature(secret, now(), ask()).replace('v0', 'v1'))),
    },
    { what: 'a signature that is too long', send: () => raw(signature(`v0=${'a'.repeat(10_000)}`)) },
    {
      what: 'the signature of another body',
      send: () => raw(signature(slackSignature(secret, now(), 'text=help'))),
    },
    {
      what: 'the signature of another time',
      send: () => raw(signature(slackSignature(secret, String(Number(now()) - 10), ask()))),
    },
    {
      what: 'a timestamp that is none',
      send: () => raw({ headers: { 'x-slack-request-timestamp': 'NaN' } }),
    },
    {
      what: 'a timestamp in milliseconds',
      send: () => raw({ headers: { 'x-slack-request-timestamp': String(clock.now()) } }),
    },
    {
      what: 'a press that is not signed',
      send: () => {
        const [message] = fake.messages(CHANNEL);
        const body = formOf(payloads.press(ADA.userId, message!, 'b1'));
        return raw({ without: ['x-slack-signature', 'x-slack-request-timestamp'] }, body);
      },
    },
    {
      what: 'a command that poses as a certificate check',
      send: async () => {
        const status = await raw({ without: ['x-slack-signature'] }, `${ask()}&ssl_check=1`);
        // Slack's own check is not signed either and is answered; what counts is that nothing is done.
        return status === 200 ? 0 : status;
      },
    },
    { what: 'a GET', send: async () => (await fetch(`${origin()}/slack/events`)).status },
  ];
}

/** In Socket Mode asks come over our own connection alone; a signed request by HTTP is nobody's. */
function socketForgeries(
  fake: FakeSlack,
  clock: TestClock,
  payloads: ReturnType<typeof createPayloads>,
  origin: () => string,
): Attempt[] {
  const target = () => ({ botOrigin: origin(), secret: fake.signingSecret, clock });
  const ask = (): Payload => payloads.slash(ADA.userId, CHANNEL, 'stream list');
  const frame = (text: string) => async (): Promise<number> => {
    fake.socket.raw(text);
    return 0;
  };
  return [
    {
      what: 'a signed request by HTTP',
      send: async () =>
        (await deliverRaw(target(), formOf(ask()), 'application/x-www-form-urlencoded')).status,
    },
    { what: 'a frame that is not JSON', send: frame('{"type":') },
    { what: 'a frame of no type', send: frame(JSON.stringify({ envelope_id: 'e0' })) },
    { what: 'a frame of an unknown type', send: frame(JSON.stringify({ type: 'slash', envelope_id: 'e0' })) },
    { what: 'a list', send: frame('[]') },
    { what: 'nothing', send: frame('null') },
    { what: 'an event without its content', send: frame('{"type":"events_api","payload":{}}') },
    { what: 'a frame that names a part of the client', send: frame('{"type":"ws_message"}') },
    {
      what: 'a command without its payload',
      send: frame(JSON.stringify({ type: 'slash_commands', envelope_id: 'e1' })),
    },
  ];
}
