import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveEvent, Trust } from '../../../src/callback/event.ts';
import { normalise } from '../../../src/callback/normalise/normalise.ts';
import { observation } from '../../../src/callback/normalise/observation.ts';
import { redactMessage } from '../../../src/callback/receive/redact-message.ts';
import { MESSAGES, NOW, NOW_SECONDS, signed } from '../receive/messages.ts';

const {
  push,
  disconnect,
  taskAlarm,
  taskExit,
  sound,
  picture,
  pushFaults,
  monitor,
  recordState,
  recordFaults,
  quality,
  lowScore,
  average,
} = MESSAGES;

function event(message: Readonly<Record<string, unknown>>, trust: Trust = 'signed', at = NOW): LiveEvent {
  const received = { at, account: 'sports', trust, message: redactMessage(signed(message)) };
  return normalise({ seq: 7, value: JSON.parse(JSON.stringify(received)) });
}

const main: LiveEvent['subject'] = { type: 'stream', id: 'push.example.com/live/main' };
const domain = ['domain:push.example.com'];

describe('what each type tells', () => {
  it.each<[string, Readonly<Record<string, unknown>>, Partial<LiveEvent>]>([
    ['1', push, {
      type: 1, condition: 'stream.down', effect: 'clears', subject: main, sequence: '2210464508206756938', groups: domain,
      values: { user_ip: '198.51.100.7', node: '203.0.113.9', resolution: '1920x1080' }, at: NOW - 2000,
    }],
    ['0', disconnect, {
      type: 0, condition: 'stream.down', effect: 'fires', subject: main, sequence: '2210464508206756938', groups: domain,
      code: '3', cause: 'client', at: NOW - 1000,
      values: {
        reason: 'recv() return 0', user_ip: '198.51.100.7', node: '203.0.113.9', duration_ms: 61_000, resolution: '1920x1080',
      },
    }],
    ['0 with a sub code', { ...disconnect, errcode: 21, sub_errcode: 101 }, { code: '21.101', cause: 'command' }],
    ['0 with both in one number', { ...disconnect, errcode: 21.1 }, { code: '21.100', cause: 'command' }],
    ['0 with both in one text', { ...disconnect, errcode: '18.305' }, { code: '18.305', cause: 'refused' }],
    ['0 without code', { ...disconnect, errcode: undefined }, { cause: 'unknown' }],
    ['0 without domain', { ...disconnect, app: '' }, { subject: { type: 'stream-name', id: 'main' }, groups: [] }],
    ['0 without stream', { ...disconnect, stream_id: '', channel_id: null }, { condition: undefined, effect: 'informs' }],
    ['100', MESSAGES.recordFile, {
      condition: undefined, effect: 'informs', subject: main, at: NOW - 10_000,
      values: { file: 'https://files.example.com/main.mp4?…', format: 'mp4', seconds: 590, bytes: 7_340_032 },
    }],
    ['200', MESSAGES.screenshot, { condition: undefined, effect: 'informs', subject: main, at: NOW - 3000 }],
    ['314 alarm', taskAlarm, {
      type: 314, condition: 'pull.failing', effect: 'hints', subject: { type: 'pull', id: 'pull-77' }, code: 'PullFileFailed',
      values: {
        event: 'TaskAlarm', reason: 'no route', to: 'push.example.com/live/main', source: 'rtmp://cdn.example.net/feeds/one',
      },
      groups: ['source:rtmp://cdn.example.net/feeds/one'], at: NOW - 4000,
    }],
    ['314 exit, which names no task', taskExit, {
      type: 314, condition: 'pull.failing', effect: 'hints', subject: { type: 'source', id: 'rtmp://cdn.example.net/feeds/one' },
      code: 'TaskExit',
      values: {
        event: 'TaskExit', reason: 'write packet error.', error: -22, source: 'rtmp://cdn.example.net/feeds/one',
      },
    }],
    ['314 exit with a target', { ...taskExit, to_url: 'rtmp://push.example.com:1935/live/main?x=1' }, { subject: main }],
    ['314 start', { ...taskAlarm, callback_event: 'TaskStart' }, { condition: 'pull.failing', effect: 'hints', code: 'TaskStart' }],
    ['314 file begins', { ...taskAlarm, callback_event: 'VodSourceFileStart' }, { effect: 'hints', code: 'VodSourceFileStart' }],
    ['314 file ends', { ...taskAlarm, callback_event: 'VodSourceFileFinish' }, { condition: undefined, effect: 'informs' }],
    ['314 of nothing', { callback_event: 'TaskExit' }, { condition: undefined, effect: 'informs' }],
    ['315', sound, {
      condition: 'content.audio', effect: 'fires', subject: main, code: 'Abuse', groups: domain,
      values: { label: 'Abuse', score: 92, text: 'words', detail: 'Insult' },
    }],
    ['315 without hit', { ...sound, HitFlag: 0 }, { condition: undefined, effect: 'informs' }],
    ['317', picture, {
      condition: 'content.image', effect: 'fires', subject: main, code: 'Ad', severity: undefined, at: NOW - 5000,
      values: { label: 'Ad', score: 88, detail: 'QrCode', text: 'call now', picture: 'https://pics.example.com/x.jpg?…' },
    }],
    ['317 to be blocked', { ...picture, suggestion: 'Block' }, { effect: 'fires', severity: 'critical' }],
    ['317 of an older version', {
      ...picture, suggestion: undefined, label: undefined, subLabel: undefined, score: undefined, type: [2], confidence: 0, normalScore: 2, hotScore: 97, pornScore: 0,
    }, { condition: 'content.image', effect: 'fires', code: 'Sexy', values: expect.objectContaining({ label: 'Sexy', score: 97 }) as LiveEvent['values'] }],
    ['317 of an older version, of a normal picture', {
      ...picture, suggestion: undefined, label: undefined, type: [0], confidence: 3, normalScore: 97, hotScore: 1,
    }, { condition: undefined, effect: 'informs' }],
    ['317 of two classes', { ...picture, suggestion: undefined, label: undefined, type: [0, 7] }, { effect: 'fires', code: 'type 7' }],
    ['317 without a verdict', { ...picture, suggestion: undefined, label: undefined, type: undefined }, { condition: undefined, effect: 'informs' }],
    ['317 with an empty one', { ...picture, suggestion: '', label: '', type: [], hotScore: 97 }, { condition: undefined, effect: 'informs' }],
    ['317 of which only a part is flagged', {
      ...picture, suggestion: undefined, label: undefined, type: undefined, ocrResults: [{ HitFlag: 1, Keywords: ['x'] }],
    }, { condition: 'content.image', effect: 'fires' }],
    ['317 with the label of a normal picture', { ...picture, suggestion: undefined, label: 'Normal' }, { effect: 'informs' }],
    ['315 without a verdict', { ...sound, HitFlag: undefined, label: undefined }, { condition: undefined, effect: 'informs' }],
    ['317 that passes', { ...picture, suggestion: 'Pass' }, { condition: undefined, effect: 'informs' }],
    ['321', pushFaults, {
      type: 321, condition: 'push.abnormal', effect: 'fires', subject: main, code: '3,15', sequence: '2210464508206756938',
      values: { 'push.3': 9, 'push.15': 2, user_ip: '198.51.100.7' }, at: NOW - 5000,
    }],
    ['321 of nothing', { ...pushFaults, abnormal_event: [] }, { condition: undefined, effect: 'informs' }],
    ['328 fatal', monitor, {
      condition: 'monitor.format', effect: 'hints', subject: { type: 'monitor', id: 'monitor-5' }, code: 'TimestampFallback',
      severity: 'critical', at: NOW - 7000,
    }],
    ['328 format', { ...monitor, event_name: 'DtsJitter', event_msg: 'x' }, { condition: 'monitor.format', severity: undefined }],
    ['328 broken', { ...monitor, event_name: 'StreamBroken' }, { condition: 'monitor.broken', effect: 'hints' }],
    ['328 broken, in Chinese', { ...monitor, event_name: '断流告警' }, { condition: 'monitor.broken' }],
    ['328 words', { ...monitor, event_name: 'AsrKeyword', event_msg: '' }, { condition: 'monitor.quality', effect: 'hints' }],
    ['332 error', recordState, {
      condition: 'record.failed', effect: 'fires', subject: main, code: 'record_error', groups: domain,
      values: { event: 'record_error', format: 'MP4', task: 'rec-1' },
    }],
    ['332 failed', { ...recordState, record_event: 'record_start_failed' }, { condition: 'record.failed', effect: 'fires' }],
    ['332 began', { ...recordState, record_event: 'record_start_succeeded' }, { condition: 'record.failed', effect: 'clears', alsoClears: ['record.paused'] }],
    ['332 paused', { ...recordState, record_event: 'record_paused' }, { condition: 'record.paused', effect: 'fires', alsoClears: undefined }],
    ['332 resumed', { ...recordState, record_event: 'record_resumed' }, { condition: 'record.paused', effect: 'clears', alsoClears: ['record.failed'] }],
    ['332 ended', { ...recordState, record_event: 'record_ended' }, { condition: 'record.failed', effect: 'clears', alsoClears: ['record.paused'] }],
    ['332 something else', { ...recordState, record_event: 'record_dreamt' }, { condition: undefined, effect: 'informs' }],
    ['332 of what a task relays', { ...recordState, stream_id: 'pull-77', record_detail: '{"source_type":2}' }, { subject: { type: 'pull', id: 'pull-77' } }],
    ['341', recordFaults, {
      condition: 'record.exception', effect: 'fires', subject: { type: 'stream-name', id: 'main' }, code: '-17', severity: 'critical',
      values: { 'record.-17': 3, reason: 'audio missing', level: 'error', format: 'mp4' }, at: NOW - 90_000,
    }],
    ['341 warning', { ...recordFaults, exception_level: 'warning' }, { severity: 'warning' }],
    ['341 info', { ...recordFaults, exception_level: 'info' }, { severity: 'info' }],
    ['341 of a level that nobody knows', { ...recordFaults, exception_level: 'constructor' }, { severity: undefined }],
    ['343', quality, { condition: 'quality.control', effect: 'fires', subject: main, code: 'DtsJitter', values: { label: 'DtsJitter', score: 0, template: '77' } }],
    ['344', lowScore, { condition: 'quality.low', effect: 'fires', subject: main, code: 'VMAF', values: { label: 'VMAF', score: 31.5 } }],
    ['344 that is an average', average, { condition: undefined, effect: 'informs' }],
    ['345', { ...average, event_type: 345 }, { type: 345, condition: undefined, effect: 'informs' }],
    ['338', MESSAGES.subtitles, { type: 338, condition: undefined, effect: 'informs' }],
    ['347', { event_type: 347, stream_id: 'main' }, { condition: undefined, effect: 'informs' }],
    ['unknown', { event_type: 999, stream_id: 'main' }, { type: 999, condition: undefined, effect: 'informs' }],
    ['no type', { hello: 1 }, { type: undefined, condition: undefined, effect: 'informs', subject: { type: 'stream-name', id: '' } }],
  ])('%s', (_name, message, expected) => {
    const { severity, alsoClears, condition, ...rest } = expected;
    const told = event(message);
    expect(told).toMatchObject({ seq: 7, account: 'sports', trust: 'signed', receivedAt: NOW, ...rest });
    if ('values' in rest) expect(told.values).toEqual(rest.values);
    if ('condition' in expected) expect(told.condition).toBe(condition);
    if ('severity' in expected) expect(told.severity).toBe(severity);
    if ('alsoClears' in expected) expect(told.alsoClears).toEqual(alsoClears);
  }); // prettier-ignore

  it('keeps the trust, and the effect of what is late', () => {
    expect(event(disconnect, 'late')).toMatchObject({ trust: 'late', effect: 'fires' });
    expect(event(disconnect, 'unsigned')).toMatchObject({ trust: 'unsigned', effect: 'fires' });
  });
});

