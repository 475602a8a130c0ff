import { describe, expect, it } from 'vitest';
import { LiveError } from '../../src/live/live-error.ts';
import { STREAM, KEY, opened, connect, failure, serve } from './client-harness.ts';
import { answer, letRun, startServer, startTcpServer, turnUntil } from './local-server.ts';

describe('when no answer comes', () => {
  it('a refused connection is unsent', async () => {
    const server = await startServer(() => undefined);
    await server.close();
    const { client } = connect(server.origin);
    expect(await failure(client.call('DropLiveStream', STREAM))).toMatchObject({
      code: 'airdesk.network',
      outcome: 'unsent',
      retryable: true,
    });
  });

  it('an unknown host is unsent', async () => {
    const { client } = connect('https://no-such-host.invalid');
    expect(await failure(client.call('DropLiveStream', STREAM))).toMatchObject({
      code: 'airdesk.network',
      outcome: 'unsent',
    });
  });

  it('a write whose connection is cut has an unknown outcome and is not repeated', async () => {
    const server = await serve((response) => response.socket?.destroy());
    const { client, records } = connect(server.origin);
    expect(await failure(client.call('DropLiveStream', STREAM))).toMatchObject({
      code: 'airdesk.network',
      outcome: 'unknown',
      retryable: false,
    });
    expect(server.received).toHaveLength(1);
    expect(records[0]?.attempts).toBe(1);
  });

  it('a write that times out after it was sent has an unknown outcome', async () => {
    const server = await serve(() => undefined);
    const { client, clock, records } = connect(server.origin, { timeoutMs: 500 });
    const dropped = failure(client.call('DropLiveStream', STREAM));
    await turnUntil(() => server.received.length === 1);
    clock.advance(499);
    clock.advance(1);
    expect(await dropped).toMatchObject({ code: 'airdesk.timeout', outcome: 'unknown', retryable: false });
    expect(records[0]).toMatchObject({ ms: 500, outcome: 'unknown', attempts: 1 });
  });

  it('a write that times out in the middle of the answer has an unknown outcome', async () => {
    let begun = false;
    const server = await serve((response) => {
      response.writeHead(200);
      response.write('{"Response":', () => (begun = true));
    });
    const { client, clock } = connect(server.origin);
    const dropped = failure(client.call('DropLiveStream', STREAM, { timeoutMs: 300 }));
    await turnUntil(() => begun);
    clock.advance(300);
    expect(await dropped).toMatchObject({ code: 'airdesk.timeout', outcome: 'unknown' });
  });

  it('a write that is given up while it waits for a connection is unsent, and stays unsent', async () => {
    let free: (() => void) | undefined;
    const server = await serve((response) => {
      free = () => answer(response, {});
    });
    const { client, clock } = connect(server.origin, { connections: 1 });
    const first = client.call('ResumeLiveStream', STREAM, { timeoutMs: 10_000 });
    await turnUntil(() => server.received.length === 1);
    const second = failure(client.call('DropLiveStream', STREAM, { timeoutMs: 100 }));
    await letRun();
    clock.advance(100);
    expect(await second).toMatchObject({ code: 'airdesk.timeout', outcome: 'unsent', retryable: true });
    free?.();
    await first;
    const third = client.call('ForbidLiveStream', STREAM);
    await turnUntil(() => server.received.length > 1);
    free?.();
    await third;
    expect(server.received.map(({ headers }) => headers['x-tc-action'])).toEqual([
      'ResumeLiveStream',
      'ForbidLiveStream',
    ]);
  });

  it('credentials that hang do not outlast the deadline, and nothing is sent when they come late', async () => {
    const server = await serve((response) => answer(response, {}));
    let come: ((value: { secretId: string; secretKey: string }) => void) | undefined;
    const { client, clock } = connect(server.origin, {
      credentials: () => new Promise((resolve) => (come = resolve)),
    });
    const dropped = failure(client.call('DropLiveStream', STREAM, { timeoutMs: 100 }));
    await turnUntil(() => come !== undefined);
    clock.advance(100);
    expect(await dropped).toMatchObject({ code: 'airdesk.timeout', outcome: 'unsent' });
    come?.({ secretId: 'AKIDtest', secretKey: KEY });
    await letRun();
    expect(server.received).toEqual([]);
  });

  it('missing credentials are unsent', async () => {
    const server = await serve((response) => answer(response, {}));
    const { client } = connect(server.origin, { credentials: () => Promise.reject(new Error('none')) });
    expect(await failure(client.call('DropLiveStream', STREAM))).toMatchObject({
      code: 'airdesk.no-credentials',
      outcome: 'unsent',
    });
    expect(server.received).toEqual([]);
  });
});

describe('a kept-alive connection that dies just as a write arrives', () => {
  const OK = '{"Response":{"StreamState":"active","RequestId":"r"}}';
  const ANSWER = `HTTP/1.1 200 OK\r\ncontent-length: ${OK.length}\r\nconnection: keep-alive\r\n\r\n${OK}`;

  it.each([
    ['is closed on receipt', false],
    ['is reset on receipt', true],
  ])('%s: the write reached the server once, outcome unknown', async (_, reset) => {
    let writes = 0;
    const server = await startTcpServer((socket) => {
      socket.on('data', (data) => {
        const text = data.toString();
        if (text.includes('x-tc-action: DropLiveStream')) {
          writes += 1;
          if (reset) socket.resetAndDestroy();
          else socket.end();
        } else if (text.startsWith('POST')) socket.write(ANSWER);
      });
    });
    opened.push(server);
    const { client } = connect(server.origin);
    await client.call('DescribeLiveStreamState', STREAM);
    const error = await failure(client.call('DropLiveStream', STREAM));
    expect(error).toMatchObject({ code: 'airdesk.network', outcome: 'unknown' });
    await letRun(100);
    expect(writes).toBe(1);
  });

  it('is closed by the server in the same moment: sent at most once, and never claimed to be refused', async () => {
    for (let round = 0; round < 30; round += 1) {
      let writes = 0;
      const server = await startTcpServer((socket) => {
        socket.on('data', (data) => {
          const text = data.toString();
          if (text.includes('x-tc-action: DropLiveStream')) writes += 1;
          if (text.startsWith('POST')) socket.write(ANSWER, () => round % 2 === 0 && socket.end());
        });
      });
      const { client } = connect(server.origin);
      await client.call('DescribeLiveStreamState', STREAM);
      await letRun(round % 5);
      const outcome = await client.call('DropLiveStream', STREAM).then(
        () => 'ok',
        (error: unknown) => (error instanceof LiveError ? error.outcome : 'other'),
      );
      expect(['ok', 'unknown', 'unsent']).toContain(outcome);
      expect(writes).toBeLessThanOrEqual(1);
      if (outcome === 'ok') expect(writes).toBe(1);
      if (outcome === 'unsent') expect(writes).toBe(0);
      await client.close();
      await server.close();
    }
  });
});
