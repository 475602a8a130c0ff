import type { Clock } from '../../../src/clock.ts';
import { createKeys, deliverRaw, type Forgery } from './deliver-http.ts';
import { createFaults } from '../faults.ts';
import { createOutage, type Down } from '../outage.ts';
import { createTurns, type InTurn } from '../in-turn.ts';
import type { Fault } from './faults.ts';
import { createGatewaySide, type GatewaySide } from './gateway.ts';
import { createGuild, type FakeInteraction, type FakeMessage, type Guild, type OpenModal } from './guild.ts';
import { createPayloads, type FakePerson, type TypedCommand } from './payloads.ts';
import { visibleText } from './visible-text.ts';
import type { Rate } from './rate-limits.ts';
import { createRestServer, type FakeCall } from './rest-server.ts';
import { acknowledge, createRoutes } from './routes.ts';
import { listenOnLoopback } from '../loopback.ts';
import type { Delivered } from '../post-signed.ts';

export type { FakeMessage, OpenModal } from './guild.ts';
export type { FakePerson, TypedCommand } from './payloads.ts';

/** How an interaction reaches the bot: signed over HTTP, or over its gateway connection. */
export type Wire = { readonly mode: 'http'; readonly botOrigin: string } | { readonly mode: 'gateway' };

/** Discord on loopback: REST, gateway, signed interactions, and people who type and press. */
export interface FakeDiscord {
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  readonly publicKey: string;
  readonly guild: Guild;
  readonly gateway: GatewaySide;
  /** Every call that arrived, refused ones included. */
  readonly calls: readonly FakeCall[];
  /** Messages of a channel as they are now, oldest first, ephemeral ones included, deleted and empty ones not. */
  messages(channelId: string): readonly FakeMessage[];
  fault(fault: Fault): void;
  clearFaults(): void;
  /** The limit of every bucket. Default: 5 in 5 s. */
  limitRate(rate: Rate): void;
  /** Every so-manyth call gets a 429; undefined: none (the default). */
  rateLimitInTurn(rule: InTurn | undefined): void;
  /** Discord cannot be reached (`refuse`, the default), or answers 503. Open sockets are cut. */
  goDown(how?: Down): Promise<void>;
  /** Back at the same address, with all that it had. */
  comeUp(): Promise<void>;
  /** Somebody deletes a message. */
  remove(channelId: string, id: string): void;
  /** Texts of a message's thread, oldest first; none where there is no thread. */
  thread(messageId: string): readonly string[];
  /** From now on the bot token is refused. */
  revokeToken(): void;
  restoreToken(): void;
  /** From now on these bot tokens are taken, and no others: sessions of others are closed, as when a token is reset. */
  take(...tokens: readonly string[]): void;
  /** The token of the newest call of this route that was taken. */
  usedLast(route: string): string | undefined;
  /** A token of another application. */
  readonly foreignToken: string;
  /** Each resolves when the first response is there; over the gateway it waits `patienceMs` of real time for it. */
  command(
    wire: Wire,
    by: FakePerson,
    channelId: string,
    typed: TypedCommand,
    forgery?: Forgery,
  ): Promise<FakeInteraction>;
  autocomplete(wire: Wire, by: FakePerson, channelId: string, typed: TypedCommand): Promise<FakeInteraction>;
  press(wire: Wire, by: FakePerson, message: FakeMessage, customId: string): Promise<FakeInteraction>;
  choose(
    wire: Wire,
    by: FakePerson,
    message: FakeMessage,
    customId: string,
    value: string,
  ): Promise<FakeInteraction>;
  submit(
    wire: Wire,
    by: FakePerson,
    channelId: string,
    customId: string,
    values: Readonly<Record<string, string>>,
  ): Promise<FakeInteraction>;
  /** Sends a modal that stands open. What is not among `values` stays as it was filled in. */
  sendModal(
    wire: Wire,
    by: FakePerson,
    modal: OpenModal,
    values: Readonly<Record<string, string>>,
  ): Promise<FakeInteraction>;
  /** A payload without sending it. */
  readonly payloads: ReturnType<typeof createPayloads>;
  /** A signed request with any body. */
  deliver(botOrigin: string, body: string, forgery?: Forgery): Promise<Delivered>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/** Starts a fake Discord on 127.0.0.1, port 0. */
export async function createFakeDiscord({ clock }: { readonly clock: Clock }): Promise<FakeDiscord> {
  // Built from parts so that nothing in the repository looks like a token to a scanner.
  const goodToken = ['MTAwMDAw', 'fake', 'BotTokenOfTheFake'].join('.');
  const applicationId = '100000000000000001';
  const { privateKey, publicKey } = createKeys();
  const guild = createGuild(clock);
  const faults = createFaults<Fault>(({ route }) => route);
  const calls: FakeCall[] = [];
  const waiting = new Map<string, () => void>();
  const foreignToken = ['OTk5OTk5', 'fake', 'TokenOfAnotherApplication'].join('.');
  let tokens: readonly string[] = [goodToken];
  const used: { route: string; token: string }[] = [];
  let rate: Rate = { limit: 5, seconds: 5 };
  const turns = createTurns();
  let origin = '';
  const routes = createRoutes({
    guild,
    clock,
    applicationId,
    publicKey,
    gatewayUrl: () => `${origin.replace('http', 'ws')}${gateway.path}`,
    onAcknowledged: ({ id }) => waiting.get(id)?.(),
  });
  const server = createRestServer({
    routes,
    faults,
    clock,
    calls,
    ...{ tokens: () => tokens, foreignToken, used },
    rate: () => rate,
    turns,
    outage: () => outage.status(),
  });
  const gateway = createGatewaySide(server, {
    tokens: () => tokens,
    applicationId,
    guildId: guild.id,
    origin: () => origin.replace('http', 'ws'),
  });
  const outage = createOutage(server, () => gateway.cut());
  const loopback = await listenOnLoopback(server);
  origin = loopback.origin;
  const payloads = createPayloads(guild, applicationId);

  const deliver: FakeDiscord['deliver'] = (botOrigin, body, forgery) =>
    deliverRaw({ botOrigin, key: privateKey, clock }, body, forgery);

  async function send(
    wire: Wire,
    { interaction, payload }: { interaction: FakeInteraction; payload: object },
    forgery?: Forgery,
  ): Promise<FakeInteraction> {
    const start = performance.now();
    if (wire.mode === 'http') {
      const { status, body } = await deliver(wire.botOrigin, JSON.stringify(payload), forgery);
      if (status !== 200) throw new Error(`Discord: the bot answered ${status}`);
      const result = acknowledge(guild, clock, interaction, JSON.parse(body));
      if (result.status !== 204)
        throw new Error(`Discord refuses the answer: ${JSON.stringify(result.body)}`);
    } else {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error('Discord: the application did not respond')),
          PATIENCE_MS,
        );
        waiting.set(interaction.id, () => {
          clearTimeout(timer);
          resolve();
        });
        gateway.dispatch('INTERACTION_CREATE', payload);
      });
    }
    interaction.tookMs = performance.now() - start;
    return interaction;
  }

  return {
    apiUrl: `${origin}/api`,
    token: goodToken,
    applicationId,
    publicKey,
    guild,
    gateway,
    calls,
    payloads,
    messages: (channelId) =>
      guild.messages.filter(
        (message) => message.channelId === channelId && !message.deleted && !message.loading,
      ),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    limitRate: (next) => {
      rate = next;
    },
    rateLimitInTurn: turns.set,
    goDown: outage.goDown,
    comeUp: outage.comeUp,
    remove: (channelId, id) => {
      const message = guild.find(channelId, id);
      if (!message) throw new Error(`Discord: no message ${id} in ${channelId}`);
      message.deleted = true;
    },
    thread: (messageId) =>
      guild.messages
        .filter(({ channelId, deleted }) => channelId === messageId && !deleted)
        .map(({ components, content }) => visibleText(components, content)),
    revokeToken: () => {
      tokens = [];
    },
    restoreToken: () => {
      tokens = [goodToken];
    },
    take: (...taken) => {
      tokens = taken;
      gateway.endOthers(taken);
    },
    usedLast: (route) => used.findLast((call) => call.route === route)?.token,
    foreignToken,
    command: (wire, by, channelId, typed, forgery) =>
      send(wire, payloads.command(by, channelId, typed), forgery),
    autocomplete: (wire, by, channelId, typed) => send(wire, payloads.autocomplete(by, channelId, typed)),
    press: (wire, by, message, customId) => send(wire, payloads.press(by, message, customId)),
    choose: (wire, by, message, customId, value) => send(wire, payloads.choose(by, message, customId, value)),
    submit: (wire, by, channelId, customId, values) =>
      send(wire, payloads.submit(by, channelId, customId, values)),
    sendModal: (wire, by, modal, values) => send(wire, payloads.sendModal(by, modal, values)),
    deliver,
    stop: async () => {
      gateway.close();
      await loopback.close();
    },
  };
}
