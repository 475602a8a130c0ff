import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/callback/normalise/normalise.ts';
import { createExamine, type Examined } from '../../../src/callback/receive/examine.ts';
import { KEY, MESSAGES, NOW, NOW_SECONDS, SECRET, signed } from './messages.ts';

const withKey = createExamine({ account: 'sports', key: KEY });
const withoutKey = createExamine({ account: 'sports' });

function examine(message: unknown, examiner = withKey): Examined {
  return examiner(Buffer.from(typeof message === 'string' ? message : JSON.stringify(message)), NOW);
}

const { push, disconnect, taskExit, taskAlarm, pushFaults, monitor, recordFaults, recordState } = MESSAGES;
const unknown = { event_type: 999, stream_id: 'main' };
const wrong = { t: NOW_SECONDS + 600, sign: 'f'.repeat(32) };
const sign = (t: string) => createHash('md5').update(`${KEY}${t}`).digest('hex');
const without = (message: object, name: string) =>
  Object.fromEntries(Object.entries(message).filter(([key]) => key !== name));

it('does not become of another type, unchecked, by what is cut from it', () => {
  const filler = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`f${n}`, n]));
  const forged = {
    record_event: 'record_resumed',
    stream_id: 'main',
    ...filler,
    event_type: { of: 'no type' },
  };
  const { received } = examine(forged);
  expect(normalise({ seq: 1, value: received })).toMatchObject({ type: undefined, condition: undefined });
});

describe('a message is', () => {
  it.each<[string, object, string, string | undefined]>([
    ['right and in time', signed(push), 'accepted', 'signed'],
    [
      'without a time that can be one',
      signed({ ...push, event_time: { toString: 1, valueOf: 1 } }),
      'accepted',
      'signed',
    ],
    [
      'signed in upper case',
      { ...push, t: wrong.t, sign: sign(String(wrong.t)).toUpperCase() },
      'accepted',
      'signed',
    ],
    ['with t in digits', { ...push, t: String(wrong.t), sign: sign(String(wrong.t)) }, 'accepted', 'signed'],
    ['just expired, within the skew of clocks', signed(push, { t: NOW_SECONDS - 60 }), 'accepted', 'signed'],
    ['expired', signed(push, { t: NOW_SECONDS - 61 }), 'accepted-late', 'late'],
    ['long expired', signed(push, { t: 1 }), 'accepted-late', 'late'],
    ['of tomorrow', signed(push, { t: NOW_SECONDS + 90_000 }), 'accepted', 'signed'],
    ['signed with another key', signed(push, { key: 'other' }), 'bad-sign', undefined],
    ['signed for another t', { ...signed(push), t: NOW_SECONDS + 601 }, 'bad-sign', undefined],
    ['signed without t', without(signed(push), 't'), 'bad-sign', undefined],
    ['with a t that is none', { ...signed(push), t: 1.5 }, 'bad-sign', undefined],
    ['with a t that is a list', { ...signed(push), t: [wrong.t] }, 'bad-sign', undefined],
    ['with a short sign', { ...signed(push), sign: 'abcd' }, 'bad-sign', undefined],
    ['with a sign that is no text', { ...signed(push), sign: { length: 32 } }, 'bad-sign', undefined],
    ['without sign', push, 'unsigned-refused', undefined],
    ['with an empty sign', { ...push, t: wrong.t, sign: '' }, 'unsigned-refused', undefined],
    ['with t alone', { ...push, t: wrong.t }, 'unsigned-refused', undefined],
    ['of a type in digits, without sign', { ...push, event_type: '1' }, 'unsigned-refused', undefined],
    ['of a type told by its fields, without sign', pushFaults, 'unsigned-refused', undefined],
    ['of a type told by its fields', signed(pushFaults), 'accepted', 'signed'],
    ['a pull task', taskAlarm, 'unsigned', 'unsigned'],
    ['a pull task, type told by its fields', taskExit, 'unsigned', 'unsigned'],
    ['a pull task, wrongly signed', { ...taskAlarm, ...wrong }, 'bad-sign', undefined],
    ['a pull task, signed', signed(taskAlarm), 'accepted', 'signed'],
    ['a monitor', monitor, 'unsigned', 'unsigned'],
    ['unknown', unknown, 'unknown-type', 'unsigned'],
    ['unknown, signed', signed(unknown), 'unknown-type', 'signed'],
    ['unknown, wrongly signed', { ...unknown, ...wrong }, 'bad-sign', undefined],
    ['empty', {}, 'unknown-type', 'unsigned'],
    ['of a type that is none', { ...unknown, event_type: { a: 1 } }, 'unknown-type', 'unsigned'],
  ])('%s', (_name, message, outcome, trust) => {
    const examined = examine(message);
    expect([examined.outcome, examined.received?.trust]).toEqual([outcome, trust]);
  });

  it.each([
    ['right', signed(push)],
    ['wrongly signed', { ...push, ...wrong }],
    ['not signed', push],
  ])('unsigned where the account has no key: %s', (_name, message) => {
    expect(examine(message, withoutKey)).toMatchObject({
      outcome: 'unsigned',
      received: { trust: 'unsigned' },
    });
  });

  it('noted when it expires in more than a day', () => {
    expect(examine(signed(push, { t: NOW_SECONDS + 86_401 })).note).toBe('far-future');
    expect(examine(signed(push, { t: NOW_SECONDS + 86_400 })).note).toBeUndefined();
  });

  it.each([
    ['t', 'sign'],
    ['sign', 't'],
  ])('refused when one bit of %s is another', (field) => {
    const message = signed(disconnect);
    const text = String(message[field]);
    for (let at = 0; at < text.length; at += 1) {
      for (let bit = 0; bit < 7; bit += 1) {
        const changed =
          text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
        // Upper case is the same sign.
        if (changed.toLowerCase() === text) continue;
        expect([changed, examine({ ...message, [field]: changed }).outcome]).toEqual([changed, 'bad-sign']);
      }
    }
  });
});

