import { VERSION } from '../../src/observability/version.ts';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '../../src/http/cut-short.ts';
import { createHttp, type Http } from '../../src/http/server.ts';
import { createReadiness, type Check, type CheckResult } from '../../src/http/readiness.ts';
import { createLog } from '../../src/observability/log.ts';
import { createMetrics } from '../../src/start/metrics.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';

interface Running {
  readonly http: Http;
  readonly clock: TestClock;
  readonly port: number;
  readonly lines: string[];
  readonly get: (path: string) => Promise<Response>;
}

const running: Http[] = [];

async function start(
  checks: readonly Check[] = [],
  add: (http: Http) => void = () => undefined,
): Promise<Running> {
  const clock = createTestClock();
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  const metrics = createMetrics({ processMetrics: false });
  metrics.intent('command', 'ok');
  metrics.liveCall({ action: 'DropLiveStream', outcome: 'ok', code: 'ok', ms: 30, attempts: 2 });
  const http = createHttp({ clock, log, metrics, checks });
  add(http);
  running.push(http);
  const { port } = await http.listen(0, '127.0.0.1');
  return { http, clock, port, lines, get: (path) => fetch(`http://127.0.0.1:${port}${path}`) };
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((http) => http.close(1000)));
});

describe('the server', () => {
  it('says that it is alive', async () => {
    const { get } = await start([{ name: 'slack', check: () => ({ ok: false }) }]);
    const answer = await get('/healthz');
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok', version: VERSION }]);
  });

  it('is ready when every check is', async () => {
    const { get } = await start([{ name: 'store', check: () => ({ ok: true }) }]);
    const answer = await get('/readyz');
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { status: 'ready', checks: { store: { ok: true } } },
    ]);
  });

  it('names what is not ready, without secrets', async () => {
    const { get } = await start([
      { name: 'store', check: () => ({ ok: true }) },
      { name: 'slack', check: async () => ({ ok: false, why: 'invalid_auth for xoxb-1-hunter2' }) },
      {
        name: 'cloud',
        check: () => {
          throw new Error('refused: secretKey=hunter2');
        },
      },
    ]);
    const answer = await get('/readyz');
    expect([answer.status, await answer.json()]).toEqual([
      503,
      {
        status: 'not ready',
        checks: {
          store: { ok: true },
          slack: { ok: false, why: 'invalid_auth for [redacted]' },
          cloud: { ok: false, why: 'refused: secretKey=[redacted]' },
        },
      },
    ]);
  });

  it('waits for a check that hangs only so long', async () => {
    const started = signal();
    const check = () => {
      started.give();
      return new Promise<CheckResult>(() => undefined);
    };
    const { get, clock } = await start([{ name: 'cloud', check }]);
    const asked = get('/readyz');
    await started.given;
    clock.advance(2000);
    const answer = await asked;
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { status: 'not ready', checks: { cloud: { ok: false, why: 'no answer within 2000 ms' } } },
    ]);
  });

  it('runs its checks once for all who ask meanwhile, and anew for the next', async () => {
    let runs = 0;
    const check = () => ({ ok: (runs += 1) > 0 });
    const ready = createReadiness([{ name: 'store', check }], createTestClock());
    await Promise.all([ready(), ready(), ready()]);
    expect(runs).toBe(1);
    await ready();
    expect(runs).toBe(2);
  });

  it('shows what it counts to Prometheus', async () => {
    const { get } = await start();
    const answer = await get('/metrics');
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    expect(text).toContain('airdesk_intents_total{kind="command",outcome="ok"} 1');
    expect(text).toContain(
      'airdesk_live_call_seconds_bucket{le="0.05",action="DropLiveStream",outcome="ok"} 1',
    );
    expect(text).toContain('airdesk_live_attempts_total{action="DropLiveStream"} 2');
  });

  it('answers what it does not know', async () => {
    const { get } = await start();
    const answer = await get('/admin');
    expect([answer.status, await answer.json()]).toEqual([404, { error: 'not found' }]);
  });

  it('answers when a route fails, tells nobody why, and logs it', async () => {
    const { get, lines } = await start([], ({ app }) =>
      app.get('/broken', () => {
        throw new Error('token=hunter2');
      }),
    );
    const answer = await get('/broken');
    expect([answer.status, await answer.text()]).toEqual([500, '{"error":"internal error"}']);
    expect(lines.join('')).toContain('a request failed');
    expect(lines.join('')).not.toContain('hunter2');
  });

  it('says so when the port is taken', async () => {
    const { port } = await start();
    const { http } = await start();
    await expect(http.listen(port, '127.0.0.1')).rejects.toThrow();
    const other = createHttp({
      clock: createTestClock(),
      log: createLog('error', { write: () => undefined }),
      metrics: createMetrics({ processMetrics: false }),
      checks: [],
    });
    await expect(other.listen(port, '127.0.0.1')).rejects.toMatchObject({ code: 'airdesk.cannot-listen' });
  });
});

