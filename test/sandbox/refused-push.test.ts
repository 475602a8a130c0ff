import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CallbackTarget } from '../../sandbox/control/schemas.ts';
import type { Bench } from './caller.ts';
import { CALLBACK_KEY, openHeardBench } from './heard-bench.ts';

const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const MAIN_AT_CLOUD = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' };

async function benchWith(target: Partial<CallbackTarget> = {}, answer?: (count: number) => number | null) {
  const { receiver, ...bench } = await openHeardBench({}, answer, target);
  const wait = async (ms: number, stepMs = 1000) => {
    for (let passed = 0; passed < ms; passed += stepMs) {
      bench.clock.advance(stepMs);
      await bench.sandbox.settled();
    }
  };
  const heard = () => receiver.messages.splice(0).map(({ body }) => body);
  return { ...bench, heard, wait };
}

const post = (bench: Bench, body: object) =>
  bench.sandbox.fetch(
    new Request('http://sandbox/_sandbox/push', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

describe('an encoder that is not let in', () => {
  it('is told as ended again and again, never as begun, and is not on air', async () => {
    const it = await benchWith();
    const answer = await post(it, { ...MAIN, refuse: 18, sub: 501, repeatMs: 3000 });
    expect(await answer.json()).toMatchObject({ accepted: false, errcode: 18, suberrcode: 501 });
    await it.wait(12_000);
    const told = it.heard();
    expect(told).toHaveLength(5);
    for (const message of told) {
      expect(message).toMatchObject({ event_type: 0, errcode: 18, sub_errcode: 501, stream_id: 'main' });
      expect(message).not.toHaveProperty('push_duration');
    }
    expect(new Set(told.map(({ sequence }) => sequence)).size).toBe(5);
    expect(new Set(told.map(({ user_ip }) => user_ip)).size).toBe(1);
    expect(it.sandbox.state()).toMatchObject({ streams: [] });
    // Its address is right now.
    expect(it.sandbox.push(MAIN)).toMatchObject({ accepted: true });
    await it.wait(12_000);
    expect(it.heard().map(({ event_type }) => event_type)).toEqual([1]);
  });

  it('beside one that is on air: that one stays, and comes back when it is cut', async () => {
    const it = await benchWith();
    it.sandbox.push({ ...MAIN, repushAfterMs: 5000 });
    await it.wait(1000);
    it.heard();
    it.sandbox.cut({ ...MAIN, errcode: 12, repushAfterMs: 5000 });
    it.sandbox.push({ ...MAIN, refuse: 19, repeatMs: 2000 });
    await it.wait(6000);
    const codes = it.heard().map(({ event_type, errcode }) => [event_type, errcode]);
    expect(codes).toContainEqual([1, 0]);
    expect(codes.filter(([, code]) => code === 19).length).toBeGreaterThan(2);
  });

  it('of a forbidden stream is let in when the ban is lifted', async () => {
    const it = await benchWith();
    await it.call('ForbidLiveStream', MAIN_AT_CLOUD);
    const answer = await post(it, { ...MAIN, repeatMs: 3000 });
    expect(await answer.json()).toMatchObject({ accepted: false, errcode: 18, suberrcode: 305 });
    await it.wait(9000);
    expect(it.heard().map(({ event_type, sub_errcode }) => [event_type, sub_errcode])).toEqual(
      Array.from({ length: 4 }, () => [0, 305]),
    );
    await it.call('ResumeLiveStream', MAIN_AT_CLOUD);
    await it.wait(6000);
    expect(it.heard().map(({ event_type }) => event_type)).toEqual([1]);
  });

  it.each([
    [{ sub: 501 }, 'sub'],
    [{ refuse: 12 }, 'refuse'],
    [{ refuse: 18, sub: 5 }, 'sub'],
    [{ refuse: 18, repeatMs: 10 }, 'repeatMs'],
  ])('%j is refused, naming the field', async (order, field) => {
    const it = await benchWith();
    const answer = await post(it, { ...MAIN, ...order });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ field });
  });
});

describe('callback keys', () => {
  const signature = (key: string, t: unknown) =>
    createHash('md5')
      .update(`${key}${String(t)}`)
      .digest('hex');

  it('belong to templates: each push domain is signed with that of its own', async () => {
    const it = await benchWith({ keys: { 'other.example.com': 'key-b' } });
    it.sandbox.push(MAIN);
    it.sandbox.push({ ...MAIN, domain: 'other.example.com' });
    it.sandbox.event({ type: 321, stream: { ...MAIN, domain: 'other.example.com' } });
    await it.wait(1000);
    const signed = it.heard().map(({ t, sign, app, domain }) => ({
      domain: app ?? domain,
      key: [CALLBACK_KEY, 'key-b'].find((key) => signature(key, t) === sign),
    }));
    expect(signed).toEqual([
      { domain: 'push.example.com', key: CALLBACK_KEY },
      { domain: 'other.example.com', key: 'key-b' },
      { domain: 'other.example.com', key: 'key-b' },
    ]);
  });

  it('each try can be signed anew: what is late has a fresh signature then', async () => {
    const it = await benchWith({ signEachTry: true }, (count) => (count < 4 ? 503 : 200));
    it.sandbox.push(MAIN);
    await it.wait(4 * 60_000, 5000);
    const told = it.heard();
    expect(told).toHaveLength(4);
    expect(new Set(told.map(({ event_time }) => event_time)).size).toBe(1);
    const times = told.map(({ t }) => Number(t));
    const later = times.slice(1).map((t, at) => t - (times[at] ?? 0));
    expect(later.every((by) => by >= 60)).toBe(true);
    expect(told.every(({ t, sign }) => signature(CALLBACK_KEY, t) === sign)).toBe(true);
  });
});
