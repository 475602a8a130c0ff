import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Clock } from '../clock.ts';
import { AirdeskError } from '../errors.ts';
import { createSecrets, type Secrets } from '../observability/secrets.ts';
import { VERSION } from '../observability/version.ts';
import type { Log } from '../observability/log.ts';
import type { Metrics } from '../start/metrics.ts';
import { createNowAndThen } from '../observability/now-and-then.ts';
import { HTTP_REFUSED, MAX_BODY_BYTES, type HttpRefused } from './cut-short.ts';
import { CONNECTION_LIMITS, createConnections, type ConnectionLimits } from './connections.ts';
import { trustedProxies, type IsTrusted } from './trusted-proxies.ts';
import { createReadiness, type Check } from './readiness.ts';
import { refuseUpload } from './refuse-upload.ts';
import { createUploads, UPLOAD_LIMITS, type UploadLimits } from './uploads.ts';

/** What the server is given: whom it asks whether it is ready, whom it trusts, and what it lets in at once. */
export interface HttpOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'contentType' | 'text' | 'http'>;
  /** Never told to whoever asks. */
  readonly secrets?: Pick<Secrets, 'without' | 'withoutIn'>;
  /** What /readyz asks. */
  readonly checks: readonly Check[];
  /** Those on this machine where left out. */
  readonly isTrusted?: IsTrusted;
  readonly limits?: Partial<ConnectionLimits & UploadLimits>;
}

/** Answers a request with node's own means. */
export type RawHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** The one HTTP server. */
export interface Http {
  /** Where adapters add their routes, before `listen`. */
  readonly app: Hono;
  /**
   * Hands on what begins with `prefix`, and what else `takes` says yes to, as it is, before `app`: for what has to be fast.
   * Limits are the handler's own.
   */
  raw(prefix: string, handle: RawHandler, takes?: (url: string) => boolean): void;
  /** Starts to take requests. Port 0 takes any that is free. @throws AirdeskError */
  listen(port: number, host: string): Promise<{ readonly port: number }>;
  /** Takes no more connections, lets requests that run end, and cuts what is left after `deadlineMs`. */
  close(deadlineMs: number): Promise<void>;
}

