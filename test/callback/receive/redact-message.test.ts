import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactMessage } from '../../../src/callback/receive/redact-message.ts';
import { redactTyped } from '../../../src/observability/redact.ts';
import { SECRET } from './messages.ts';

describe('a stored message', () => {
  it.each<[string, unknown, unknown]>([
    ['a plain text', 'recv() return 0', 'recv() return 0'],
    ['a number', 12.5, 12.5],
    ['a long integer', 2210464508206756938n, '2210464508206756938'],
    ['null', null, null],
    ['an address with its query', `rtmp://a.example.com/live/x?k=${SECRET}`, 'rtmp://a.example.com/live/x?…'],
    ['a query alone', `txSecret=${SECRET}&txTime=1`, 'txSecret=[redacted]&txTime=1'],
    ['JSON in a string', `{"sign":"${SECRET}","code":-22,"message":"x"}\n`, '{"code":-22,"message":"x"}'],
    [
      'addresses in JSON in a string, with signs escaped',
      `["rtmp:\\/\\/a.example.com\\/live\\/x\\u003fk\\u003d${SECRET}"]`,
      '["rtmp://a.example.com/live/x?…"]',
    ],
    ['what only begins like JSON', '[not JSON', '[not JSON'],
    [
      'nested secrets',
      { deep: [{ stream_param: SECRET, push_key: SECRET, Sign: SECRET }] },
      {
        deep: [{ stream_param: '[redacted]', push_key: '[redacted]' }],
      },
    ],
    ['control characters', 'a\u0000b\u001bc\nd', 'a\ufffdb\ufffdc\nd'],
  ])('%s', (_name, value, kept) => {
    expect(redactMessage({ value })).toEqual({ value: kept });
  });

  it('has no other prototype and no surprising member', () => {
    const kept = redactMessage(
      JSON.parse(
        '{"__proto__":{"polluted":1},"constructor":{"prototype":1},"a":{"__proto__":{"b":1}}}',
      ) as object as Record<string, unknown>,
    );
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
    expect(kept.polluted).toBeUndefined();
    expect(JSON.stringify(kept)).toBe('{"constructor":{"prototype":1},"a":{}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('is cut, and drops what is nested first', () => {
    const kept = redactMessage({
      list: Array.from({ length: 1000 }, () => 'x'.repeat(1000)),
      text: 'y'.repeat(5000),
      stream_id: 'main',
    });
    expect(kept.stream_id).toBe('main');
    expect(kept.text).toBe(`${'y'.repeat(1999)}…`);
    expect(JSON.stringify(kept).length).toBeLessThan(18_500);
    expect((kept.list as unknown[]).at(-1)).toBe('[dropped]');
  });

  it('cuts no character in two', () => {
    expect(redactMessage({ a: '😀'.repeat(1500) }).a).toMatch(/^(😀){999}…$/u);
  });

  it('keeps 400 members at most', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`k${index}`, index]));
    expect(Object.keys(redactMessage(many))).toHaveLength(400);
    expect(Object.keys(redactMessage({ a: { b: many } }).a as object)).toHaveLength(1);
  });

  it('is redacted as any text that people type', () => {
    const piece = fc.constantFrom(
      'sign', 'txSecret', 'token', '=', ':', '?', '&', '"', "'", '\\', '://', '/', ' ', 'rtmp', 'a.example.com',
      'AKIDabcdefgh1234', 'xoxb-1-a', 'xapp-1', 'eyJabcdefghij', '.', 'abcdefghi', 'Bearer', 'Basic', 'Bot',
      'hooks.slack.com/', 'discord.com/api/webhooks/', '-----BEGIN ', 'PRIVATE KEY-----', 'TC3-HMAC-SHA256', 'Credential',
      '中', '@', 'user', '1234567890',
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = `x${pieces.join('')}`;
        expect(redactMessage({ value: text }).value).toBe(redactTyped(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('without known secrets, names of members too, before anything is cut', () => {
    const secret = 'canary-one-7Q2m9x8Kw2';
    const without = (text: string) => text.replaceAll(secret, '[redacted]');
    const message = {
      [`${'x'.repeat(50)}${secret}`]: 1,
      note: `${'x'.repeat(1_990)}${secret}`,
      in: [{ [secret]: secret }],
    };
    const kept = JSON.stringify(redactMessage(message, without));
    expect(kept).not.toMatch(/canary/);
    expect(kept).toContain('{"[redacted]":"[redacted]"}');
  });

  it('without what is written so that it looks otherwise', () => {
    const address = 'rtmp://push.example.com/live/main?txSecret=0123456789abcdef&txTime=6A000000';
    const deep = `${encodeURIComponent(address)} ${encodeURIComponent(encodeURIComponent(address))}`;
    expect(redactMessage({ errmsg: deep }).errmsg).not.toMatch(/0123456789abcdef/);
  });
});
