import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createKnocks, type Knock, type Knocked } from '../../../src/callback/knock/knock.ts';
import { createMarks } from '../../../src/callback/knock/marks.ts';
import { createPost } from '../../../src/callback/knock/post.ts';
import { createReceiver } from '../../../src/callback/receive/receiver.ts';
import { systemClock } from '../../../src/clock.ts';
import { CERTIFICATE, PRIVATE_KEY } from '../../sandbox/example-certificate.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';

const TOKEN = 'token-of-the-knock-test';
const KEY = 'key-of-the-knock-test';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Scene {
  readonly knock: Knock;
  readonly stored: unknown[];
  readonly outcomes: string[];
  readonly told: string[];
  readonly clock: TestClock;
}

/** Airdesk's receiver, and what stands in front of it: by itself it hands everything on. */
async function scene(
  front?: (receive: RequestListener, told: string[]) => RequestListener,
  options: { readonly key?: string | null; readonly receiverKey?: string; readonly origin?: string } = {},
): Promise<Scene> {
  const { key = KEY, receiverKey = key } = options;
  const clock = createTestClock();
  const marks = createMarks(clock, () => globalThis.crypto.randomUUID());
  const [stored, outcomes, told] = [[] as unknown[], [] as string[], [] as string[]];
  const receive = createReceiver({
    endpoints: [{ account: 'main', token: TOKEN, ...(receiverKey !== null && { key: receiverKey }) }],
    inbox: { append: (value) => Promise.resolve(stored.push(value)) },
    clock,
    counts: { callback: (outcome) => outcomes.push(outcome) },
    log: { warn: () => undefined, error: () => undefined },
    marks,
  });
  const origin = options.origin ?? (await listen(front ? front(receive, told) : receive));
  const knocks = createKnocks({
    ...{ clock, marks, post: createPost(clock) },
    endpoints: () => [{ account: 'main', token: TOKEN, ...(key !== null && { key }) }],
    publicOrigin: () => origin,
    localOrigin: () => undefined,
  });
  return { knock: knocks.of('main'), stored, outcomes, told, clock };
}

async function found({ knock }: Scene): Promise<Knocked> {
  const answer = await knock.now();
  if (answer.kind !== 'knocked') throw new Error(answer.kind);
  return answer.knocked;
}

describe('a test message', () => {
  it('arrives, is signed as the cloud signs, is counted, and is kept nowhere', async () => {
    const on = await scene();
    const knocked = await found(on);
    expect(knocked).toMatchObject({
      outcome: 'arrived',
      status: 200,
      isPublic: true,
      isSigned: true,
      ip: '127.0.0.1',
    });
    expect([on.outcomes, on.stored]).toEqual([['test'], []]);
    expect(JSON.stringify(knocked)).not.toContain(TOKEN);
  });

  it('arrives unsigned where there is no key', async () => {
    const on = await scene(undefined, { key: null });
    expect(await found(on)).toMatchObject({ outcome: 'arrived', isSigned: false });
    expect(on.stored).toEqual([]);
  });

  it('is no success where something else answers 200, as a sign-in page', async () => {
    const on = await scene(() => (_, response) => response.end('<html>Sign in</html>'));
    expect(await found(on)).toMatchObject({ outcome: 'elsewhere', status: 200 });
  });

  it('follows no redirect, with a body or without', async () => {
    let followed = 0;
    const on = await scene(() => (request, response) => {
      if (request.url === '/login') followed += 1;
      response.writeHead(302, { location: '/login?next=x' }).end();
    });
    expect(await found(on)).toMatchObject({ outcome: 'redirected', status: 302, location: '/login?next=x' });
    expect(followed).toBe(0);
  });

  it.each([
    [403, '{"error":"bad-sign"}', 'other-key'],
    [403, '<html>no</html>', 'forbidden'],
    [404, '', 'not-found'],
    [502, '', 'gateway'],
  ] as const)('is answered %s %s by what stands in front: %s', async (status, body, outcome) => {
    const on = await scene(() => (_, response) => response.writeHead(status).end(body));
    expect(await found(on)).toMatchObject({ outcome, status });
    expect([on.outcomes, on.stored]).toEqual([[], []]);
  });

  it('that arrives and whose answer a proxy changes is told so', async () => {
    const on = await scene((receive) => (request, response) => {
      const writeHead = response.writeHead.bind(response);
      response.writeHead = ((_: number, headers: object) =>
        writeHead(500, headers as never)) as typeof writeHead;
      receive(request, response);
    });
    expect(await found(on)).toMatchObject({ outcome: 'answer-changed', status: 500 });
    expect(on.stored).toEqual([]);
  });

  it('reads no more than the beginning of an endless answer', async () => {
    const on = await scene(() => (_, response) => {
      const more = (): void => {
        while (response.writable && response.write('x'.repeat(16_384)));
      };
      response.on('drain', more);
      more();
    });
    expect((await found(on)).outcome).toBe('elsewhere');
  });

  it('ends after 8 s where nothing is answered', async () => {
    const on = await scene((_, told) => (request) => void told.push(request.url ?? ''));
    const answer = found(on);
    while (on.told.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    on.clock.advance(8001);
    expect(await answer).toMatchObject({ outcome: 'no-answer', failure: 'timeout' });
  });

  it('tells a port at which nobody listens, and one that speaks no TLS', async () => {
    const gone = await listen((_, response) => response.end());
    const [server] = servers.splice(0, 1);
    await new Promise((resolve) => server?.close(resolve));
    expect((await found(await scene(undefined, { origin: gone }))).outcome).toBe('connection-refused');
    const plain = (await listen((_, response) => response.end())).replace('http:', 'https:');
    expect((await found(await scene(undefined, { origin: plain }))).outcome).toBe('no-tls');
  });

  it('tells a certificate that nobody vouches for', async () => {
    const server = createTlsServer({ cert: CERTIFICATE, key: PRIVATE_KEY }, (_, response) => response.end());
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const knocked = await found(await scene(undefined, { origin }));
    expect(knocked.outcome).toMatch(/^certificate-(?:untrusted|name)$/);
  });

  it('has a signature that is of no use a minute and a half later', async () => {
    let body = '';
    const on = await scene((receive) => (request, response) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      receive(request, response);
    });
    await found(on);
    const { t } = JSON.parse(body) as { t: number };
    expect(t - on.clock.now() / 1000).toBeLessThanOrEqual(10);
  });

  it('is held after some, and what was found lately counts', async () => {
    const on = await scene();
    for (let more = 0; more < 4; more += 1) expect((await on.knock.now()).kind).toBe('knocked');
    expect(await on.knock.now()).toMatchObject({ kind: 'held' });
    expect((await on.knock.lately()).kind).toBe('knocked');
    expect(on.outcomes).toHaveLength(4);
    on.clock.advance(31_000);
    expect((await on.knock.lately()).kind).toBe('knocked');
    expect(on.outcomes).toHaveLength(5);
  });

  it('is sent nowhere for an account that takes no callbacks', async () => {
    const clock = createTestClock();
    const knocks = createKnocks({
      ...{ clock, marks: createMarks(clock, () => 'x'), endpoints: () => [], localOrigin: () => undefined },
      publicOrigin: () => 'http://127.0.0.1:9',
      post: () => Promise.reject(new Error('sent')),
    });
    expect(await knocks.of('main').now()).toEqual({ kind: 'closed' });
  });

  it('works by the clock of the machine as well', async () => {
    const origin = await listen((_, response) => response.end('x'));
    expect(await createPost(systemClock)(`${origin}/callbacks/live/x`, '{}')).toMatchObject({
      status: 200,
      body: 'x',
    });
  });
});
