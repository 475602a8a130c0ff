import { Hono } from 'hono';
import { createDiscordAdapter, type DiscordAdapter } from '../../adapters/discord/index.ts';
import type { Intent } from '../../src/intent.ts';
import { createKeys, type Forgery } from '../fakes/discord/deliver-http.ts';
import { createFakeDiscord, type FakeDiscord, type FakePerson } from '../fakes/discord/fake-discord.ts';
import type { Fault as DiscordFault } from '../fakes/discord/faults.ts';
import type { FakeInteraction, FakeMessage } from '../fakes/discord/guild.ts';
import { acknowledge } from '../fakes/discord/routes.ts';
import { typeLine } from '../fakes/discord/type-line.ts';
import { buttonsOf, choicesOf, markupIn, shownMarkdown, visibleText } from '../fakes/discord/visible-text.ts';
import type { FakeModal } from '../fakes/discord/message-schema.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import {
  createRecordingLog,
  RETRY_AFTER_S,
  type Attempt,
  type Fault,
  type Harness,
  type Person,
  type Shown,
  type ShownForm,
  type Traits,
} from './harness.ts';
import { until } from './passing-time.ts';
import { runAdapter, type Running } from './running.ts';

type Mode = 'http' | 'gateway';

const CHANNEL = '200000000000000042';
const ADA = { userId: '500000000000000001', name: 'ada' };
const BEN = { userId: '500000000000000002', name: 'ben' };

const FAULTS: Readonly<Record<Fault, DiscordFault>> = {
  'rate-limited': { kind: 'rate-limit', retryAfter: RETRY_AFTER_S },
  'server-error': { kind: 'http', status: 502 },
  'lost-answer': { kind: 'drop-after-effect' },
  'late-answer': { kind: 'slow', ms: 60_000 },
  cut: { kind: 'drop' },
  'not-allowed': { kind: 'error', status: 403, code: 50_013 },
};

/** What Discord is like, where chat platforms differ. */
export function discordTraits(mode: Mode): Traits {
  return {
    sendsOut: true,
    holdsConnection: mode === 'gateway',
    asks: false,
    takesAnyLine: false,
    formFields: 5,
    formsAgain: 'never',
    threads: true,
    callable: { user: '500000000000000071', group: '600000000000000001' },
    oneForKey: true,
  };
}

/** An interaction on its way: what Discord keeps of it, and what the bot gets. */
interface Made {
  readonly interaction: FakeInteraction;
  readonly payload: object;
}