describe('a body is', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  it.each([
    ['empty', '', 'not-json'],
    ['a word', 'ok', 'not-json'],
    ['half', '{"event_type":1', 'not-json'],
    ['two', '{}{}', 'not-json'],
    ['with a byte order mark', '\ufeff{}', 'unknown-type'],
    ['with two of them', '\ufeff\ufeff{}', 'not-json'],
    ['null', 'null', 'not-object'],
    ['a number', '1', 'not-object'],
    ['a list', '[{"event_type":1}]', 'not-object'],
    ['as deep as allowed', `{"a":${nested(15)}}`, 'unknown-type'],
    ['wide', `{"a":[${'[],{},'.repeat(50)}0]}`, 'unknown-type'],
    ['deeper', `{"a":${nested(16)}}`, 'too-deep'],
    ['very deep, and no JSON', '['.repeat(200_000), 'too-deep'],
    [
      'full of brackets inside a string',
      JSON.stringify({ a: `${'['.repeat(50)}\\"${'{'.repeat(50)}` }),
      'unknown-type',
    ],
  ])('%s: %s', (_name, body, outcome) => {
    expect(examine(body).outcome).toBe(outcome);
  });

  it('taken with bytes that are no text', () => {
    const body = Buffer.concat([Buffer.from('{"stream_id":"'), Buffer.from([0xff, 0xc3]), Buffer.from('"}')]);
    expect(withKey(body, NOW).received?.message.stream_id).toBe('\ufffd\ufffd');
  });
});

describe('what is kept', () => {
  it.each(Object.entries(MESSAGES))('of %s holds no secret', (_name, message) => {
    const { received } = examine(signed(message));
    expect(received).toMatchObject({ at: NOW, account: 'sports', trust: 'signed' });
    const kept = JSON.stringify(received);
    expect(kept).not.toContain(SECRET);
    expect(kept).not.toContain('"sign"');
    expect(received?.message.t).toBe(NOW_SECONDS + 600);
  });

  it('keeps the digits of numbers that are too long for a number', () => {
    const body = JSON.stringify(signed(push)).replace('"2210464508206756938"', '2210464508206756938');
    expect(examine(body).received?.message.sequence).toBe('2210464508206756938');
  });

  it('names the type that its fields told', () => {
    expect(examine(taskExit).received?.message.event_type).toBe(314);
    expect(examine(signed(pushFaults)).received?.message.event_type).toBe(321);
    expect(examine(signed(without(recordFaults, 'event_type'))).received?.message.event_type).toBe(341);
    expect(examine(signed(without(recordState, 'event_type'))).received?.message.event_type).toBe(332);
    expect(examine(without(monitor, 'event_type')).received?.message.event_type).toBe(328);
  });
});
