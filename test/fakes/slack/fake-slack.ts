import { z } from 'zod';
import type { Clock } from '../../../src/clock.ts';
import { deliverRaw, type Forgery, formOf } from './deliver-http.ts';
import { createFaults } from '../faults.ts';
import { createOutage, type Down } from '../outage.ts';
import { createTurns, type InTurn } from '../in-turn.ts';
import type { Fault } from './faults.ts';
import { createPayloads } from './payloads.ts';
import { createSocketSide, type SocketSide } from './socket-mode.ts';
import { visibleText } from './visible-text.ts';
import { createWebApiServer, type FakeCall } from './web-api-server.ts';
import { createWorkspace, type FakeMessage, type OpenView, type Workspace } from './workspace.ts';
import { listenOnLoopback } from '../loopback.ts';
import type { Delivered } from '../post-signed.ts';

export type { FakeMessage } from './workspace.ts';

/** How an ask reaches the bot: signed over HTTP, or over its Socket Mode connection. */
export type Wire = { readonly mode: 'http'; readonly botOrigin: string } | { readonly mode: 'socket' };

/** A Slack workspace on loopback: Web API, response_urls, Socket Mode, and people who type and press. */
export interface FakeSlack {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly workspace: Workspace;
  readonly socket: SocketSide;
  /** Every call that arrived, refused ones included. */
  readonly calls: readonly FakeCall[];
  /** Messages of a channel as they are now, oldest first, ephemeral ones included, deleted ones not. */
  messages(channel: string): readonly FakeMessage[];
  fault(fault: Fault): void;
  /** From now on all goes well. */
  clearFaults(): void;
  /** At most so many chat.* calls a second and channel; undefined: no limit (the default). */
  limitRate(perSecond: number | undefined): void;
  /** Every so-manyth call gets a 429; undefined: none (the default). */
  rateLimitInTurn(rule: InTurn | undefined): void;
  /** Slack cannot be reached (`refuse`, the default), or answers 503. Open sockets are cut. */
  goDown(how?: Down): Promise<void>;
  /** Back at the same address, with all that it had. */
  comeUp(): Promise<void>;
  /** Somebody deletes a message. */
  remove(channel: string, ts: string): void;
  /** Texts of a thread's replies, oldest first. */
  thread(channel: string, ts: string): readonly string[];
  /** From now on every bearer token is refused with invalid_auth. */
  revokeTokens(): void;
  restoreTokens(): void;
  /** From now on these bearer tokens are taken, and no others. */
  take(tokens: { readonly bot?: readonly string[]; readonly app?: readonly string[] }): void;
  /** The token of the newest call of this method that was taken. */
  usedLast(method: string): string | undefined;
  /** A token of another workspace. */
  readonly foreignToken: string;
  slash(wire: Wire, user: string, channel: string, text: string, forgery?: Forgery): Promise<Delivered>;
  /** The same, with the text as Slack sends it where links, people and channels are to be escaped: `<url|label>`. */
  slashAsSent(wire: Wire, user: string, channel: string, text: string): Promise<Delivered>;
  press(wire: Wire, user: string, message: FakeMessage, actionId: string): Promise<Delivered>;
  submit(wire: Wire, view: OpenView, values: Readonly<Record<string, string>>): Promise<Delivered>;
  /** The same with a payload that was made before. @throws where Slack would show a failure of the app */
  send(wire: Wire, view: OpenView, payload: Readonly<Record<string, unknown>>): Promise<Delivered>;
  /** Any payload. */
  deliver(wire: Wire, payload: Readonly<Record<string, unknown>>, forgery?: Forgery): Promise<Delivered>;
  stop(): Promise<void>;
}