/** Creates the server with GET /healthz (alive), /readyz (each check; 503 when one fails) and /metrics (Prometheus). */
export function createHttp({
  clock,
  log,
  metrics,
  checks,
  secrets = createSecrets(),
  isTrusted = trustedProxies(),
  limits: given = {},
}: HttpOptions): Http {
  const limits = { ...CONNECTION_LIMITS, ...UPLOAD_LIMITS, most: MAX_BODY_BYTES, ...given };
  const nowAndThen = createNowAndThen(clock);
  const app = new Hono();
  const ready = createReadiness(checks, clock);
  let closing: Promise<void> | undefined;

  app.use(async (c, next) => {
    if (closing) c.header('connection', 'close');
    const length = c.req.header('content-length');
    // It was not read.
    if (length !== undefined && Number(length) > limits.most)
      return c.json(TOO_LARGE, 413, { connection: 'close' });
    return next();
  });
  app.get('/healthz', (c) => c.json({ status: 'ok', version: VERSION }));
  app.get('/readyz', async (c) => {
    const state = await ready();
    const isReady = state.ready && !closing;
    return c.json(
      {
        status: closing ? 'closing' : isReady ? 'ready' : 'not ready',
        checks: secrets.withoutIn(state.checks),
      },
      isReady ? 200 : 503,
    );
  });
  app.get('/metrics', async (c) =>
    c.body(secrets.without(await metrics.text()), 200, { 'content-type': metrics.contentType }),
  );
  app.notFound((c) => c.json({ error: 'not found' }, 404));
  app.onError((error, c) => {
    log.error({ err: error, method: c.req.method, path: c.req.path }, 'a request failed');
    return c.json({ error: 'internal error' }, 500);
  });

  const raw: {
    readonly prefix: string;
    readonly handle: RawHandler;
    readonly takes: (url: string) => boolean;
  }[] = [];
  const takeUpload = createUploads(clock, limits, isTrusted);
  const serve = getRequestListener(app.fetch);

  function refused(why: HttpRefused): void {
    metrics.http(why);
    nowAndThen(why, (more) =>
      log.warn(
        { why, means: HTTP_REFUSED[why], ...(more > 0 && { more }) },
        'a request or a connection was cut short',
      ),
    );
  }

  /** The body first, whole and bounded: no handler waits for somebody who sends it slowly, and none sees half of one. */
  function serveWhole(request: IncomingMessage, response: ServerResponse): void {
    if (!hasBody(request) || Number(request.headers['content-length'] ?? 0) > limits.most) {
      connections.serving(request.socket, response);
      void serve(request, response);
      return;
    }
    connections.heard(request.socket);
    takeUpload(request, response, (read) => {
      if (typeof read === 'string') {
        refused(read);
        refuseUpload(read, limits.most, response);
        return;
      }
      connections.serving(request.socket, response);
      // The library takes it from there.
      void serve(Object.assign(request, { rawBody: read }), response);
    });
  }

  const server = nodeServer((request, response) => {
    if (hostsOf(request) > 1) {
      response.writeHead(400, { 'content-type': 'application/json', connection: 'close' });
      response.end('{"error":"more than one Host"}');
      return;
    }
    const url = request.url ?? '';
    const route = raw.find(({ prefix, takes }) => url.startsWith(prefix) || takes(url));
    if (!route) {
      serveWhole(request, response);
      return;
    }
    if (closing) response.setHeader('connection', 'close');
    connections.serving(request.socket, response);
    try {
      route.handle(request, response);
    } catch (error) {
      log.error({ err: error, method: request.method, path: route.prefix }, 'a request failed');
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"error":"internal error"}');
    }
  });
  const connections = createConnections(server, limits, isTrusted, refused);
  // Only where ours should ever fail to count.
  server.maxConnections = 2 * limits.all;
  server.on('request', (_request, response) => {
    response.on('close', () => {
      if (closing) server.closeIdleConnections();
    });
  });

  return {
    app,
    raw: (prefix, handle, takes = () => false) => void raw.push({ prefix, handle, takes }),
    listen: (port, host) => listen(server, port, host),
    close(deadlineMs) {
      closing ??= close(server, clock, deadlineMs);
      return closing;
    },
  };
}

const TOO_LARGE = { error: `the body is larger than ${MAX_BODY_BYTES} bytes` };

function hasBody({ method, headers }: IncomingMessage): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function nodeServer(handle: (request: IncomingMessage, response: ServerResponse) => void): Server {
  return createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      // Longer than the 60 s of usual load balancers, which must be the ones to hang up.
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 5_000,
      maxHeaderSize: 16_384,
    },
    handle,
  );
}

/** How many Host headers came. With more than one, a proxy and we could each believe a different one. */
function hostsOf({ rawHeaders }: IncomingMessage): number {
  return rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
}

function listen(server: Server, port: number, host: string): Promise<{ port: number }> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => reject(cannotListen(error, port, host));
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      resolve({ port: (server.address() as AddressInfo).port });
    });
  });
}

function cannotListen(error: NodeJS.ErrnoException, port: number, host: string): AirdeskError {
  const reason = error.code ?? error.message;
  return new AirdeskError(`cannot listen on ${host}:${port} (${reason})`, {
    code: 'airdesk.cannot-listen',
    hint: {
      en: 'Set PORT to a free port and HOST to an address of this machine.',
      zh: '请将 PORT 设为空闲端口，并将 HOST 设为本机地址。',
    },
    cause: error,
  });
}

async function close(server: Server, clock: Clock, deadlineMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cancel = clock.after(deadlineMs, () => server.closeAllConnections());
  await closed;
  cancel();
}
