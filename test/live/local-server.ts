import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import type { TestClock } from '../fakes/test-clock.ts';
import { quiet } from '../machine/quiet.ts';
import { listenOnLoopback } from '../fakes/loopback.ts';

/** A request as the local server received it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server, and what it has received. */
export interface LocalServer {
  readonly origin: string;
  readonly received: Received[];
  /** How many connections were opened. */
  readonly connections: () => number;
  close(): Promise<void>;
}

/** An HTTP server on loopback. `respond` gets each request and how many came before it. */
export async function startServer(
  respond: (response: ServerResponse, request: Received, index: number) => void,
): Promise<LocalServer> {
  const received: Received[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const entry = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
      received.push(entry);
      respond(response, entry, received.length - 1);
    });
  });
  server.on('connection', () => (connections += 1));
  const { origin, close } = await listenOnLoopback(server);
  return { origin, received, connections: () => connections, close };
}

/** A bare TCP server on loopback, for connections that misbehave. */
export async function startTcpServer(
  onSocket: (socket: Socket, index: number) => void,
): Promise<{ origin: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  let index = 0;
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    onSocket(socket, index);
    index += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers as the cloud does. */
export function answer(response: ServerResponse, content: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ Response: { RequestId: 'req-1', ...content } }));
}

/** Answers with the cloud's error. */
export function answerError(response: ServerResponse, code: string, message = 'no'): void {
  answer(response, { Error: { Code: code, Message: message } });
}

/** Lets the event loop turn until `ready`, without waiting for time to pass. */
export async function turnUntil(ready: () => boolean): Promise<void> {
  while (!ready()) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets the event loop turn some times, so that what can happen has happened. */
export async function letRun(turns = 50): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Moves the clock on, in small steps, until the promise has settled. */
export async function passTime<T>(clock: TestClock, promise: Promise<T>, step = 10): Promise<T> {
  let settled = false;
  const done = (): void => void (settled = true);
  promise.then(done, done);
  while (!settled) {
    // A busy machine that still looks up a name or writes must not run out of time meanwhile.
    await quiet(20);
    clock.advance(step);
  }
  return promise;
}
