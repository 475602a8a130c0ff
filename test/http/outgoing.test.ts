import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutgoing, NOT_SENT, type Outgoing } from '../../src/http/outgoing.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 200_000;

let clock: TestClock;
let outgoing: Outgoing;
let server: Server;
let answer: RequestListener;
let sockets: Set<Socket>;
let seen: { readonly method: string; readonly url: string; readonly body: string }[];
/** Called when a request has arrived whole. */
let arrived: () => void;

beforeEach(async () => {
  clock = createTestClock();
  outgoing = createOutgoing(clock, TIMEOUT_MS, { mostBytes: MOST_BYTES });
  seen = [];
  sockets = new Set();
  arrived = () => undefined;
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', body });
      arrived();
      answer(request, response);
    });
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await outgoing.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

function at(path = '/'): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
}

const post = (more: object = {}) =>
  outgoing.send(at('/a/b?c=d'), { method: 'POST', headers: { 'x-ours': 'yes' }, body: 'asked', ...more });

const nextArrival = () => new Promise<void>((resolve) => (arrived = resolve));

describe('a request to somebody else', () => {
  it('takes method, path, query, headers and body there, and status, headers and text back', async () => {
    answer = (request, response) => {
      response.writeHead(207, { 'x-theirs': String(request.headers['x-ours']) });
      response.write('你');
      response.end('好 ✓');
    };
    const { status, headers, text } = await post();
    expect({ status, text, theirs: headers['x-theirs'] }).toEqual({
      status: 207,
      text: '你好 ✓',
      theirs: 'yes',
    });
    expect(seen).toEqual([{ method: 'POST', url: '/a/b?c=d', body: 'asked' }]);
  });

  it('reads signs that arrive in pieces, and leaves out a byte order mark', async () => {
    answer = (_request, response) => {
      const bytes = Buffer.from('\ufeff{"a":"🎬"}');
      response.write(bytes.subarray(0, 12));
      setImmediate(() => response.end(bytes.subarray(12)));
    };
    expect((await post()).text).toBe('{"a":"🎬"}');
  });

  it('sends bytes, and none', async () => {
    answer = (_request, response) => response.end();
    await post({ body: Buffer.from('bytes') });
    await outgoing.send(new URL(at('/none')), { method: 'GET', headers: {} });
    expect(seen.map(({ method, url, body }) => `${method} ${url} ${body}`)).toEqual([
      'POST /a/b?c=d bytes',
      'GET /none ',
    ]);
  });

  it('gets what lies at an address as bytes', async () => {
    answer = (_request, response) => response.end(Buffer.from([0, 255, 10]));
    expect(await outgoing.get(at('/picture.png'))).toEqual({
      status: 200,
      bytes: new Uint8Array([0, 255, 10]),
    });
  });

  it('follows no redirect', async () => {
    answer = (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end();
    expect((await post()).status).toBe(302);
    expect(seen).toHaveLength(1);
  });

  it('keeps a connection for the next one', async () => {
    answer = (_request, response) => response.end('ok');
    for (let time = 0; time < 6; time += 1) await post();
    // Where the next begins before the one before is all done, it takes another.
    expect(sockets.size).toBeLessThan(4);
  });

  it('is known as not sent where nobody listens', async () => {
    const nobody = createServer();
    await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve));
    const { port } = nobody.address() as AddressInfo;
    await new Promise((resolve) => nobody.close(resolve));
    const sent = outgoing.send(`http://127.0.0.1:${port}/`, { method: 'POST', headers: {}, body: 'x' });
    const error = await sent.catch((reason: unknown) => reason);
    expect(NOT_SENT.has((error as { code: string }).code)).toBe(true);
  });

  it('is sent once where the connection breaks under it, and tells by its code that the outcome is unknown', async () => {
    answer = (request) => request.socket.destroy();
    const error = (await post().catch((reason: unknown) => reason)) as { code: string };
    expect(error.code).toMatch(/^(?:UND_ERR_SOCKET|ECONNRESET)$/);
    expect(NOT_SENT.has(error.code)).toBe(false);
    expect(seen).toHaveLength(1);
  });

  it('reaches the other side once where its connection is closed as it is written', async () => {
    // The race of kept-alive connections: the other side closes while the next request is on its way.
    answer = (request, response) => {
      response.end('ok', () => setImmediate(() => request.socket.end()));
    };
    let sent = 0;
    const one = async () => {
      for (let time = 0; time < 40; time += 1) {
        sent += 1;
        await post({ body: `message ${sent}` }).catch(() => undefined);
      }
    };
    await Promise.all([one(), one(), one()]);
    const bodies = seen.map(({ body }) => body);
    expect(new Set(bodies).size).toBe(bodies.length);
    expect(clock.nextAt()).toBeUndefined();
  });

  it('is given up when no answer has come in time, also where it has begun', async () => {
    answer = () => undefined;
    let here = nextArrival();
    const silent = post().catch((reason: unknown) => reason);
    await here;
    clock.advance(TIMEOUT_MS);
    expect(await silent).toMatchObject({ code: 'AIRDESK_ANSWER_TIMEOUT' });

    answer = (_request, response) => void response.write('half');
    here = nextArrival();
    const half = post().catch((reason: unknown) => reason);
    await here;
    clock.advance(TIMEOUT_MS);
    expect(await half).toMatchObject({ code: 'AIRDESK_ANSWER_TIMEOUT' });
  });

  it('is known as not sent where time is up while it waits for a connection, and never is', async () => {
    outgoing = createOutgoing(clock, TIMEOUT_MS, { connections: 1 });
    answer = () => undefined;
    const here = nextArrival();
    const first = post({ body: 'first', isPatient: true }).catch((reason: unknown) => reason);
    await here;
    const queued = Array.from({ length: 30 }, (_, at) =>
      post({ body: `queued ${at}` }).catch((reason: unknown) => reason),
    );
    clock.advance(TIMEOUT_MS);
    expect(await first).toMatchObject({ code: 'AIRDESK_ANSWER_TIMEOUT' });
    for (const error of await Promise.all(queued)) {
      expect(error).toMatchObject({ code: 'AIRDESK_NEVER_BEGUN' });
      expect(NOT_SENT.has((error as { code: string }).code)).toBe(true);
    }
    answer = (_request, response) => response.end('ok');
    expect((await post({ body: 'live' })).text).toBe('ok');
    expect(seen.map(({ body }) => body)).toEqual(['first', 'live']);
    // Those that were given up in the queue cost none.
    expect(sockets.size).toBeLessThan(5);
  });

  it('has a code also where what came is no HTTP', async () => {
    answer = (request) => request.socket.end('this is no HTTP\r\n\r\n');
    const error = (await post().catch((reason: unknown) => reason)) as { code: string };
    expect(error.code).toBe('AIRDESK_BROKEN_ANSWER');
    expect(NOT_SENT.has(error.code)).toBe(false);
  });

  it('is not given up after its answer', async () => {
    answer = (_request, response) => response.end('ok');
    expect((await post()).text).toBe('ok');
    clock.advance(10 * TIMEOUT_MS);
    expect((await post()).text).toBe('ok');
  });

  it('takes no answer that is too long, told or not', async () => {
    answer = (_request, response) => response.end('x'.repeat(MOST_BYTES + 1));
    await expect(post()).rejects.toMatchObject({ code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' });
    answer = (_request, response) => {
      for (let part = 0; part < 3; part += 1) response.write('x'.repeat(MOST_BYTES / 2));
      response.end();
    };
    await expect(post()).rejects.toMatchObject({ code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' });
  });
});

describe('where only the status counts', () => {
  const status = async () => (await post({ answer: 'status' })).status;

  it('what else is in the answer does not matter: long, or broken off', async () => {
    answer = (_request, response) => response.writeHead(204).end();
    expect(await status()).toBe(204);
    answer = (_request, response) => response.end('x'.repeat(MOST_BYTES - 1));
    expect(await status()).toBe(200);
    answer = (request, response) => {
      response.writeHead(201, { 'content-length': '100' });
      response.write('half', () => request.socket.destroy());
    };
    expect(await status()).toBe(201);
  });

  it('nor that it never ends', async () => {
    answer = ({ url }, response) => {
      response.writeHead(202);
      if (url === '/other') response.end();
      else response.write('half');
    };
    const here = nextArrival();
    let isFound = false;
    const found = status().finally(() => (isFound = true));
    await here;
    // When these have been answered, which were asked later, the head of the first has arrived.
    for (let time = 0; time < 5; time += 1) await outgoing.get(at('/other'));
    expect(isFound).toBe(false);
    clock.advance(TIMEOUT_MS);
    expect(await found).toBe(202);
  });
});