describe('when it happened', () => {
  it.each<[string, unknown, number]>([
    ['seconds', NOW_SECONDS - 30, NOW - 30_000],
    ['seconds in a string', String(NOW_SECONDS - 30), NOW - 30_000],
    ['milliseconds', NOW - 30_500, NOW - 30_500],
    ['milliseconds in a string', String(NOW - 30_500), NOW - 30_500],
    ['microseconds', (NOW - 30_500) * 1000, NOW - 30_500],
    ['a little ahead', NOW_SECONDS + 300, NOW + 300_000],
    ['further ahead', NOW_SECONDS + 301, NOW],
    ['a day ago', NOW_SECONDS - 86_400, NOW - 86_400_000],
    ['longer ago', NOW_SECONDS - 86_401, NOW],
    ['zero', 0, NOW],
    ['words', 'yesterday', NOW],
    ['nothing', undefined, NOW],
    ['a list', [NOW_SECONDS], NOW],
  ])('%s', (_name, event_time, at) => {
    expect(event({ ...disconnect, event_time }).at).toBe(at);
  });
});

describe('two deliveries of one message', () => {
  const key = (message: Readonly<Record<string, unknown>>, at = NOW) =>
    event(message, 'signed', at).dedupeKey;

  it.each(Object.entries(MESSAGES))('of %s are told to be one', (_name, message) => {
    const first = event(message);
    const value = {
      at: NOW + 60_000,
      account: 'sports',
      trust: 'late',
      message: redactMessage(signed(message, { t: 5 })),
    };
    expect(normalise({ seq: 8, value }).dedupeKey).toBe(first.dedupeKey);
    expect(first.dedupeKey).toMatch(/^[\w-]{24}$/);
  });

  it('are one although something beside has changed', () => {
    expect(key({ ...push, width: 0, height: 0, idc_id: 3 })).toBe(key(push));
  });

  it('are two with another time, code, stream, sequence, type or account', () => {
    const keys = [
      disconnect,
      { ...disconnect, event_time: disconnect.event_time + 1 },
      { ...disconnect, errcode: 1 },
      { ...disconnect, stream_id: 'other' },
      { ...disconnect, sequence: '1' },
      { ...disconnect, event_type: 1 },
      { ...recordState },
      { ...recordState, seq: 5 },
    ].map((message) => key(message));
    const elsewhere = normalise({
      seq: 1,
      value: { at: NOW, account: 'news', trust: 'signed', message: disconnect },
    });
    expect(new Set([...keys, elsewhere.dedupeKey]).size).toBe(9);
  });
});

