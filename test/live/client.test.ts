import { describe, expect, it } from 'vitest';
import { STREAM, KEY, connect, failure, isSignedRight, serve } from './client-harness.ts';
import { answer, answerError, turnUntil } from './local-server.ts';

describe('a call', () => {
  it('is one signed POST, and brings the answer with its RequestId', async () => {
    const server = await serve((response) => answer(response, { StreamState: 'active' }));
    const { client, records } = connect(server.origin);

    const state = await client.call('DescribeLiveStreamState', STREAM);

    expect(state).toEqual({ StreamState: 'active', RequestId: 'req-1' });
    const [request] = server.received;
    expect(request).toMatchObject({ method: 'POST', path: '/' });
    expect(JSON.parse(request!.body)).toEqual(STREAM);
    expect(request!.headers).toMatchObject({
      'x-tc-action': 'DescribeLiveStreamState',
      'x-tc-version': '2018-08-01',
      'x-tc-timestamp': String(Date.UTC(2026, 2, 1, 20) / 1000),
      'content-type': 'application/json; charset=utf-8',
    });
    expect(isSignedRight(request!)).toBe(true);
    expect(records).toEqual([
      { action: 'DescribeLiveStreamState', ms: 0, outcome: 'ok', code: 'ok', attempts: 1 },
    ]);
  });

  it('keeps its connections', async () => {
    const server = await serve((response) => answer(response, { StreamState: 'active' }));
    const { client } = connect(server.origin);
    for (let n = 0; n < 20; n += 1) await client.call('DescribeLiveStreamState', STREAM);
    // undici frees a connection one turn after its answer, so that a caller in a hurry takes turns between two.
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it('carries token and language where there are any, and neither otherwise', async () => {
    const server = await serve((response) => answer(response, { StreamState: 'active' }));
    const plain = connect(server.origin).client;
    const full = connect(server.origin, {
      language: 'zh-CN',
      credentials: () => Promise.resolve({ secretId: 'AKIDtest', secretKey: KEY, token: 'temporary' }),
    }).client;
    await plain.call('DescribeLiveStreamState', STREAM);
    await full.call('DescribeLiveStreamState', STREAM);
    expect(server.received[0]!.headers).not.toHaveProperty('x-tc-token');
    expect(server.received[0]!.headers).not.toHaveProperty('x-tc-language');
    expect(server.received[1]!.headers).toMatchObject({
      'x-tc-token': 'temporary',
      'x-tc-language': 'zh-CN',
    });
  });

  it('brings 64-bit integers through, both ways', async () => {
    const server = await serve((response) => {
      response.end('{"Response":{"TotalNum":843110096313761792,"RequestId":"req-1"}}');
    });
    const { client } = connect(server.origin);
    const list = await client.call('DescribeLiveStreamMonitorList', { Index: 843110096313761791n, Count: 1 });
    expect(list.TotalNum).toBe(843110096313761792n);
    expect(server.received[0]!.body).toBe('{"Index":843110096313761791,"Count":1}');
  });

  it('is refused before anything is sent when a parameter does not fit', async () => {
    const server = await serve((response) => answer(response, {}));
    const { client, records } = connect(server.origin);
    const error = await failure(client.call('DropLiveStream', { ...STREAM, StreamName: 7 as never }));
    expect(error).toMatchObject({ code: 'airdesk.bad-parameter', outcome: 'unsent' });
    expect(error.hint.en).toContain('StreamName must be text');
    expect(server.received).toEqual([]);
    expect(records[0]).toMatchObject({ outcome: 'unsent', code: 'airdesk.bad-parameter', attempts: 0 });
  });

  it('is not spoiled by a broken observer', async () => {
    const server = await serve((response) => answer(response, {}));
    const { client } = connect(server.origin, {
      onCall: () => {
        throw new Error('observer');
      },
    });
    await expect(client.call('DropLiveStream', STREAM)).resolves.toEqual({ RequestId: 'req-1' });
  });
});

describe('the region', () => {
  it('goes with actions that take one, and never with others', async () => {
    const server = await serve((response) => answer(response, {}));
    const { client } = connect(server.origin);
    await client.call('DescribeBackupStreamList', {});
    await client.call('DescribeBackupStreamList', {}, { region: 'ap-shanghai' });
    await client.call('DropLiveStream', STREAM, { region: 'ap-shanghai' });
    expect(server.received.map(({ headers }) => headers['x-tc-region'])).toEqual([
      'ap-guangzhou',
      'ap-shanghai',
      undefined,
    ]);
  });

  it('is any where the document requires one and does not say which', async () => {
    const server = await serve((response) => answer(response, {}));
    const { client } = connect(server.origin, { region: 'eu-frankfurt' });
    await client.call('DescribeLivePullStreamTaskStatus', { TaskId: '1' });
    expect(server.received[0]?.headers['x-tc-region']).toBe('eu-frankfurt');
  });

  it.each(['ap-shanghai-fsi', ''])(
    '"%s" is refused before sending, with the regions that would do',
    async (region) => {
      const server = await serve((response) => answer(response, {}));
      const { client } = connect(server.origin, { region });
      const error = await failure(client.call('StartLiveStreamMonitor', { MonitorId: 'm1' }));
      expect(error).toMatchObject({ code: 'airdesk.bad-region', outcome: 'unsent' });
      expect(error.hint.en).toContain('ap-beijing, ap-guangzhou, ap-hongkong, ap-shanghai');
      expect(error.hint.zh).toContain('ap-guangzhou');
      await expect(client.call('DropLiveStream', STREAM)).resolves.toBeDefined();
      expect(server.received).toHaveLength(1);
    },
  );
});

describe('what the cloud answers', () => {
  it.each([
    ['FailedOperation.StreamNotExist', 'DropLiveStream', 'refused'],
    ['RequestLimitExceeded', 'DropLiveStream', 'refused'],
    ['InternalError', 'DropLiveStream', 'unknown'],
    ['InternalError.NotFound', 'DropLiveStream', 'unknown'],
    ['FailedOperation.CallOtherSvrFailed', 'DropLiveStream', 'unknown'],
    ['FailedOperation.RelateServerNotAccessible', 'DropLiveStream', 'unknown'],
    ['ServiceUnavailable', 'DropLiveStream', 'unknown'],
    ['InternalError', 'DescribeLiveStreamState', 'refused'],
  ] as const)('%s to %s is %s', async (code, action, outcome) => {
    const server = await serve((response) => answerError(response, code, 'why'));
    const { client } = connect(server.origin);
    const error = await failure(client.call(action, STREAM));
    expect(error).toMatchObject({ code, action, outcome, requestId: 'req-1' });
    expect(error.message).toBe(`${action}: ${code}: why`);
    expect(error.hint.en).not.toBe('');
    expect(error.hint.zh).not.toBe('');
    expect(server.received).toHaveLength(1);
  });

  it.each([
    ['not JSON', 200, '<html>', 'airdesk.bad-answer', 'unknown'],
    ['empty', 200, '', 'airdesk.bad-answer', 'unknown'],
    ['without Response', 200, '{"ok":true}', 'airdesk.bad-answer', 'unknown'],
    ['without RequestId', 200, '{"Response":{}}', 'airdesk.bad-answer', 'unknown'],
    [
      'an error without a code',
      200,
      '{"Response":{"RequestId":"r","Error":"x"}}',
      'airdesk.bad-answer',
      'unknown',
    ],
    ['too long', 200, `{"Response":{"RequestId":"${'x'.repeat(3000)}"}}`, 'airdesk.bad-answer', 'unknown'],
    ['a redirect', 302, '', 'airdesk.bad-answer', 'unknown'],
    ['a gateway refusal', 403, 'forbidden', 'airdesk.bad-answer', 'refused'],
    ['a server fault', 502, '{}', 'airdesk.http-5xx', 'unknown'],
  ])('%s: HTTP %i', async (_, status, body, code, outcome) => {
    const server = await serve((response) => {
      response.writeHead(status, { location: '/elsewhere' });
      response.end(body);
    });
    const { client } = connect(server.origin, { maxAnswerBytes: 2000 });
    expect(await failure(client.call('DropLiveStream', STREAM))).toMatchObject({ code, outcome });
    expect(server.received).toHaveLength(1);
  });
});

describe('closing', () => {
  it('lets what runs end, and refuses what comes after', async () => {
    let free: (() => void) | undefined;
    const server = await serve((response) => {
      free = () => answer(response, {});
    });
    const { client } = connect(server.origin);
    const running = client.call('DropLiveStream', STREAM);
    await turnUntil(() => free !== undefined);
    const closing = client.close();
    expect(await failure(client.call('DropLiveStream', STREAM))).toMatchObject({
      code: 'airdesk.closing',
      outcome: 'unsent',
    });
    free?.();
    await expect(running).resolves.toEqual({ RequestId: 'req-1' });
    await closing;
  });
});

describe('what an error shows', () => {
  it('never holds the key or the token', async () => {
    const server = await serve((response) => answerError(response, 'AuthFailure.SignatureFailure'));
    const { client } = connect(server.origin, {
      credentials: () => Promise.resolve({ secretId: 'AKIDtest', secretKey: KEY, token: 'temporary-token' }),
    });
    const error = await failure(client.call('DropLiveStream', STREAM));
    const shown = `${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
    expect(shown).not.toContain(KEY);
    expect(shown).not.toContain('temporary-token');
  });

  it('never holds an address to push to, also where the cloud puts one into a code or an id', async () => {
    const address = 'rtmp://push.example.com/live/main?txSecret=0123456789abcdef&txTime=6A000000';
    const server = await serve((response, _request, index) =>
      index === 0
        ? answer(response, {
            Error: { Code: `FailedOperation.${address}`, Message: 'no' },
            RequestId: address,
          })
        : answer(response, { RequestId: address }),
    );
    const { client } = connect(server.origin);
    const error = await failure(client.call('DropLiveStream', STREAM));
    expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain('0123456789abcdef');
    expect(error.code).toContain('FailedOperation');
    const { RequestId } = await client.call('DropLiveStream', STREAM);
    expect(RequestId).toContain('[redacted]');
  });
});
