/** Who may steer a sandbox, and where its messages go. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createBench, readAnswer, signedPost, type Bench } from './caller.ts';

let bench: Bench;
let port: number;

async function begin(host?: string, names?: string[]): Promise<void> {
  bench = createBench({ scene: demoScene });
  const { origin } = await bench.sandbox.listen({ port: 0, ...(host && { host }), ...(names && { names }) });
  port = Number(new URL(origin).port);
}
beforeEach(() => begin());
afterEach(() => bench.sandbox.close());

function send(path: string, headers: Record<string, string>, body = '{}'): Promise<number> {
  return new Promise((resolve, reject) => {
    const method = path.startsWith('GET ') ? 'GET' : 'POST';
    const request = httpRequest(
      { host: '127.0.0.1', port, path: path.replace('GET ', ''), method, headers, setHost: false },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    request.on('error', reject);
    request.end(method === 'GET' ? undefined : body);
  });
}

const json = { 'content-type': 'application/json' };
const here = () => ({ host: `127.0.0.1:${port}` });

describe.each(['POST /_sandbox/reset', 'GET /_sandbox/state', 'POST /'])('%s', (what) => {
  const path = what.replace('POST ', '');

  it('is for whoever is on this machine', async () => {
    expect(await send(path, { ...here(), ...json })).toBe(200);
    expect(await send(path, { host: `localhost:${port}`, ...json })).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['a name that was pointed at this machine', { host: 'evil.example' }],
    ['a name that looks local', { host: 'localhost.evil.example' }],
    ['another machine that was named by its address', { host: '203.0.113.9' }],
    ['the documented nginx', { 'x-forwarded-proto': 'https' }],
    ['a tunnel', { 'x-forwarded-for': '203.0.113.9' }],
    ['a proxy', { via: '1.1 x' }],
    ['another proxy', { forwarded: 'for=203.0.113.9' }],
    ['another origin', { origin: 'http://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a page of a file', { origin: 'null' }],
    ['another site that sends no origin', { 'sec-fetch-site': 'cross-site' }],
    ['another port that sends no origin', { 'sec-fetch-site': 'same-site' }],
  ])('is not for %s', async (_name, headers) => {
    expect(await send(path, { ...here(), ...json, ...headers })).toBe(403);
  });

  it('is not for a proxy that says nothing and speaks HTTP/1.0', async () => {
    const socket = connect({ port, host: '127.0.0.1' });
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.write(
      `${what.replace(/^GET |^POST /, `${what.split(' ')[0] ?? ''} `)} HTTP/1.0\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`,
    );
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 403/);
  });
});

describe('an order', () => {
  it.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['a form of plain text', 'text/plain'],
    ['a form with a file', 'multipart/form-data'],
  ])('is not taken from %s', async (_name, type) => {
    const push = JSON.stringify({ domain: 'push.example.com', app: 'live', stream: 'by-a-form' });
    expect(await send('/_sandbox/push', { ...here(), 'content-type': type }, push)).toBe(415);
    expect(await send('/_sandbox/reset', here(), '')).toBe(415);
    expect(JSON.stringify(bench.sandbox.state())).not.toContain('live/by-a-form');
  });
});

describe('one that listens for other machines', () => {
  it('has its addresses and its names, and no others', async () => {
    await bench.sandbox.close();
    await begin('0.0.0.0', ['Sandbox']);
    const status = (host: string) => send('GET /_sandbox/state', { host });
    expect(await status('127.0.0.1')).toBe(200);
    expect(await status(`10.0.0.7:${port}`)).toBe(200);
    expect(await status('sandbox:9000')).toBe(200);
    expect(await status('evil.example')).toBe(403);
    expect(await send('GET /_sandbox/state', { host: 'sandbox', via: '1.1 x' })).toBe(403);
  });
});

describe('where messages go', () => {
  const order = async (path: string, body: object) =>
    (
      await fetch(`http://127.0.0.1:${port}/_sandbox/${path}`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify(body),
      })
    ).json() as Promise<Record<string, unknown>>;

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1/admin',
    'https://hooks.example.com/x',
    'http://127.0.0.1.example.com/',
    'http://user@evil.example/127.0.0.1',
  ])('is never %s, whoever says so', async (url) => {
    expect(await order('callback-url', { url, key: '' })).toMatchObject({ field: 'url' });
    expect(await order('event', { type: 1, url })).toMatchObject({ field: 'url' });
    const call = async (action: string, params: object) =>
      readAnswer(await bench.sandbox.fetch(signedPost(bench.clock.now(), action, params)));
    const made = await call('CreateLiveCallbackTemplate', {
      TemplateName: 'elsewhere',
      StreamBeginNotifyUrl: url,
    });
    const { TemplateId } = made.output as { readonly TemplateId?: number };
    expect(TemplateId).toBeTypeOf('number');
    await call('DeleteLiveCallbackRule', { DomainName: 'push.example.com', AppName: 'live' });
    await call('CreateLiveCallbackRule', { DomainName: 'push.example.com', AppName: 'live', TemplateId });
    bench.sandbox.push({ domain: 'push.example.com', app: 'live', stream: 'told-elsewhere' });
    await bench.sandbox.settled();
    const { callback } = bench.sandbox.state() as { callback: object };
    expect(JSON.stringify(callback)).toContain('given-up');
    expect(JSON.stringify(callback)).toContain('"delivered":0');
  });
});

it('says what it is when it is asked', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/_sandbox/handshake?nonce=abc`);
  expect(await answer.json()).toEqual({
    standIn: '4518bb6a10e862a29792ef0826376e7b73fa4c65a437be3a0e97c45614aa914b',
  });
});
