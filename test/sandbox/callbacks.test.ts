import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { CALLBACK_KEY, openHeardBench } from './heard-bench.ts';

const MAIN = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' };
const PUSH = { domain: 'push.example.com', app: 'live', stream: 'new' };

const benchWith = (answer?: (count: number) => number | null, key = CALLBACK_KEY) =>
  openHeardBench({ scene: demoScene }, answer, { key });

describe('callbacks', () => {
  it('tell that a push began and ended, signed, with the same sequence', async () => {
    const { sandbox, clock, receiver } = await benchWith();
    const pushed = sandbox.push(PUSH);
    await sandbox.settled();
    clock.advance(90_500);
    sandbox.cut({ ...PUSH, errcode: 4 });
    await sandbox.settled();
    const [begin, end] = receiver.messages;
    expect(begin!.contentType).toBe('application/json');
    const t = Date.UTC(2026, 2, 1, 20) / 1000 + 600;
    expect(begin!.body).toMatchObject({
      event_type: 1,
      app: 'push.example.com',
      appname: 'live',
      stream_id: 'new',
      channel_id: 'new',
      event_time: t - 600,
      errcode: 0,
      errmsg: 'ok',
      t,
      sign: createHash('md5').update(`${CALLBACK_KEY}${t}`).digest('hex'),
      stream_param: expect.stringMatching(/^txSecret=[0-9a-f]{32}&txTime=[0-9A-F]{8}$/) as string,
    });
    expect(begin!.body).not.toHaveProperty('push_duration');
    expect(end!.body).toMatchObject({ event_type: 0, errcode: 4, push_duration: '90500' });
    expect(pushed).toMatchObject({ accepted: true, sequence: begin!.body['sequence'] });
    expect(end!.body['sequence']).toBe(begin!.body['sequence']);
  });

  it('a drop and a ban end with 21, the encoder’s return is a push with another sequence', async () => {
    const { call, sandbox, clock, receiver } = await benchWith();
    await call('DropLiveStream', MAIN);
    await sandbox.settled();
    clock.advance(5000);
    await sandbox.settled();
    await call('ForbidLiveStream', MAIN);
    await sandbox.settled();
    clock.advance(60_000);
    await sandbox.settled();
    const seen = receiver.messages.map(({ body }) => [body['event_type'], body['errcode']]);
    expect(seen.slice(0, 3)).toEqual([
      [0, 21],
      [1, 0],
      [0, 21],
    ]);
    // From then on it is refused, each time with a sequence of its own.
    const refused = seen.slice(3);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(([type, code]) => type === 0 && code === 18)).toBe(true);
    expect(new Set(receiver.messages.map(({ body }) => body['sequence'])).size).toBe(2 + refused.length);
  });

  it('are tried again every minute, twelve times, with the same body', async () => {
    const { sandbox, clock, receiver } = await benchWith(() => 500);
    sandbox.push(PUSH);
    for (let minute = 0; minute < 20; minute += 1) {
      await sandbox.settled();
      clock.advance(60_000);
    }
    await sandbox.settled();
    expect(receiver.messages).toHaveLength(13);
    expect(new Set(receiver.messages.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(sandbox.state()).toMatchObject({ callback: { delivered: 0, failedTries: 13, givenUp: 1 } });
  });

  it('stop once they are answered', async () => {
    const { sandbox, clock, receiver } = await benchWith((count) => (count < 3 ? 503 : 200));
    sandbox.push(PUSH);
    for (let minute = 0; minute < 5; minute += 1) {
      await sandbox.settled();
      clock.advance(60_000);
    }
    expect(receiver.messages).toHaveLength(3);
  });

  it('an answer that does not come within 20 s is none', async () => {
    const { sandbox, clock, receiver } = await benchWith((count) => (count === 1 ? null : 200));
    sandbox.push(PUSH);
    await expect.poll(() => receiver.messages.length).toBe(1);
    clock.advance(20_000);
    await sandbox.settled();
    clock.advance(60_000);
    await sandbox.settled();
    expect(sandbox.state()).toMatchObject({ callback: { delivered: 1, failedTries: 1 } });
  });

  it('without a key there is no signature', async () => {
    const { sandbox, receiver } = await benchWith(undefined, '');
    sandbox.push(PUSH);
    await sandbox.settled();
    expect(receiver.messages[0]!.body).not.toHaveProperty('sign');
  });

  it('get lost and doubled on demand, those of one action only if asked', async () => {
    const { call, sandbox, receiver } = await benchWith();
    sandbox.fault({ kind: 'lost-callback', action: 'DropLiveStream' });
    sandbox.fault({ kind: 'duplicate-callback', action: 'ForbidLiveStream' });
    sandbox.push(PUSH);
    await sandbox.settled();
    expect(receiver.messages).toHaveLength(1);
    await call('DropLiveStream', { ...MAIN, StreamName: 'new' });
    await sandbox.settled();
    expect(receiver.messages).toHaveLength(1);
    await call('ForbidLiveStream', { ...MAIN, StreamName: 'news' });
    await sandbox.settled();
    expect(receiver.messages).toHaveLength(3);
    expect(receiver.messages[1]!.body).toEqual(receiver.messages[2]!.body);
  });

  it('a caster’s program is a push of its own', async () => {
    const { call, sandbox, receiver } = await benchWith();
    await call('StopCasterPgm', { CasterId: 63501 });
    await sandbox.settled();
    expect(
      receiver.messages.map(({ body }) => [body['event_type'], body['stream_id'], body['errcode']]),
    ).toEqual([[0, 'caster_63501', 1]]);
  });
});
