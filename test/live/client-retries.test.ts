import { describe, expect, it } from 'vitest';
import { STREAM, connect, failure, isSignedRight, serve } from './client-harness.ts';
import { answer, answerError, letRun, passTime, turnUntil } from './local-server.ts';

const SWITCH = {
  PushDomainName: 'push.example.com',
  AppName: 'live',
  StreamName: 'main',
  UpstreamSequence: '7',
};

describe('retries', () => {
  it('repeat a read after network errors and server faults, each attempt signed anew', async () => {
    const server = await serve((response, _, index) => {
      if (index === 0) response.socket?.destroy();
      else if (index === 1) {
        response.writeHead(503);
        response.end();
      } else answer(response, { StreamState: 'active' });
    });
    const { client, clock, records } = connect(server.origin, { random: () => 1 });
    const state = await passTime(
      clock,
      client.call('DescribeLiveStreamState', STREAM, { timeoutMs: 60_000 }),
      500,
    );
    expect(state.StreamState).toBe('active');
    expect(server.received).toHaveLength(3);
    expect(server.received.every(isSignedRight)).toBe(true);
    const stamps = server.received.map(({ headers }) => Number(headers['x-tc-timestamp']));
    expect(stamps[2]).toBeGreaterThan(stamps[0]!);
    expect(records[0]).toMatchObject({ outcome: 'ok', attempts: 3 });
  });

  it.each([
    ['RequestLimitExceeded', 3],
    ['RequestLimitExceeded.IPLimitExceeded', 3],
    ['InternalError', 1],
    ['AuthFailure.SignatureFailure', 1],
    ['FailedOperation', 1],
  ])('of a read after %s: %i attempts in all', async (code, attempts) => {
    const server = await serve((response) => answerError(response, code));
    const { client, clock } = connect(server.origin);
    const error = await passTime(clock, failure(client.call('DescribeLiveStreamState', STREAM)));
    expect(error.code).toBe(code);
    expect(server.received).toHaveLength(attempts);
  });

  it.each(['RequestLimitExceeded', 'InternalError', 'http-500', 'cut'])(
    'never of a write: %s',
    async (kind) => {
      const server = await serve((response) => {
        if (kind === 'cut') response.socket?.destroy();
        else if (kind === 'http-500') {
          response.writeHead(500);
          response.end();
        } else answerError(response, kind);
      });
      const { client, clock } = connect(server.origin);
      await passTime(clock, failure(client.call('SwitchBackupStream', SWITCH)));
      clock.advance(60_000);
      await letRun();
      expect(server.received).toHaveLength(1);
    },
  );

  it('stay inside the deadline', async () => {
    const server = await serve((response) => answerError(response, 'RequestLimitExceeded'));
    const { client, clock } = connect(server.origin);
    const error = await passTime(
      clock,
      failure(client.call('DescribeLiveStreamState', STREAM, { timeoutMs: 150 })),
    );
    expect(error.code).toBe('RequestLimitExceeded');
    expect(server.received).toHaveLength(2); // the third would have come after 100 + 200 ms
  });
});

describe('limits', () => {
  it('hold calls of one action back to its rate, and let other actions pass', async () => {
    const server = await serve((response) => answer(response, {}));
    const { client, clock } = connect(server.origin);
    const calls = Array.from({ length: 25 }, () => client.call('SwitchBackupStream', SWITCH)); // 20 a second
    await Promise.all(calls.slice(0, 20));
    await client.call('DropLiveStream', STREAM);
    expect(server.received).toHaveLength(21);
    clock.advance(999);
    await letRun();
    expect(server.received).toHaveLength(21);
    clock.advance(1);
    await Promise.all(calls);
    expect(server.received).toHaveLength(26);
  });

  it('refuse at once what would come too late, unsent', async () => {
    const server = await serve((response) => answer(response, {}));
    const { client } = connect(server.origin);
    const calls = Array.from({ length: 21 }, () =>
      client.call('SwitchBackupStream', SWITCH, { timeoutMs: 900 }).catch((error: unknown) => error),
    );
    expect((await Promise.all(calls))[20]).toMatchObject({ code: 'airdesk.rate-limited', outcome: 'unsent' });
    expect(server.received).toHaveLength(20);
  });

  it('bound the calls under way', async () => {
    const server = await serve(() => undefined);
    const { client, clock } = connect(server.origin, { maxCalls: 2 });
    const held = [1, 2].map(() => failure(client.call('DropLiveStream', STREAM)));
    expect(await failure(client.call('DropLiveStream', STREAM))).toMatchObject({
      code: 'airdesk.rate-limited',
      outcome: 'unsent',
    });
    await turnUntil(() => server.received.length === 2);
    clock.advance(8000);
    await Promise.all(held);
  });
});
