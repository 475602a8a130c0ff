import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CALLBACK_TYPES } from '../../sandbox/callback/kinds.ts';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { startReceiver } from './callback-receiver.ts';
import { createBench } from './caller.ts';
import { CALLBACK_KEY, openHeardBench } from './heard-bench.ts';

const NOW = Date.UTC(2026, 2, 1, 20) / 1000;
const STREAM = { domain: 'push.example.com', app: 'live', stream: 'new' };

const benchWith = (answer?: (count: number) => number | null) => openHeardBench({ scene: demoScene }, answer);

const sign = (t: number, key = CALLBACK_KEY) => createHash('md5').update(`${key}${t}`).digest('hex');

const STREAM_FIELDS = 'app appname stream_id channel_id';
const OLD_317 =
  'tid abductionRisk confidence normalScore hotScore pornScore terrorScore polityScore illegalScore similarScore abuseScore teenagerScore adScore customScore';
const PUSH_FIELDS = `appid ${STREAM_FIELDS} event_time sequence node user_ip stream_param errcode errmsg set_id idc_id width height t sign`;
const TASK_FIELDS = 'appid domain appname stream_id event_time task_id t sign';
const TEMPLATE_FIELDS =
  'appid appname stream_id domain event_time transcode_template_id watermark_template_id function class t sign';

/** As the vendor's pages list them; of 338 and 347 to 349 they list little. */
const FIELDS: Record<number, string> = {
  0: `${PUSH_FIELDS} push_duration`,
  1: PUSH_FIELDS,
  100: `appid ${STREAM_FIELDS} file_id record_file_id file_format start_time end_time start_time_usec end_time_usec duration file_size stream_param video_url media_start_time record_bps callback_ext t sign`,
  200: `${STREAM_FIELDS} stream_param create_time file_size width height pic_url pic_full_url t sign`,
  314: 'appid callback_event source_urls to_url stream_id task_id event_time msg interface product_name callback_url',
  315: 'appid bizid stream_id channel_id domain path HitFlag Score SubTag task_id status asr_text cdn_url duration label language_results moan_results t sign',
  317: `streamId channelId img type score ocrMsg suggestion label subLabel labelResults objectResults ocrResults libResults screenshotTime sendTime stream_param app appid appname t sign ${OLD_317}`,
  321: 't sign appid user_ip data_time domain path report_interval sequence stream_id stream_param timeout interface abnormal_event',
  328: 'appid bizid interface event_name event_time event_msg stream_id',
  332: 'appid appname domain event_time record_event record_detail seq session_id stream_id t sign',
  338: `${TASK_FIELDS} data`,
  341: 'appid stream_id session_id file_format timestamp exception_level exception interface t sign',
  343: `${TEMPLATE_FIELDS} score`,
  344: `${TEMPLATE_FIELDS} score`,
  345: `${TEMPLATE_FIELDS} frames average_score max_score min_score`,
  347: `${TASK_FIELDS} data`,
  348: `${TASK_FIELDS} data`,
  349: `${TASK_FIELDS} items`,
};

describe('a callback of every documented type', () => {
  it('is known', () => {
    expect(CALLBACK_TYPES).toEqual(Object.keys(FIELDS).map(Number));
  });

  it.each(CALLBACK_TYPES)('%i has exactly its fields, and is answered with what was sent', async (type) => {
    const { sandbox, receiver } = await benchWith();
    const sent = sandbox.event({ type, stream: STREAM });
    await sandbox.settled();
    expect(receiver.messages).toHaveLength(1);
    const { body } = receiver.messages[0]!;
    expect(Object.keys(body).sort()).toEqual(['event_type', ...FIELDS[type]!.split(' ')].sort());
    expect(body).toEqual(sent.message);
    expect(body['event_type']).toBe(type);
    if ('sign' in body) expect([body['t'], body['sign']]).toEqual([NOW + 600, sign(NOW + 600)]);
    expect(sandbox.state()).toMatchObject({
      callback: {
        byType: { [type]: { sent: 1, delivered: 1, failedTries: 0 } },
        last: [{ id: sent.id, type, attempts: 1, state: 'delivered' }],
      },
    });
  });

  it('keeps the names and forms that differ between types', async () => {
    const { sandbox } = await benchWith();
    const message = (type: number, task?: string) =>
      sandbox.event({ type, stream: STREAM, ...(task !== undefined && { task }) }).message!;
    expect(message(1)).toMatchObject({ app: STREAM.domain, appname: 'live', stream_id: 'new' });
    expect(message(321)).toMatchObject({ domain: STREAM.domain, path: 'live', timeout: 5000 });
    expect(message(317)).toMatchObject({ streamId: 'new', channelId: 'new', app: STREAM.domain });
    const relay = message(314, '77');
    expect(relay).toMatchObject({ task_id: '77', event_time: String(NOW), callback_event: 'TaskAlarm' });
    expect(relay['source_urls']).toMatch(/^\[".*"\]\n$/s);
    expect(JSON.parse(relay['msg'] as string)).toMatchObject({ type: 'PullFileFailed' });
    expect(JSON.parse(message(332)['record_detail'] as string)).toMatchObject({ file_format: 2 });
    expect(message(328)['event_time']).toBe(NOW * 1000);
    expect(message(100, '9')).toMatchObject({ task_id: '9' });
    expect(message(100, '9')).not.toHaveProperty('stream_param');
  });

  it('of another type has the fields that most have', async () => {
    const { sandbox } = await benchWith();
    expect(sandbox.event({ type: 777 }).message).toMatchObject({
      event_type: 777,
      stream_id: 'main',
      sign: sign(NOW + 600),
    });
  });

  it('tells of the push as it runs, where it does', async () => {
    const { sandbox } = await benchWith();
    const pushed = sandbox.push(STREAM);
    const { message } = sandbox.event({ type: 321, stream: STREAM });
    expect(pushed).toMatchObject({ sequence: message!['sequence'] });
  });
});