describe('what we saw ourselves', () => {
  const seen: Parameters<typeof observation>[0] = {
    account: 'sports',
    receivedAt: NOW,
    at: NOW - 500,
    condition: 'stream.down',
    effect: 'clears',
    subject: { type: 'stream', id: 'push.example.com/live/main' },
    sequence: '2210464508206756938',
    code: 'seen',
    values: { node: 'x' },
    groups: domain,
  };

  it('comes back as it was', () => {
    const value: unknown = JSON.parse(JSON.stringify(observation(seen)));
    const { dedupeKey, ...told } = normalise({ seq: 9, value });
    expect(told).toEqual({ ...seen, seq: 9, type: undefined, trust: 'observed' });
    expect(dedupeKey).toMatch(/^[\w-]{24}$/);
  });

  it('is not taken from a callback', () => {
    const { message } = observation({ ...seen, effect: 'fires' });
    expect(event(message, 'unsigned')).toMatchObject({ condition: undefined, effect: 'informs' });
    expect(event({ ...message, event_type: 0 })).toMatchObject({ condition: undefined, effect: 'informs' });
  });

  it('says nothing where it cannot be read', () => {
    const value = {
      at: NOW,
      account: 'sports',
      trust: 'observed',
      message: { observed: { effect: 'hints' } },
    };
    expect(normalise({ seq: 9, value })).toMatchObject({
      trust: 'observed',
      condition: undefined,
      effect: 'informs',
    });
  });
});