/** Starts a fake Slack on 127.0.0.1, port 0. */
export async function createFakeSlack({ clock }: { readonly clock: Clock }): Promise<FakeSlack> {
  // Built from parts so that nothing in the repository looks like a token to a scanner.
  const botToken = ['xoxb', '1234', 'fakeBotToken'].join('-');
  const appToken = ['xapp', '1', 'A0AIRDESK', 'fakeAppToken'].join('-');
  const signingSecret = 'fake-signing-secret';
  const foreignToken = ['xoxb', '9999', 'ofAnotherWorkspace'].join('-');
  const tokens = { bot: [botToken], app: [appToken], foreign: foreignToken };
  const used: { method: string; token: string }[] = [];
  const workspace = createWorkspace(clock);
  const faults = createFaults<Fault>(({ method }) => method);
  const calls: FakeCall[] = [];
  let rate: number | undefined;
  const turns = createTurns();
  let origin = '';
  const server = createWebApiServer({
    workspace,
    faults,
    clock,
    calls,
    ...{ tokens, used },
    socketUrl: () => `${origin.replace('http', 'ws')}${socket.newPath()}`,
    botUserId: 'U0AIRDESK',
    origin: () => origin,
    ratePerChannel: () => rate,
    turns,
    outage: () => outage.status(),
  });
  const socket = createSocketSide(server);
  const outage = createOutage(server, () => socket.cut());
  const loopback = await listenOnLoopback(server);
  origin = loopback.origin;
  const payloads = createPayloads(workspace, () => origin);

  async function deliver(
    wire: Wire,
    payload: Readonly<Record<string, unknown>>,
    forgery?: Forgery,
  ): Promise<Delivered> {
    if (wire.mode === 'http') {
      const target = { botOrigin: wire.botOrigin, secret: signingSecret, clock };
      return deliverRaw(target, formOf(payload), 'application/x-www-form-urlencoded', forgery);
    }
    const start = performance.now();
    const ack = await socket.send('command' in payload ? 'slash_commands' : 'interactive', payload);
    return { status: 200, body: JSON.stringify(ack.payload), tookMs: performance.now() - start };
  }

  async function send(
    wire: Wire,
    view: OpenView,
    payload: Readonly<Record<string, unknown>>,
  ): Promise<Delivered> {
    const delivered = await deliver(wire, payload);
    if (delivered.status === 200) takeAnswer(view, delivered.body);
    return delivered;
  }

  return {
    apiUrl: `${origin}/api/`,
    botToken,
    appToken,
    signingSecret,
    workspace,
    socket,
    calls,
    messages: (channel) =>
      workspace.messages.filter((message) => message.channel === channel && !message.deleted),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    limitRate: (perSecond) => {
      rate = perSecond;
    },
    rateLimitInTurn: turns.set,
    goDown: outage.goDown,
    comeUp: outage.comeUp,
    remove: (channel, ts) => {
      const message = workspace.messages.find((one) => one.channel === channel && one.ts === ts);
      if (!message) throw new Error(`Slack: no message ${ts} in ${channel}`);
      message.deleted = true;
    },
    thread: (channel, ts) =>
      workspace.messages
        .filter((message) => message.channel === channel && message.threadTs === ts && !message.deleted)
        .map(({ blocks, text }) => visibleText(blocks, text)),
    revokeTokens: () => {
      tokens.bot = [];
      tokens.app = [];
    },
    restoreTokens: () => {
      tokens.bot = [botToken];
      tokens.app = [appToken];
    },
    take: (taken) => {
      tokens.bot = [...(taken.bot ?? tokens.bot)];
      tokens.app = [...(taken.app ?? tokens.app)];
    },
    usedLast: (method) => used.findLast((call) => call.method === method)?.token,
    foreignToken,
    deliver,
    slash: (wire, user, channel, text, forgery) =>
      deliver(wire, payloads.slash(user, channel, text), forgery),
    slashAsSent: (wire, user, channel, text) =>
      deliver(wire, { ...payloads.slash(user, channel, text), text }),
    press: (wire, user, message, actionId) => deliver(wire, payloads.press(user, message, actionId)),
    send,
    submit: (wire, view, values) => send(wire, view, payloads.submit(view, values)),
    stop: async () => {
      socket.close();
      await loopback.close();
    },
  };
}

/** docs.slack.dev/surfaces/modals#response_actions: an empty answer closes the modal. */
const AnswerSchema = z.strictObject({
  response_action: z.literal('errors'),
  errors: z.record(z.string(), z.string().min(1)),
});

/** java-slack-sdk #673, slack-go #804: errors for what is no input of the modal are shown as a failure of the app. */
function takeAnswer(view: OpenView, body: string): void {
  delete view.errors;
  const answer: unknown = body === '' ? undefined : JSON.parse(body);
  if (
    answer === undefined ||
    (typeof answer === 'object' && answer !== null && Object.keys(answer).length === 0)
  ) {
    view.isClosed = true;
    return;
  }
  const { errors } = AnswerSchema.parse(answer);
  const inputs = view.view.blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : []));
  const lost = Object.keys(errors).filter((id) => !inputs.includes(id));
  if (lost.length > 0) throw new Error(`Slack: we had some trouble connecting (${lost.join()})`);
  view.errors = errors;
}