describe('what an order changes', () => {
  it('fields are replaced, added and left out', async () => {
    const { sandbox } = await benchWith();
    const { message } = sandbox.event({
      type: 0,
      overrides: { errcode: 18, sub: null, app: ['odd'] },
      omit: ['channel_id', 'width'],
    });
    expect(message).toMatchObject({ errcode: 18, sub: null, app: ['odd'] });
    expect(message).not.toHaveProperty('channel_id');
    expect(message).not.toHaveProperty('width');
  });

  it('the signature is good, bad or none, with the expiry that is asked for', async () => {
    const { sandbox } = await benchWith();
    expect(sandbox.event({ type: 1, t: 5 }).message).toMatchObject({ t: 5, sign: sign(5) });
    const bad = sandbox.event({ type: 1, sign: 'bad' }).message!;
    expect(bad['t']).toBe(NOW + 600);
    expect(bad['sign']).toMatch(/^[0-9a-f]{32}$/);
    expect(bad['sign']).not.toBe(sign(NOW + 600));
    expect(sandbox.event({ type: 1, sign: 'none' }).message).not.toHaveProperty('sign');
    expect(sandbox.event({ type: 328, sign: 'good' }).message).toMatchObject({ sign: sign(NOW + 600) });
  });

  it('a body goes out as it is, and as often as asked', async () => {
    const { sandbox, receiver } = await benchWith();
    const sent = sandbox.event({ type: 1, raw: '{"event_type":1}', times: 3 });
    await sandbox.settled();
    expect(receiver.messages.map(({ body }) => body)).toEqual(
      Array.from({ length: 3 }, () => ({ event_type: 1 })),
    );
    expect(sent).toMatchObject({ times: 3, type: 1 });
    expect(sent).not.toHaveProperty('message');
  });

  it('goes elsewhere, and nowhere only with a reason', async () => {
    const other = await startReceiver();
    onTestFinished(other.close);
    const { sandbox } = createBench();
    onTestFinished(() => sandbox.close());
    expect(() => sandbox.event({ type: 1 })).toThrow('callback URL');
    expect(() => sandbox.event({ type: 1, url: other.url, sign: 'good' })).toThrow('key');
    sandbox.event({ type: 1, url: other.url });
    await sandbox.settled();
    expect(other.messages[0]!.body).not.toHaveProperty('sign');
  });
});