describe('whatever stands in the inbox', () => {
  const names = [...new Set(Object.values(MESSAGES).flatMap((message) => Object.keys(message)))];
  const anyMessage = fc
    .tuple(
      fc.constantFrom<Readonly<Record<string, unknown>>[]>({}, ...Object.values(MESSAGES)),
      fc.dictionary(
        fc.constantFrom(...names),
        fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.double(), fc.json()),
      ),
    )
    .map(([from, other]) => ({ ...from, ...other }));

  it('is told without throwing, bounded', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({
            at: fc.double(),
            account: fc.string(),
            trust: fc.constantFrom('signed', 'observed', 'x'),
            message: anyMessage,
          }),
        ),
        (value) => {
          const told = normalise({ seq: 1, value });
          expect(told.subject.id.length).toBeLessThanOrEqual(300);
          expect(Object.keys(told.values).length).toBeLessThanOrEqual(12);
          for (const shown of Object.values(told.values))
            expect(String(shown).length).toBeLessThanOrEqual(200);
          for (const text of [told.code, told.sequence, ...told.groups])
            expect((text ?? '').length).toBeLessThanOrEqual(320);
          expect(Number.isFinite(told.at)).toBe(true);
          if (told.condition === undefined) expect(told.effect).toBe('informs');
          else expect(told.subject.id).not.toBe('');
        },
      ),
      { numRuns: 5000 },
    );
  });
});
