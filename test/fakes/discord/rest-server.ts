import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Clock, sleep } from '../../../src/clock.ts';
import { no, type RouteAnswer } from './answers.ts';
import type { Faults } from '../faults.ts';
import type { Turns } from '../in-turn.ts';
import type { Fault } from './faults.ts';
import { createRateLimits, type Rate } from './rate-limits.ts';
import type { Route } from './route.ts';

/** A file as it arrived. */
export interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly description: string | undefined;
}

/** One call as it arrived. */
export interface FakeCall {
  /** Name of the route; the path where there is none. */
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Sent beside it. */
  readonly files?: readonly SentFile[];
  readonly at: number;
  /** Ms of real time, for what is measured. */
  readonly realAt: number;
  /** What was answered; undefined when nothing was. */
  status?: number;
}

interface RestServerOptions {
  readonly routes: readonly Route[];
  readonly faults: Faults<Fault>;
  readonly clock: Clock;
  readonly calls: FakeCall[];
  readonly tokens: () => readonly string[];
  /** A token of another application. */
  readonly foreignToken: string;
  /** Which token each call that was taken was made with. */
  readonly used: { route: string; token: string }[];
  readonly rate: () => Rate;
  readonly turns: Turns;
  /** What every request is answered with; undefined: as usual. */
  readonly outage: () => number | undefined;
}

function textOf(part: unknown): string {
  if (typeof part !== 'string') throw new Error('no payload_json');
  return part;
}

/** docs: reference#uploading-files */
async function readParts(bytes: Buffer, type: string): Promise<{ body: unknown; files: SentFile[] }> {
  // What is sent to it is small.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const json: unknown = JSON.parse(textOf(form.get('payload_json')));
  const { attachments = [] } = json as {
    readonly attachments?: { readonly id: number; description?: string }[];
  };
  const files: SentFile[] = [];
  for (const { id, description } of attachments) {
    const part = form.get(`files[${id}]`);
    if (part === null || typeof part === 'string') throw new Error(`no file ${id}`);
    files.push({
      name: part.name,
      type: part.type,
      bytes: Buffer.from(await part.arrayBuffer()),
      description,
    });
  }
  return { body: json, files };
}

async function readBody(request: IncomingMessage): Promise<{ body: unknown; files: SentFile[] }> {
  const bytes = await buffer(request);
  const type = request.headers['content-type'] ?? '';
  return type.startsWith('multipart/form-data')
    ? readParts(bytes, type)
    : { body: readJson(bytes.toString('utf8')), files: [] };
}

function readJson(raw: string): unknown {
  return raw === '' ? undefined : (JSON.parse(raw) as unknown);
}

function reply(
  response: ServerResponse,
  { status, body }: RouteAnswer,
  headers: Record<string, string> = {},
) {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function tooMany(
  seconds: number,
  isGlobal: boolean,
): { answer: RouteAnswer; headers: Record<string, string> } {
  return {
    answer: {
      status: 429,
      body: { message: 'You are being rate limited.', retry_after: seconds, global: isGlobal },
    },
    headers: {
      'retry-after': String(Math.ceil(seconds)),
      'x-ratelimit-scope': isGlobal ? 'global' : 'user',
      ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
    },
  };
}

/** The REST API under /api/v10. Not yet listening. */
export function createRestServer(options: RestServerOptions): Server {
  const { routes, faults, turns, clock, calls, tokens, rate, outage } = options;
  const limits = createRateLimits(clock);

  function find(method: string, path: string) {
    for (const route of routes) {
      const match = route.method === method ? route.path.exec(path) : null;
      if (match) return { route, params: { ...match.groups } as Record<string, string> };
    }
    return undefined;
  }

  function refusal(request: IncomingMessage, route: Route): RouteAnswer | undefined {
    if (!/^DiscordBot \(\S+, \S+\)/.test(request.headers['user-agent'] ?? ''))
      return no(403, 0, 'error code: 1010');
    const token = request.headers.authorization?.replace(/^Bot /, '') ?? '';
    if (token === options.foreignToken && route.name === 'application')
      return { status: 200, body: { id: '999999999999999999', verify_key: '' } };
    if (route.byTicket) return undefined;
    if (tokens().includes(token)) {
      options.used.push({ route: route.name, token });
      return undefined;
    }
    return no(401, 0, '401: Unauthorized');
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const realAt = performance.now();
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://localhost');
    const path = decodeURIComponent(pathname).replace(/^\/api\/v10/, '');
    const found = find(request.method ?? '', path);
    const { body, files } = await readBody(request);
    const call: FakeCall = {
      route: found?.route.name ?? path,
      params: found?.params ?? {},
      body,
      ...(files.length > 0 && { files }),
      at: clock.now(),
      realAt,
    };
    calls.push(call);
    const send = (result: RouteAnswer, headers?: Record<string, string>) => {
      call.status = result.status;
      reply(response, result, headers);
    };
    const down = outage();
    if (down !== undefined) {
      send({ status: down });
      return;
    }
    if (!found) {
      send(no(404, 0, '404: Not Found'));
      return;
    }
    const { route, params } = found;
    const fault = faults.take(route.name);
    if (fault && (await beforeEffect(fault, request, send))) return;
    const turn = turns.take(route.name);
    if (turn !== undefined) {
      const { answer: refused, headers } = tooMany(turn, false);
      send(refused, headers);
      return;
    }
    const major = route.major === undefined ? '' : (params[route.major] ?? '');
    const limited =
      route.name === 'callback' ? undefined : limits.count(`${route.method} ${route.name} ${major}`, rate());
    if (limited?.wait !== undefined) {
      const { answer: refused, headers } = tooMany(limited.wait, false);
      send(refused, { ...limited.headers, ...headers });
      return;
    }
    const result = refusal(request, route) ?? route.run({ params, body, query });
    if (fault?.kind === 'drop-after-effect') request.socket.destroy();
    else if (fault?.kind === 'http-after-effect') send({ status: fault.status ?? 502 });
    else send(result, limited?.headers);
  }

  /** Whether that was all. */
  async function beforeEffect(
    fault: Fault,
    request: IncomingMessage,
    send: (result: RouteAnswer, headers?: Record<string, string>) => void,
  ): Promise<boolean> {
    switch (fault.kind) {
      case 'rate-limit': {
        const { answer: refused, headers } = tooMany(fault.retryAfter ?? 1, fault.global ?? false);
        send(refused, headers);
        return true;
      }
      case 'http':
        send({ status: fault.status ?? 500 });
        return true;
      case 'error':
        send(no(fault.status ?? 403, fault.code ?? 50_001, 'refused'));
        return true;
      case 'drop':
        request.socket.destroy();
        return true;
      case 'slow':
        await sleep(clock, fault.ms ?? 0);
        return false;
      default:
        return false;
    }
  }

  return createServer((request, response) => {
    answer(request, response).catch(() =>
      reply(response, no(400, 50_109, 'The request body contains invalid JSON.')),
    );
  });
}
