import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createBench, readAnswer, signedPost, type Bench } from './caller.ts';

const MAIN = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' };
const PUSH = { domain: 'push.example.com', app: 'live', stream: 'new' };
let bench: Bench;
let origin: string;

beforeEach(async () => {
  bench = createBench({ scene: demoScene });
  ({ origin } = await bench.sandbox.listen({ port: 0 }));
});
afterEach(() => bench.sandbox.close());

async function order(path: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${origin}/_sandbox/${path}`, {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function calls(): Promise<Record<string, unknown>[]> {
  return (await (await fetch(`${origin}/_sandbox/calls`)).json()) as Record<string, unknown>[];
}

/** A signed call over the socket. */
async function call(action: string, params: object, signal?: AbortSignal) {
  const request = signedPost(bench.clock.now(), action, params, { origin });
  const { url, method, headers } = request;
  return fetch(url, { method, headers, body: await request.text(), ...(signal && { signal }) });
}

describe('control', () => {
  it('lists the calls in order, refused ones with their code', async () => {
    const { requestId } = await readAnswer(await call('DropLiveStream', MAIN));
    await call('DescribeBackupStreamList', {});
    await call('DropLiveStream', {});
    expect(await calls()).toMatchObject([
      { action: 'DropLiveStream', params: MAIN, at: '2026-03-01T20:00:00.000Z', requestId, signing: 'v3' },
      { action: 'DescribeBackupStreamList', region: 'ap-bangkok' },
      { action: 'DropLiveStream', code: 'MissingParameter' },
    ]);
    expect((await calls())[0]).not.toHaveProperty('code');
    expect((await calls())[0]).not.toHaveProperty('region');
  });

  it('pushes and cuts', async () => {
    const pushed = await order('push', PUSH);
    expect(pushed.body).toMatchObject({ accepted: true, main: true });
    const backup = await order('push', { ...PUSH, source: '拉流转推(9)', sequence: '843110096313761792' });
    expect(backup.body).toEqual({ accepted: true, main: false, sequence: '843110096313761792' });
    expect((await order('cut', { ...PUSH, sequence: '843110096313761792' })).body).toEqual({
      cut: ['843110096313761792'],
    });
    expect((await order('cut', { ...PUSH, errcode: 8 })).body).toEqual({ cut: [pushed.body['sequence']] });
    expect((await order('cut', PUSH)).body).toEqual({ cut: [] });
  });

  it('shows the state', async () => {
    const state = (await (await fetch(`${origin}/_sandbox/state`)).json()) as {
      streams: { stream: string }[];
    };
    expect(state.streams.map(({ stream }) => stream)).toContain('sports');
    expect(JSON.stringify(state)).not.toContain('txSecret');
  });

  it('resets to the scene, with the same ids and an empty list of calls', async () => {
    const first = await bench.sandbox.fetch(signedPost(bench.clock.now(), 'DropLiveStream', MAIN));
    const before = JSON.stringify(createBench({ scene: demoScene }).sandbox.state());
    await order('fault', { kind: 'error' });
    await order('callback-url', { url: 'http://127.0.0.1:9/', key: 'k' });
    expect((await order('reset', '')).body).toEqual({ reset: true });
    expect(JSON.stringify(bench.sandbox.state())).toBe(before);
    expect(await calls()).toEqual([]);
    const again = await bench.sandbox.fetch(signedPost(bench.clock.now(), 'DropLiveStream', MAIN));
    expect(await again.text()).toBe(await first.text());
  });

  it('a reset takes back where callbacks were sent meanwhile, not where they went from the start', async () => {
    const home = { url: 'http://127.0.0.1:9/home', key: 'k' };
    bench.sandbox.beginWith(home);
    expect(bench.sandbox.state()).toMatchObject({ callback: { url: home.url } });
    await order('callback-url', { url: 'http://127.0.0.1:9/elsewhere', key: 'k' });
    await order('reset', '');
    expect(bench.sandbox.state()).toMatchObject({ callback: { url: home.url } });
  });

  it.each([
    ['push', { domain: 'd', app: 'a' }, 'stream'],
    ['push', { ...PUSH, colour: 'red' }, 'colour'],
    ['push', { ...PUSH, sequence: 'x' }, 'sequence'],
    ['cut', { ...PUSH, errcode: 'x' }, 'errcode'],
    ['fault', { kind: 'flood' }, 'kind'],
    ['fault', {}, 'kind'],
    ['fault', { kind: 'error', action: 'DropAll' }, 'action'],
    ['fault', { kind: 'slow', ms: -1 }, 'ms'],
    ['fault', { kind: 'error', times: 0 }, 'times'],
    ['fault', { kind: 'error', code: 'no spaces here' }, 'code'],
    ['callback-url', { url: 'ftp://example.com', key: '' }, 'url'],
    ['callback-url', { url: 'http://example.com' }, 'key'],
    ['push', '{', 'body'],
    ['push', '[]', 'body'],
    ['push', `"${'x'.repeat(70_000)}"`, 'body'],
  ])('%s %j is refused, naming %s', async (path, body, field) => {
    const refused = await order(path, body);
    expect([refused.status, refused.body['field']]).toEqual([400, field]);
    expect(refused.body['error']).toContain(field);
  });

  it('takes no orders from a page of another origin', async () => {
    expect((await order('reset', '', { origin: 'https://evil.example' })).status).toBe(403);
    expect((await order('reset', '', { origin })).status).toBe(200);
  });

  it('knows no other paths', async () => {
    expect((await fetch(`${origin}/elsewhere`)).status).toBe(404);
    expect((await fetch(`${origin}/_sandbox/elsewhere`)).status).toBe(404);
  });
});

describe('faults', () => {
  const state = async () => (await bench.call('DescribeLiveStreamState', MAIN)).output['StreamState'];

  it('error: answers the code and does nothing', async () => {
    await order('fault', {
      kind: 'error',
      action: 'DropLiveStream',
      code: 'FailedOperation.CallOtherSvrFailed',
    });
    expect(await state()).toBe('active');
    expect((await readAnswer(await call('DropLiveStream', MAIN))).code).toBe(
      'FailedOperation.CallOtherSvrFailed',
    );
    expect(await state()).toBe('active');
    expect((await readAnswer(await call('DropLiveStream', MAIN))).code).toBeUndefined();
    expect(await calls()).toMatchObject([
      {},
      { fault: 'error', code: 'FailedOperation.CallOtherSvrFailed' },
      {},
      {},
    ]);
  });

  it('strikes as often as told, any action if none is named', async () => {
    await order('fault', { kind: 'error', times: 2 });
    const codes = [];
    for (let count = 0; count < 3; count += 1) codes.push((await bench.call('DescribeCasterList', {})).code);
    expect(codes).toEqual(['InternalError', 'InternalError', undefined]);
  });

  it('http-500: no JSON, no effect', async () => {
    await order('fault', { kind: 'http-500' });
    const response = await call('DropLiveStream', MAIN);
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await state()).toBe('active');
  });

  it('slow: waits on the clock, then works', async () => {
    await order('fault', { kind: 'slow', ms: 1500 });
    const answering = call('DropLiveStream', MAIN);
    await expect.poll(async () => (await calls()).length).toBe(1);
    expect(await state()).toBe('active');
    bench.clock.advance(1499);
    expect(await state()).toBe('active');
    bench.clock.advance(1);
    expect((await readAnswer(await answering)).code).toBeUndefined();
    expect(await state()).toBe('inactive');
  });

  it('drop-connection: cuts the socket, no effect', async () => {
    await order('fault', { kind: 'drop-connection' });
    await expect(call('DropLiveStream', MAIN)).rejects.toThrow('fetch failed');
    expect(await state()).toBe('active');
    expect(await calls()).toMatchObject([{ action: 'DropLiveStream', fault: 'drop-connection' }, {}]);
    await order('fault', { kind: 'drop-connection' });
    await expect(bench.call('DropLiveStream', MAIN)).rejects.toThrow('dropped');
  });

  it('timeout-after-effect: works and answers nothing until the caller gives up', async () => {
    await order('fault', { kind: 'timeout-after-effect', action: 'DropLiveStream' });
    const abort = new AbortController();
    const answering = call('DropLiveStream', MAIN, abort.signal);
    await expect.poll(state).toBe('inactive');
    abort.abort();
    await expect(answering).rejects.toThrow('aborted');
    const dropped = (await calls()).filter(({ action }) => action === 'DropLiveStream');
    expect(dropped).toMatchObject([{ fault: 'timeout-after-effect' }]);
    expect(dropped[0]).not.toHaveProperty('code');
  });

  it('closing the sandbox lets go of callers that wait', async () => {
    await order('fault', { kind: 'timeout-after-effect', action: 'DropLiveStream' });
    const answering = call('DropLiveStream', MAIN);
    await expect.poll(state).toBe('inactive');
    await bench.sandbox.close();
    await expect(answering).rejects.toThrow('fetch failed');
  });

  it('a forged call uses up no fault', async () => {
    await order('fault', { kind: 'error', code: 'FailedOperation' });
    await bench.sandbox.fetch(signedPost(bench.clock.now(), 'DropLiveStream', MAIN, { timestamp: 1 }));
    expect(await bench.codeOf('DropLiveStream', MAIN)).toBe('FailedOperation');
  });
});

it('a GET request line of 32 KB gets through to the API', async () => {
  const code = await new Promise<string>((resolve, reject) => {
    httpRequest(`${origin}/?a=${'x'.repeat(31_000)}`, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve(text));
    })
      .on('error', reject)
      .end();
  });
  expect(code).toContain('MissingParameter');
});

it('64-bit numbers pass both ways', async () => {
  const id = 9_223_372_036_854_775_807n;
  const big = createBench({ scene: { ...demoScene, casters: [{ id, params: { CasterName: 'far' } }] } });
  const body = `{"CasterId":${id}}`;
  const response = await big.sandbox.fetch(signedPost(big.clock.now(), 'DescribeCaster', {}, { body }));
  expect(await response.text()).toContain(`"CasterId":${id},"CasterName":"far"`);
  const near = await big.sandbox.fetch(
    signedPost(big.clock.now(), 'DescribeCaster', {}, { body: `{"CasterId":${id - 1n}}` }),
  );
  expect((await readAnswer(near)).code).toBe('FailedOperation.CasterNotFound');
});

it('the same seed and the same calls give the same answers; another seed does not', async () => {
  const play = async (seed: number) => {
    const { sandbox, clock } = createBench({ scene: demoScene, seed });
    const texts: string[] = [];
    for (const action of [
      'DropLiveStream',
      'DescribeLiveStreamState',
      'ForbidLiveStream',
      'ResumeLiveStream',
    ] as const) {
      texts.push(await (await sandbox.fetch(signedPost(clock.now(), action, MAIN))).text());
      clock.advance(6000);
    }
    texts.push(await (await sandbox.fetch(signedPost(clock.now(), 'DescribeBackupStreamList', {}))).text());
    return texts;
  };
  expect(await play(1)).toEqual(await play(1));
  expect(await play(1)).not.toEqual(await play(2));
});

describe('ordering callbacks, storms and broken sources', () => {
  it('over HTTP', async () => {
    const url = `${origin}/nobody`;
    const sent = await order('event', { type: 321, url, overrides: { user_ip: '192.0.2.1' } });
    expect(sent).toMatchObject({ status: 200, body: { id: 'message-1', message: { user_ip: '192.0.2.1' } } });
    const storm = { what: 'push', domain: 'push.example.com', app: 'live', count: 3 };
    expect((await order('storm', storm)).body).toMatchObject({ count: 3, last: 'storm-0003' });
    expect((await order('pull', { task: 'task-sports-backup', broken: true })).body).toEqual({
      ...{ task: 'task-sports-backup', broken: true, runStatus: 'inactive' },
    });
    const raw = 'x'.repeat(3_000_000);
    expect((await order('event', { type: 1, url, raw })).status).toBe(200);
  });

  it.each([
    ['event', { type: 'push' }, 'type'],
    ['event', { type: -1 }, 'type'],
    ['event', {}, 'type'],
    ['event', { type: 1, stream: { domain: 'd', app: 'a' } }, 'stream.stream'],
    ['event', { type: 1, overrides: [] }, 'overrides'],
    ['event', { type: 1, omit: 'app' }, 'omit'],
    ['event', { type: 1, sign: 'forged' }, 'sign'],
    ['event', { type: 1, t: -5 }, 't'],
    ['event', { type: 1, times: 0 }, 'times'],
    ['event', { type: 1, raw: 5 }, 'raw'],
    ['event', { type: 1, raw: '{}', sign: 'bad' }, 'raw'],
    ['event', { type: 1, url: 'ftp://example.com' }, 'url'],
    ['event', { type: 1 }, 'url'],
    ['event', { type: 1, url: 'http://127.0.0.1:1/', sign: 'good' }, 'sign'],
    ['event', { type: 1, colour: 'red' }, 'colour'],
    ['storm', { what: 'rain', domain: 'd', app: 'a', count: 1 }, 'what'],
    ['storm', { what: 'push', domain: 'd', app: 'a', count: 100_000 }, 'count'],
    ['pull', { task: 'nobody', broken: true }, 'task'],
    ['pull', { task: 'task-sports-backup' }, 'broken'],
    ['fault', { kind: 'delayed-callback', ms: 'soon' }, 'ms'],
  ])('%s %j is refused, naming %s', async (path, body, field) => {
    const refused = await order(path, body);
    expect([refused.status, refused.body['field']]).toEqual([400, field]);
    expect(refused.body['error']).toContain(field);
  });
});
