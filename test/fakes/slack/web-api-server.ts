import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import { buffer } from 'node:stream/consumers';
import { type Clock, sleep } from '../../../src/clock.ts';
import type { Faults } from '../faults.ts';
import type { Turns } from '../in-turn.ts';
import type { Fault } from './faults.ts';
import type { Answer } from './answers.ts';
import { answerHook, createMethods } from './methods.ts';
import { takeBytes } from './files.ts';
import type { Workspace } from './workspace.ts';

/** Where bytes of files go. */
const UPLOADS = '/upload/v1/';

/** One call as it arrived. */
export interface FakeCall {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly at: number;
  /** HTTP status of the answer; undefined when there was none. */
  status?: number;
}

interface WebApiOptions {
  readonly workspace: Workspace;
  readonly faults: Faults<Fault>;
  readonly clock: Clock;
  readonly calls: FakeCall[];
  /** Those that are taken, and one of another workspace. */
  readonly tokens: {
    readonly bot: readonly string[];
    readonly app: readonly string[];
    readonly foreign: string;
  };
  /** Which token each call that was taken was made with. */
  readonly used: { method: string; token: string }[];
  readonly socketUrl: () => string;
  readonly botUserId: string;
  readonly origin: () => string;
  /** Messages a second and channel beyond which chat.* answers 429; undefined: no limit. */
  readonly ratePerChannel: () => number | undefined;
  readonly turns: Turns;
  /** What every request is answered with; undefined: as usual. */
  readonly outage: () => number | undefined;
}

function readArgs(request: IncomingMessage, bytes: Buffer): Record<string, unknown> {
  const raw = bytes.toString('utf8');
  if (request.headers['content-type']?.startsWith('application/json')) {
    return JSON.parse(raw) as Record<string, unknown>;
  }
  return { ...parseForm(raw) };
}

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}) {
  const type = body.startsWith('{') ? 'application/json; charset=utf-8' : 'text/plain';
  response.writeHead(status, { 'content-type': type, ...headers }).end(body);
}

/** A Web API server under /api/ and response_urls under /hooks/. Not yet listening. */
export function createWebApiServer(options: WebApiOptions): Server {
  const { workspace, faults, turns, clock, calls, tokens, used } = options;
  const uploadUrl = (file: string) => `${options.origin()}${UPLOADS}${file}`;
  const methods = createMethods({ ...options, uploadUrl });
  function overRate(method: string, args: Readonly<Record<string, unknown>>): boolean {
    const rate = options.ratePerChannel();
    if (rate === undefined || !method.startsWith('chat.')) return false;
    const since = clock.now() - 1_000;
    const recent = calls.filter(
      (call) =>
        call.at > since && call.method.startsWith('chat.') && call.args['channel'] === args['channel'],
    );
    return recent.length > rate;
  }

  function authorized(method: string, header: string | undefined): Answer | undefined {
    const token = header?.replace(/^Bearer /, '');
    if (!token) return { ok: false, error: 'not_authed' };
    const expected = method === 'apps.connections.open' ? tokens.app : tokens.bot;
    if (token === tokens.foreign && method === 'auth.test')
      return { ok: true, user_id: 'U0OTHERS', team_id: 'T0OTHERS' };
    if (!expected.includes(token)) return { ok: false, error: 'invalid_auth' };
    used.push({ method, token });
    return undefined;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const hookKey = path.startsWith('/hooks/') ? path.slice('/hooks/'.length) : undefined;
    const upload = path.startsWith(UPLOADS) ? path.slice(UPLOADS.length) : undefined;
    const api = upload === undefined ? path.replace(/^\/api\//, '') : 'upload';
    const method = hookKey === undefined ? api : 'response_url';
    const bytes = await buffer(request);
    const args = upload === undefined ? readArgs(request, bytes) : { file: upload };
    const call: FakeCall = { method, args, at: clock.now() };
    calls.push(call);
    const reply: typeof send = (to, status, ...rest) => {
      call.status = status;
      send(to, status, ...rest);
    };
    const outage = options.outage();
    if (outage !== undefined) {
      reply(response, outage, 'Service Unavailable');
      return;
    }
    const fault = faults.take(method);
    const turn = turns.take(method);
    if (fault?.kind === 'rate-limit' || turn !== undefined || overRate(method, args)) {
      const wait = String(fault?.retryAfter ?? turn ?? 1);
      reply(response, 429, '{"ok":false,"error":"ratelimited"}', { 'retry-after': wait });
      return;
    }
    if (fault?.kind === 'over-limit') {
      reply(response, 429, 'message_limit_exceeded');
      return;
    }
    if (fault?.kind === 'http-500') {
      reply(response, 500, 'oops');
      return;
    }
    if (fault?.kind === 'error') {
      reply(response, 200, JSON.stringify({ ok: false, error: fault.error ?? 'internal_error' }));
      return;
    }
    if (fault?.kind === 'drop') {
      request.socket.destroy();
      return;
    }
    if (fault?.kind === 'slow') await sleep(clock, fault.ms ?? 0);
    if (hookKey !== undefined) {
      const [status, text] = answerHook(workspace, clock, hookKey, args);
      reply(response, status, text);
      return;
    }
    if (upload !== undefined) {
      const isTaken = takeBytes(workspace, upload, bytes);
      reply(response, isTaken ? 200 : 404, isTaken ? `OK - ${bytes.length}` : 'not found');
      return;
    }
    const run = methods[method];
    const result = authorized(method, request.headers.authorization) ??
      run?.(args) ?? { ok: false, error: 'unknown_method' };
    if (fault?.kind === 'drop-after-effect') {
      request.socket.destroy();
      return;
    }
    reply(response, 200, JSON.stringify(result));
  }

  return createServer((request, response) => {
    answer(request, response).catch(() => send(response, 400, 'bad request'));
  });
}