describe('tries', () => {
  it.each([
    [0, 12, 60_000],
    [1, 12, 60_000],
    [100, 12, 60_000],
    [315, 12, 60_000],
    [317, 12, 60_000],
    [200, 5, 120_000],
    [338, 3, 60_000],
    [347, 3, 60_000],
    [314, 3, 60_000],
    [321, 3, 60_000],
    [343, 3, 60_000],
    [777, 3, 60_000],
  ])('%i: %i more, every %i ms, the same body', async (type, retries, everyMs) => {
    const { sandbox, clock, receiver } = await benchWith(() => 500);
    sandbox.event({ type });
    await sandbox.settled();
    clock.advance(everyMs - 1);
    await sandbox.settled();
    expect(receiver.messages).toHaveLength(1);
    clock.advance(1);
    await sandbox.settled();
    expect(receiver.messages).toHaveLength(2);
    for (let more = 0; more < 15; more += 1) {
      clock.advance(everyMs);
      await sandbox.settled();
    }
    expect(receiver.messages).toHaveLength(retries + 1);
    expect(new Set(receiver.messages.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(sandbox.state()).toMatchObject({
      callback: {
        byType: { [type]: { failedTries: retries + 1, givenUp: 1 } },
        last: [{ attempts: retries + 1, state: 'given-up' }],
      },
    });
  });

  it.each([
    ['321 waits 5 s', {}, 5000],
    ['or as long as the message says', { overrides: { timeout: 900 } }, 900],
  ])('%s for an answer', async (_name, order, ms) => {
    const { sandbox, clock, receiver } = await benchWith(() => null);
    sandbox.event({ type: 321, ...order });
    await expect.poll(() => receiver.messages.length).toBe(1);
    clock.advance(ms - 1);
    expect(sandbox.state()).toMatchObject({ callback: { failedTries: 0 } });
    clock.advance(1);
    await sandbox.settled();
    expect(sandbox.state()).toMatchObject({ callback: { failedTries: 1 } });
  });
});

describe('faults of callbacks', () => {
  it('delayed: comes so much later', async () => {
    const { sandbox, clock, receiver } = await benchWith();
    sandbox.fault({ kind: 'delayed-callback', ms: 700 });
    expect(sandbox.event({ type: 1 })).toMatchObject({ fault: 'delayed-callback' });
    clock.advance(699);
    await sandbox.settled();
    expect(receiver.messages).toEqual([]);
    clock.advance(1);
    await sandbox.settled();
    expect(receiver.messages).toHaveLength(1);
  });

  it('out of order: comes after the next one, or alone when there is none', async () => {
    const { sandbox, clock, receiver } = await benchWith();
    sandbox.fault({ kind: 'out-of-order-callback', ms: 4000 });
    sandbox.push(STREAM);
    sandbox.cut(STREAM);
    await sandbox.settled();
    const types = () => receiver.messages.map(({ body }) => body['event_type']);
    expect(types()).toEqual([0, 1]);
    clock.advance(10_000);
    await sandbox.settled();
    expect(types()).toEqual([0, 1]);
    sandbox.fault({ kind: 'out-of-order-callback', ms: 4000 });
    sandbox.push(STREAM);
    clock.advance(4000);
    await sandbox.settled();
    expect(types()).toEqual([0, 1, 1]);
  });

  it('lost: is listed as lost', async () => {
    const { sandbox } = await benchWith();
    sandbox.fault({ kind: 'lost-callback' });
    const { id } = sandbox.event({ type: 1 });
    expect(sandbox.state()).toMatchObject({ callback: { sent: 0, last: [{ id, state: 'lost' }] } });
  });
});

describe('a storm', () => {
  it('of 1,000 streams that break in a row reaches its end', async () => {
    const { sandbox, receiver } = await benchWith();
    const where = { domain: 'push.example.com', app: 'live', count: 1000, prefix: 's' };
    expect(sandbox.storm({ what: 'push', ...where })).toEqual({
      ...{ what: 'push', count: 1000, first: 's-0001', last: 's-1000' },
    });
    await sandbox.settled();
    for (let stream = 1; stream <= 500; stream += 1)
      sandbox.cut({ ...STREAM, stream: `s-${String(stream).padStart(4, '0')}`, errcode: 8 });
    expect(sandbox.storm({ what: 'cut', ...where, errcode: 8 })).toMatchObject({ count: 500 });
    await sandbox.settled();
    const ended = receiver.messages.filter(({ body }) => body['event_type'] === 0);
    expect(new Set(ended.map(({ body }) => body['stream_id'])).size).toBe(1000);
    expect(new Set(ended.map(({ body }) => body['errcode']))).toEqual(new Set([8]));
    expect(sandbox.state()).toMatchObject({
      callback: { sent: 2000, delivered: 2000, givenUp: 0, byType: { 0: { delivered: 1000 } } },
    });
  });

  it('keeps a bounded number of connections', async () => {
    let most = 0;
    const { sandbox, clock, receiver } = await benchWith(() => null);
    sandbox.storm({ what: 'push', domain: 'push.example.com', app: 'live', count: 200 });
    await expect.poll(() => (most = receiver.messages.length)).toBeGreaterThan(32);
    expect(most).toBeLessThanOrEqual(64);
    clock.advance(20_000);
    await expect.poll(() => receiver.messages.length).toBeGreaterThan(64);
  });

  it('too large for the queue is given up at the end, not forgotten', async () => {
    const { sandbox } = createBench({ callback: { url: 'http://127.0.0.1:1/', key: '' } });
    onTestFinished(() => sandbox.close());
    sandbox.event({ type: 1, times: 1000 });
    for (let more = 0; more < 10; more += 1) sandbox.event({ type: 1, times: 1000 });
    expect(sandbox.state()).toMatchObject({ callback: { sent: 11_000, givenUp: 1000 } });
  });
});