describe('a request that is too large', () => {
  const echo = (http: Http) =>
    void http.app.post('/echo', async (c) => c.text(String((await c.req.text()).length)));

  it.each([
    ['small', 'x'.repeat(1000), 200],
    ['as large as allowed', 'x'.repeat(MAX_BODY_BYTES), 200],
    ['larger', 'x'.repeat(MAX_BODY_BYTES + 1), 413],
  ])('%s, with and without its length', async (_name, body, status) => {
    const { port } = await start([], echo);
    const url = `http://127.0.0.1:${port}/echo`;
    expect((await fetch(url, { method: 'POST', body })).status).toBe(status);
    expect(await postInPieces(port, body)).toBe(status);
  });

  it('is refused by its headers alone', async () => {
    const { port } = await start();
    const answer = await raw(port, `GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431/);
  });
});

describe('a raw route', () => {
  it('takes what begins with its prefix, before the others and without their limits', async () => {
    const seen: (string | undefined)[] = [];
    const { port, get } = await start([], (http) => {
      http.app.get('/raw/x', (c) => c.text('never'));
      http.raw('/raw/', (request, response) => {
        seen.push(request.url);
        let size = 0;
        request.on('data', (chunk: Buffer) => (size += chunk.length));
        request.on('end', () => response.end(String(size)));
      });
    });
    expect(await (await get('/raw/x?y=1')).text()).toBe('0');
    const body = 'x'.repeat(MAX_BODY_BYTES + 1);
    const posted = await fetch(`http://127.0.0.1:${port}/raw/y`, { method: 'POST', body });
    expect(await posted.text()).toBe(String(MAX_BODY_BYTES + 1));
    expect((await get('/raw')).status).toBe(404);
    expect((await get('/healthz')).status).toBe(200);
    expect(seen).toEqual(['/raw/x?y=1', '/raw/y']);
  });

  it('that fails is answered, tells nobody why, and is logged', async () => {
    const { get, lines } = await start([], (http) =>
      http.raw('/raw/', () => {
        throw new Error('token=hunter2');
      }),
    );
    const answer = await get('/raw/secret-path');
    expect([answer.status, await answer.text()]).toEqual([500, '{"error":"internal error"}']);
    expect(lines.join('')).toContain('a request failed');
    expect(lines.join('')).not.toMatch(/hunter2|secret-path/);
  });
});

describe('closing', () => {
  it('lets raw requests end, and hangs up after what came meanwhile', async () => {
    const arrived = signal();
    const release = signal();
    const second = signal();
    const { http, port } = await start([], (server) =>
      server.raw('/raw/', (request, response) => {
        if (request.url === '/raw/second') {
          response.end('second');
          second.give();
        } else {
          arrived.give();
          void release.given.then(() => response.end('first'));
        }
      }),
    );
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (data) => (text += data.toString()));
    const ended = new Promise((resolve) => socket.on('close', resolve));
    socket.write('GET /raw/first HTTP/1.1\r\nHost: x\r\n\r\n');
    await arrived.given;
    const closed = http.close(60_000);
    // Comes while the first is still under way.
    socket.write('GET /raw/second HTTP/1.1\r\nHost: x\r\n\r\n');
    await second.given;
    release.give();
    await ended;
    await closed;
    expect(text).toMatch(/first[^]*connection: close[^]*second$/i);
  });

  it('lets a request end, takes no new one, and is done', async () => {
    const arrived = signal();
    const release = signal();
    const { http, port, get } = await start([], ({ app }) =>
      app.get('/slow', async (c) => {
        arrived.give();
        await release.given;
        return c.text('done');
      }),
    );
    const slow = get('/slow');
    await arrived.given;
    const closed = http.close(60_000);
    await expect(raw(port, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')).rejects.toThrow(/ECONNREFUSED/);
    release.give();
    expect(await (await slow).text()).toBe('done');
    await closed;
  });

  it('does not wait for idle connections', async () => {
    const { http, get } = await start();
    await (await get('/healthz')).text();
    await http.close(60_000);
    await expect(get('/healthz')).rejects.toThrow();
  });

  it('cuts what is left at the deadline', async () => {
    const arrived = signal();
    const { http, clock, get } = await start([], ({ app }) =>
      app.get('/never', () => {
        arrived.give();
        return new Promise<Response>(() => undefined);
      }),
    );
    const never = get('/never');
    const cut = expect(never).rejects.toThrow();
    await arrived.given;
    const closed = http.close(5000);
    clock.advance(5000);
    await closed;
    await cut;
  });
});

function signal(): { given: Promise<void>; give: () => void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

function postInPieces(port: number, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { port, host: '127.0.0.1', path: '/echo', method: 'POST' },
      (answer: IncomingMessage) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    );
    sent.on('error', reject);
    sent.write(body.slice(0, 500));
    sent.end(body.slice(500));
  });
}

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => {
      answer += data.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