/** The Discord adapter with real discord.js, against a server on loopback. */
export async function createDiscordHarness(mode: Mode): Promise<Harness> {
  const clock = createTestClock();
  const fake = await createFakeDiscord({ clock });
  // The pace has tests of its own; here many cards are posted one after the other.
  fake.limitRate({ limit: 1_000, seconds: 1 });
  const recording = createRecordingLog();
  const intents: Intent[] = [];
  const { payloads, guild } = fake;
  let last: Made | undefined;

  async function run(): Promise<Running<DiscordAdapter>> {
    const http = new Hono();
    const adapter = createDiscordAdapter({
      token: fake.token,
      applicationId: fake.applicationId,
      ...(mode === 'http' ? { publicKey: fake.publicKey } : {}),
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
    await until('the connection', () => adapter.isConnected());
    return started;
  }

  /** Sends an interaction and waits for the first response. Resolves with its HTTP status; 200 over the gateway. */
  async function send({ interaction, payload }: Made, forgery?: Forgery): Promise<number> {
    if (mode === 'gateway') {
      fake.gateway.dispatch('INTERACTION_CREATE', payload);
      await until('the first response', () => interaction.acknowledgedAs !== undefined);
      return 200;
    }
    const { status, body } = await fake.deliver(running.origin, JSON.stringify(payload), forgery);
    if (status === 200 && interaction.acknowledgedAs === undefined)
      acknowledge(guild, clock, interaction, JSON.parse(body));
    return status;
  }

  async function ask(made: Made): Promise<number> {
    last = made;
    const start = performance.now();
    const status = await send(made);
    if (status !== 200) throw new Error(`Discord: the bot answered ${status}`);
    return performance.now() - start;
  }

  const found = (id: string): FakeMessage => {
    const message = guild.messages.find((one) => one.id === id);
    if (!message) throw new Error(`Discord: no message ${id}`);
    return message;
  };

  function pressOf(by: FakePerson, message: FakeMessage, id: string): Made {
    const choice = choicesOf(message.components).find(({ value }) => value === id);
    return choice ? payloads.choose(by, message, choice.selectId, id) : payloads.press(by, message, id);
  }

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
    say: (who, line) => ask(payloads.command(asPerson(who), CHANNEL, typeLine(line))),
    press: (who, message, id) => ask(pressOf(asPerson(who), found(message.id), id)),
    submit: ({ id, userId }, values) => {
      const modal = guild.modals[Number(id)];
      if (!modal) throw new Error(`Discord: no modal ${id}`);
      return ask(payloads.sendModal(asPerson(userId === ADA.userId ? ADA : BEN), modal, values));
    },
    redeliver: async () => {
      if (!last) return;
      if (mode === 'gateway') fake.gateway.dispatch('INTERACTION_CREATE', last.payload);
      else await fake.deliver(running.origin, JSON.stringify(last.payload));
    },
    shown: () => fake.messages(CHANNEL).map(shownInDiscord),
    thread: (id) => fake.messages(id).map(shownInDiscord),
    forms: () => guild.modals.map(({ userId, sent }, at) => shownModal(String(at), userId, sent)),
    remove: async (id) => {
      found(id).deleted = true;
    },
    bots: botAttempts(fake, mode, send),
    forgeries:
      mode === 'http'
        ? httpForgeries(fake, clock, () => running.origin)
        : gatewayForgeries(fake, () => running.origin),
    // “Thinking…” goes away after the answer.
    quiet: () =>
      until(
        'an end of thinking',
        () => !guild.messages.some(({ loading, deleted }) => loading && !deleted),
        clock,
      ),
    fault: (kind, times = 1) => fake.fault({ ...FAULTS[kind], times }),
    mend: () => mend(fake),
    restart: async () => {
      await running.close();
      running = await run();
    },
    cut: () => fake.gateway.cut(),
    isConnected: () => running.adapter.isConnected(),
    // The last is part of every interaction token of the fake.
    secrets: () => [fake.token, 'fakeInteractionToken'],
    logs: recording.text,
    stop: async () => {
      await mend(fake);
      await running.close();
      await fake.stop();
    },
  };

  let running = await run();
  return harness;
}

/** Uses up the faults that are still waiting, with calls that nobody minds. */
async function mend(fake: FakeDiscord): Promise<void> {
  for (let at = 0; at < 60; at += 1) {
    const abort = AbortSignal.timeout(100);
    const call = fetch(`${fake.apiUrl}/v10/applications/@me`, {
      signal: abort,
      headers: { authorization: `Bot ${fake.token}` },
    });
    if ((await call.then(({ status }) => status).catch(() => 0)) === 200) return;
  }
}

function asPerson({ userId, name }: Person): FakePerson {
  return { id: userId, username: name };
}

/** Labels and what stands under them are plain text in a modal. */
function shownModal(id: string, userId: string, { title, components }: FakeModal): ShownForm {
  const texts = components.flatMap((one) =>
    one.type === 10 ? [shownMarkdown(one.content)] : [one.label, one.description ?? ''],
  );
  return {
    id,
    userId,
    text: [title, ...texts].join('\n'),
    fields: components.flatMap((one): ShownForm['fields'][number][] => {
      if (one.type === 10) return [];
      const { component } = one;
      const name = component.custom_id;
      if (component.type === 3) return [{ name, choices: component.options.map(({ value }) => value) }];
      return [component.value === undefined ? { name } : { name, value: component.value }];
    }),
  };
}

const cache = new WeakMap<FakeMessage, Shown>();

function shownInDiscord(message: FakeMessage): Shown {
  const known = cache.get(message);
  if (known?.edits === message.edits) return known;
  const shown: Shown = {
    id: message.id,
    text: visibleText(message.components, message.content),
    buttons: buttonsOf(message.components),
    choices: choicesOf(message.components).map(({ value, label }) => ({ id: value, label })),
    ...(message.onlyFor === undefined ? {} : { onlyFor: message.onlyFor }),
    edits: message.edits,
    pings: markupIn(message.components),
    notified: message.notified,
  };
  cache.set(message, shown);
  return shown;
}

function botAttempts(fake: FakeDiscord, mode: Mode, send: (made: Made) => Promise<number>): Attempt[] {
  const own: FakePerson = { id: fake.applicationId, username: 'airdesk', bot: true };
  const other: FakePerson = { id: '500000000000000009', username: 'other', bot: true };
  const command = (by: FakePerson) => () => send(fake.payloads.command(by, CHANNEL, typeLine('stream list')));
  const press = (by: FakePerson) => () => {
    const [message] = fake.messages(CHANNEL);
    if (!message) throw new Error('no message to press on');
    return send(fake.payloads.press(by, message, 'b1'));
  };
  const said = (bot: FakePerson) => async (): Promise<number> => {
    const author = { id: bot.id, username: bot.username, bot: true };
    fake.gateway.dispatch('MESSAGE_CREATE', {
      id: '1',
      channel_id: CHANNEL,
      author,
      content: '/stream list',
    });
    return 0;
  };
  return [
    { what: 'a command by our own bot', send: command(own) },
    { what: 'a press by our own bot', send: press(own) },
    { what: 'a command by another bot', send: command(other) },
    { what: 'a press by another bot', send: press(other) },
    ...(mode === 'gateway'
      ? [
          { what: 'own message', send: said(own) },
          { what: "another bot's message", send: said(other) },
        ]
      : []),
  ];
}

function drop(fake: FakeDiscord): Made {
  return fake.payloads.command(asPerson(ADA), CHANNEL, typeLine('stream drop push.example.com/live/main'));
}

function httpForgeries(fake: FakeDiscord, clock: TestClock, origin: () => string): Attempt[] {
  const { privateKey: otherKey } = createKeys();
  const raw = async (forgery: Forgery, body = JSON.stringify(drop(fake).payload)): Promise<number> =>
    (await fake.deliver(origin(), body, forgery)).status;
  const signature = (value: string): Forgery => ({ headers: { 'x-signature-ed25519': value } });
  const altered = (change: object): Promise<number> =>
    raw({}, JSON.stringify({ ...drop(fake).payload, ...change }));
  return [
    { what: 'signed with another key', send: () => raw({ key: otherKey }) },
    { what: 'the signature of another body', send: () => raw({ signedBody: '{"type":1}' }) },
    { what: 'stale', send: () => raw({ skew: -301 }) },
    { what: 'from the future', send: () => raw({ skew: 302 }) },
    { what: 'without signature', send: () => raw({ without: ['x-signature-ed25519'] }) },
    { what: 'without timestamp', send: () => raw({ without: ['x-signature-timestamp'] }) },
    { what: 'an empty signature', send: () => raw(signature('')) },
    { what: 'a signature of zeros', send: () => raw(signature('0'.repeat(128))) },
    { what: 'a signature that is no hex', send: () => raw(signature('z'.repeat(128))) },
    { what: 'a signature that is too long', send: () => raw(signature('a'.repeat(10_000))) },
    { what: 'a timestamp that is none', send: () => raw({ headers: { 'x-signature-timestamp': 'NaN' } }) },
    {
      what: 'a replay after 6 minutes',
      send: async () => {
        const then = Math.floor(clock.now() / 1000);
        clock.advance(360_000);
        return raw({ skew: then - Math.floor(clock.now() / 1000) });
      },
    },
    {
      what: 'a press that is not signed',
      send: () => {
        const { payload } = fake.payloads.press(asPerson(ADA), fake.messages(CHANNEL)[0]!, 'b1');
        return raw({ without: ['x-signature-ed25519', 'x-signature-timestamp'] }, JSON.stringify(payload));
      },
    },
    { what: 'for another application', send: () => altered({ application_id: '999999999999999999' }) },
    { what: 'without a user', send: async () => refusedUnlessAnswered(await altered({ member: undefined })) },
    { what: 'a body that is no interaction', send: () => raw({}, '{"type":2}') },
    { what: 'a body that is not JSON', send: () => raw({}, '{') },
    { what: 'a GET', send: async () => (await fetch(`${origin()}/discord/interactions`)).status },
  ];
}

/** What is signed but makes no sense is answered, so that Discord shows no failure; what counts is that nothing is done. */
function refusedUnlessAnswered(status: number): number {
  return status === 200 ? 0 : status;
}

function gatewayForgeries(fake: FakeDiscord, origin: () => string): Attempt[] {
  const dispatch = (payload: unknown) => async (): Promise<number> => {
    fake.gateway.dispatch('INTERACTION_CREATE', payload);
    return 0;
  };
  return [
    {
      what: 'a signed request by HTTP',
      send: async () => (await fake.deliver(origin(), JSON.stringify(drop(fake).payload))).status,
    },
    {
      what: 'for another application',
      send: () => dispatch({ ...drop(fake).payload, application_id: '999999999999999999' })(),
    },
    { what: 'an interaction of nothing', send: dispatch({}) },
    { what: 'an interaction that is a list', send: dispatch([]) },
  ];
}
