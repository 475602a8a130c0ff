import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { liveStream, sceneWith } from '../../../sandbox/scene.ts';
import { createAlertStage, type AlertStage } from '../alert/alert-stage.ts';
import type { Machine } from '../stage/stage.ts';

/** What users of other receivers of callbacks have reported; each is named by its public report. */

const MINUTE_MS = 60_000;
const BOTH = ['slack over http', 'discord over http'] as const;
const MAIN = { domain: 'push.example.com', app: 'live', stream: 'main' };
const OFF_AIR = /CRITICAL push\.example\.com\/live\/main: off air/;
const BACK = /RECOVERED push\.example\.com\/live\/main: off air/;
const SCENE = sceneWith({ streams: [liveStream('push.example.com/live/main', { sinceMs: 3_600_000 })] });

let stage: AlertStage;
afterEach(() => stage.stop());

const open = async (machine: Machine = {}) => {
  stage = await createAlertStage(BOTH, SCENE, 'graceSeconds: 0', '', machine);
};
const seconds = () => Math.floor(stage.clock.now() / 1000);
/** A message as the cloud signs it. */
const message = (event_type: number, rest: Readonly<Record<string, unknown>> = {}, at = seconds()) => ({
  ...{ event_type, app: MAIN.domain, appname: MAIN.app, stream_id: MAIN.stream, channel_id: MAIN.stream },
  ...{ errcode: 12, errmsg: 'net', event_time: at, sequence: '9007199254740993001', t: at + 600 },
  sign: createHash('md5')
    .update(`${stage.callbacks().key}${at + 600}`)
    .digest('hex'),
  ...rest,
});
const post = async (body: string | Buffer, headers: Readonly<Record<string, string>> = {}) => {
  const answer = await fetch(stage.callbacks().url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return answer.status;
};
/** The cloud ends the push without telling anybody by itself. */
const endsUntold = () => {
  stage.sandbox.fault({ kind: 'lost-callback' });
  stage.sandbox.cut({ ...MAIN, errcode: 12 });
};

describe('a body that is the message all the same', () => {
  it.each([
    [
      'adnanh/webhook#21: a charset',
      (text: string) => text,
      { 'content-type': 'application/json;charset=GBK' },
    ],
    [
      'expressjs/body-parser#474: a broken content type',
      (text: string) => text,
      { 'content-type': 'application/json; utf-8' },
    ],
    ['StackStorm/st2#2506: another type', (text: string) => text, { 'content-type': 'text/plain' }],
    ['a byte order mark', (text: string) => `\uFEFF${text}`, {}],
    ['blank lines around it', (text: string) => `\r\n${text}\n\n`, {}],
  ])('%s', async (_report, change, headers) => {
    await open();
    endsUntold();
    expect(await post(change(JSON.stringify(message(0))), headers)).toBe(200);
    await stage.expectMessage(OFF_AIR);
  });

  it('jishi/node-sonos-http-api#285: sent in chunks, without a length', async () => {
    await open();
    endsUntold();
    const body = JSON.stringify(message(0));
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = request(stage.callbacks().url, { method: 'POST' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sending.on('error', reject);
      for (let at = 0; at < body.length; at += 7) sending.write(body.slice(at, at + 7));
      sending.end();
    });
    expect(status).toBe(200);
    await stage.expectMessage(OFF_AIR);
  });

  it('TracecatHQ/tracecat#1289, OpenFn/lightning#3937: compressed on its way', async () => {
    await open();
    endsUntold();
    const packed = gzipSync(JSON.stringify(message(0)));
    expect(await post(packed, { 'content-encoding': 'gzip' })).toBe(200);
    await stage.expectMessage(OFF_AIR);
  });

  it('a hundred times as large as it says: refused, and nothing is kept', async () => {
    await open();
    const bomb = gzipSync(Buffer.alloc(40_000_000, 0x20));
    expect(await post(bomb, { 'content-encoding': 'gzip' })).toBe(413);
    expect(await post(Buffer.from('no gzip'), { 'content-encoding': 'gzip' })).toBe(400);
    expect(await post(JSON.stringify(message(0)), { 'content-encoding': 'br' })).toBe(400);
    expect(await post(JSON.stringify(message(0)), { 'content-encoding': 'zstd' })).toBe(400);
  });
});

describe('told twice, late, or in another order', () => {
  it('frain-dev/convoy#1262, documenso#3204: tries of one message differ in their time and order', async () => {
    await open();
    endsUntold();
    const first = message(0);
    expect(await post(JSON.stringify(first))).toBe(200);
    await stage.wait(MINUTE_MS, 1000);
    const again = message(0, { event_time: first.event_time });
    const turned = Object.fromEntries(Object.entries(again).toReversed());
    expect(await post(JSON.stringify(turned))).toBe(200);
    await stage.wait(5000);
    expect(stage.cards(OFF_AIR)).toHaveLength(1);
    expect(stage.cards(OFF_AIR)[0]?.text).not.toMatch(/2 times/);
    expect(stage.cards(/flapping/)).toEqual([]);
  });

  it('ossrs/srs#3046: one end is told three times and the next beginning never', async () => {
    await open();
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    for (let time = 0; time < 2; time += 1) stage.sandbox.event({ type: 0, stream: MAIN });
    await stage.expectMessage(OFF_AIR);
    stage.sandbox.fault({ kind: 'lost-callback' });
    stage.sandbox.push(MAIN);
    await stage.wait(6 * MINUTE_MS, 1000);
    expect(stage.cards(OFF_AIR)).toEqual([]);
    expect(stage.cards(BACK)).toHaveLength(1);
  });

  it('ossrs/srs#3909: the beginning of the next push is told before the end of the last', async () => {
    await open();
    stage.sandbox.fault({ kind: 'lost-callback', times: 2 });
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    stage.sandbox.push(MAIN);
    const at = seconds();
    await post(JSON.stringify(message(1, { sequence: '222', event_time: at })));
    await stage.wait(3000);
    await post(JSON.stringify(message(0, { sequence: '111', event_time: at - 2 })));
    await stage.wait(MINUTE_MS, 1000);
    expect(stage.cards(/off air/)).toEqual([]);
  });

  it.each([
    ['is on air again', true],
    ['is off air', false],
  ])(
    'illuspas/Node-Media-Server#358: an end of twenty minutes ago, freshly signed; it %s',
    async (_now, isBack) => {
      await open();
      stage.sandbox.fault({ kind: 'lost-callback', times: 2 });
      stage.sandbox.cut({ ...MAIN, errcode: 12 });
      if (isBack) stage.sandbox.push(MAIN);
      const asked = () =>
        stage.sandbox.calls().filter(({ params }) => JSON.stringify(params).includes('main')).length;
      const before = asked();
      await post(JSON.stringify(message(0, { sequence: '111', event_time: seconds() - 20 * 60 })));
      await stage.wait(20_000, 500);
      // It is looked at before anybody is told.
      expect(asked()).toBeGreaterThan(before);
      expect(stage.cards(OFF_AIR)).toHaveLength(isBack ? 0 : 1);
    },
  );

  it.each([
    ['ahead', 9],
    ['behind', -9],
  ])('stripe/stripe-dotnet#1183: our clock is nine minutes %s', async (_which, minutes) => {
    await open({ aheadMs: () => minutes * MINUTE_MS });
    stage.sandbox.cut({ ...MAIN, errcode: 12 });
    await stage.expectMessage(OFF_AIR);
  });

  it('svix/svix-webhooks#93: the last tries of one message come when its signature has run out', async () => {
    await open();
    endsUntold();
    const late = message(0, {}, seconds() - 11 * 60);
    expect(await post(JSON.stringify(late))).toBe(200);
    await stage.wait(20_000, 500);
    expect(stage.cards(OFF_AIR)).toHaveLength(1);
  });

  it('brettlangdon/node-dogapi#16: a sequence of 64 bits that comes as a number', async () => {
    await open();
    endsUntold();
    const text = (type: number, sequence: string) =>
      JSON.stringify(message(type, { sequence: 'HERE' })).replace('"HERE"', sequence);
    // They differ in their last digit only.
    expect(await post(text(1, '2210464508206756939'))).toBe(200);
    await stage.wait(2000);
    expect(await post(text(0, '2210464508206756938'))).toBe(200);
    await stage.wait(20_000, 500);
    const [card] = stage.cards(/off air|push was lost/);
    expect(card?.text ?? '').not.toMatch(/2210464508206756940|2210464508206757000/);
  });
});

describe('what is not for us', () => {
  it('several in one body, or none: refused, and told in chat where it goes on', async () => {
    await open();
    await stage.wait(5000, 1000);
    for (let minute = 0; minute < 4; minute += 1) {
      expect(await post(JSON.stringify([message(0)]))).toBe(400);
      expect(
        await post(`data=${JSON.stringify(message(0))}`, {
          'content-type': 'application/x-www-form-urlencoded',
        }),
      ).toBe(400);
      await stage.wait(MINUTE_MS, 1000);
    }
    expect(stage.cards(/WARNING account main: callbacks cannot be accepted/)).toHaveLength(1);
  });
});
