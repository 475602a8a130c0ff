/** Whoever holds connections and half of a body does not keep others out. On real sockets. */
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { trustedProxies } from '../../src/http/trusted-proxies.ts';
import { createHttp, type Http, type HttpOptions } from '../../src/http/server.ts';
import { createLog } from '../../src/observability/log.ts';
import { createMetrics } from '../../src/start/metrics.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const running: Http[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(running.splice(0).map((http) => http.close(1000)));
});

async function start(limits: HttpOptions['limits']) {
  const clock = createTestClock();
  const lines: string[] = [];
  const metrics = createMetrics({ processMetrics: false });
  const log = createLog('info', { write: (line) => lines.push(line) });
  // The other addresses of this machine stand for those of others.
  const isTrusted = trustedProxies({ AIRDESK_PROXIES: '127.0.0.1' });
  const http = createHttp({ clock, log, metrics, checks: [], isTrusted, limits: limits ?? {} });
  http.app.post('/echo', async (c) => c.text(String((await c.req.text()).length)));
  http.app.get('/slow', () => new Promise<Response>(() => undefined));
  http.raw('/callbacks/', (request, response) => {
    request.resume();
    request.on('end', () => response.end('kept'));
  });
  running.push(http);
  const { port } = await http.listen(0, '127.0.0.1');

  async function open(text = '', localAddress = '127.0.0.1'): Promise<Socket> {
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    await once(socket, 'connect');
    if (text !== '') socket.write(text);
    return socket;
  }

  /** What is answered on a connection of its own; empty where it is closed without. */
  async function answerTo(text: string, localAddress?: string): Promise<string> {
    const socket = await open('', localAddress);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.write(text);
    await once(socket, 'close');
    return answer;
  }

  const count = async (why: string): Promise<number> => {
    const text = await metrics.text();
    return Number(new RegExp(`airdesk_http_cut_short_total\\{why="${why}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
  };
  return { clock, lines, open, answerTo, count };
}

const CALLBACK = 'POST /callbacks/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}';
const HEALTH = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
const post = (length: number, body: string) =>
  `POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n${body}`;

const pause = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('connections that say nothing', () => {
  it.each([
    ['nothing', ''],
    ['half of a header', 'GET /healthz HTTP/1.1\r\nHo'],
    ['half of a body', 'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx'],
    ['nothing after an answer', 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('%s: the oldest is closed, callbacks and health are answered', async (_name, text) => {
    const { open, answerTo, count } = await start({ all: 20 });
    const idle: Socket[] = [];
    for (let n = 0; n < 20; n += 1) idle.push(await open(text));
    await pause();
    const closed = idle.slice(0, 2).map((socket) => once(socket, 'close'));
    expect(await answerTo(CALLBACK)).toMatch(/^HTTP\/1\.1 200[^]*kept$/);
    expect(await answerTo(HEALTH)).toMatch(/^HTTP\/1\.1 200/);
    await closed[0];
    expect(idle[19]?.closed).toBe(false);
    expect(await count('connection-idle')).toBeGreaterThan(0);
  });

  it('are never closed for another one while they are being answered', async () => {
    const { open, answerTo, count } = await start({ all: 5 });
    const asking: Socket[] = [];
    for (let n = 0; n < 5; n += 1) asking.push(await open('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n'));
    await pause();
    expect(await answerTo(HEALTH)).toBe('');
    expect(asking.map(({ closed }) => closed)).toEqual([false, false, false, false, false]);
    expect(await count('connection-full')).toBe(1);
  });

  it('of one address take half, and only there one closes another', async () => {
    const { open, answerTo } = await start({ all: 20, perAddress: 8 });
    const others: Socket[] = [];
    for (let n = 0; n < 4; n += 1) others.push(await open('', '127.0.0.3'));
    const many: Socket[] = [];
    for (let n = 0; n < 30; n += 1) many.push(await open('', '127.0.0.2'));
    await pause();
    expect(others.every(({ closed }) => !closed)).toBe(true);
    expect(many.filter(({ closed }) => !closed)).toHaveLength(8);
    expect(await answerTo(HEALTH)).toMatch(/^HTTP\/1\.1 200/);
  });
});

describe('bodies that are half sent', () => {
  it('hold so many bytes at the most: the oldest are given up, an honest one is taken', async () => {
    const { open, answerTo, count } = await start({ held: 100_000, perCaller: 100_000 });
    const half = await Promise.all(Array.from({ length: 40 }, () => open(post(20_000, 'x'.repeat(10_000)))));
    await expect.poll(() => count('upload-crowded')).toBe(30);
    expect(await answerTo(post(5_000, 'x'.repeat(5_000)))).toMatch(/^HTTP\/1\.1 200[^]*5000$/);
    expect(half).toHaveLength(40);
  });

  it('of one caller do not cost another one anything', async () => {
    const { open, answerTo, count } = await start({ held: 100_000, perCaller: 30_000 });
    const other = await open(post(20_000, 'x'.repeat(10_000)), '127.0.0.3');
    await Promise.all(Array.from({ length: 20 }, () => open(post(20_000, 'x'.repeat(10_000)), '127.0.0.2')));
    await expect.poll(() => count('upload-crowded')).toBe(17);
    let answer = '';
    other.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    other.write('x'.repeat(10_000));
    await once(other, 'close');
    expect(answer).toMatch(/20000$/);
    expect(await answerTo(post(3, 'abc'), '127.0.0.2')).toMatch(/200 OK/);
  });

  it('behind a proxy on this machine, callers are told apart by what it says', async () => {
    const { open, count } = await start({ held: 100_000, perCaller: 15_000 });
    const from = (address: string) =>
      open(
        post(20_000, 'x'.repeat(10_000)).replace(
          'Host: x',
          `Host: x\r\nX-Forwarded-For: 9.9.9.9, ${address}`,
        ),
      );
    const sent = [await from('203.0.113.1'), await from('203.0.113.1'), await from('203.0.113.2')];
    await expect.poll(() => count('upload-crowded')).toBe(1);
    expect(sent).toHaveLength(3);
  });

  it('are given up after 10 s', async () => {
    const { open, clock, count } = await start({});
    const socket = await open(post(10, 'x'));
    await pause();
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    clock.advance(10_000);
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 408/);
    expect(await count('upload-slow')).toBe(1);
  });

  it('that are broken off are counted each, and logged once a minute', async () => {
    const { open, clock, count, lines } = await start({});
    const breakOff = async (times: number) => {
      const before = await count('upload-aborted');
      for (let n = 0; n < times; n += 1) {
        const socket = await open(post(10, 'x'));
        await pause();
        socket.destroy();
      }
      await expect.poll(() => count('upload-aborted')).toBe(before + times);
    };
    await breakOff(5);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', why: 'upload-aborted' });
    clock.advance(60_000);
    await breakOff(1);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ why: 'upload-aborted', more: 4 });
  });
});
