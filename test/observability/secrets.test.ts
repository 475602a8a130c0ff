import { describe, expect, it } from 'vitest';
import { redactMessage } from '../../src/callback/receive/redact-message.ts';
import { withoutKeys } from '../../src/intake/without-keys.ts';
import { redactText } from '../../src/observability/redact.ts';
import { createSecrets } from '../../src/observability/secrets.ts';

const KEY = 'a+b/c"d=e9Xk2 pq';

describe('secrets that are known', () => {
  const secrets = createSecrets([KEY]);

  it.each([
    ['as it is', KEY],
    ['in an address', encodeURIComponent(KEY)],
    ['in an address, in small letters', encodeURIComponent(KEY).toLowerCase().replace('xk', 'Xk')],
    ['twice in an address', encodeURIComponent(encodeURIComponent(KEY))],
    ['in JSON', JSON.stringify({ key: KEY })],
    ['in JSON in JSON', JSON.stringify(JSON.stringify({ key: KEY }))],
  ])('are taken out %s', (_how, text) => {
    const clean = secrets.without(`it said ${text}, and more`);
    expect(clean).toContain('[redacted]');
    expect(clean).not.toMatch(/e9Xk2/);
    expect(clean).toMatch(/^it said .*, and more$/);
  });

  const each = (change: (sign: string) => string) => Array.from(KEY, change).join('');
  const hex = (sign: string, digits: number) => sign.charCodeAt(0).toString(16).padStart(digits, '0');

  it.each([
    ['in an address, every sign of it', each((sign) => `%${hex(sign, 2)}`)],
    ['in JSON, every sign of it', each((sign) => `\\u${hex(sign, 4)}`)],
    ['in JSON in JSON, every sign of it', each((sign) => `\\\\u${hex(sign, 4)}`)],
    [
      'in full width',
      each((sign) => (sign === ' ' ? ' ' : String.fromCharCode(sign.charCodeAt(0) + 0xfee0))),
    ],
    ['with what cannot be seen between', each((sign) => `${sign}\u200b`)],
    ['with several kinds of that between', each((sign) => `${sign}\u00ad\ufeff\u2060\ufe0f`)],
    ['in an address, with what cannot be seen between', each((sign) => `%${hex(sign, 2)}\u200d`)],
  ])('are taken out %s', (_how, text) => {
    // What cannot be seen may stay behind it.
    const clean = secrets.without(`it said ${text}, and more`).replace(/\](?:\p{Cf}|\ufe0f|%\w\w)*,/u, '],');
    expect(clean).toBe('it said [redacted], and more');
  });

  it('leave what only looks so as it is', () => {
    const text = '【紧急】live.example.com：画面静止，ＡＢＣ 50%20 \\u0041 a\u200bb%E6%B5%81';
    expect(secrets.without(text)).toBe(text);
  });

  it.each(['', 'u', 'us', 'use', 'user:'])('are taken out of base64 behind %j', (before) => {
    const encoded = Buffer.from(`${before}${KEY}:`).toString('base64');
    expect(
      Buffer.from(secrets.without(encoded).replace('[redacted]', ''), 'base64').toString(),
    ).not.toContain('e9Xk');
  });

  it('are taken out of every text in a value; what holds none is the same value', () => {
    const card = { title: `bad ${KEY}`, [KEY]: 1, facts: [{ label: 'key', value: KEY }], count: 3 };
    expect(secrets.withoutIn(card)).toEqual({
      title: 'bad [redacted]',
      '[redacted]': 1,
      facts: [{ label: 'key', value: '[redacted]' }],
      count: 3,
    });
    const plain = { title: 'fine', facts: [{ label: 'a', value: 'b' }] };
    expect(secrets.withoutIn(plain)).toBe(plain);
  });

  it('may come later, as keys do that are rotated', () => {
    const later = createSecrets();
    expect(later.without('rotated-key-1')).toBe('rotated-key-1');
    later.add(['rotated-key-1', undefined]);
    expect(later.without('it was rotated-key-1')).toBe('it was [redacted]');
  });

  it('of less than eight characters stay, or words would have holes', () => {
    expect(createSecrets(['live']).without('live.example.com')).toBe('live.example.com');
  });
});

describe('secrets by the name that they stand behind', () => {
  it.each([
    'txSecret: xyz',
    'txSecret = xyz',
    'txSecret="xyz"',
    "txSecret: 'xyz'",
    'txSecret%3Dxyz',
    'txSecret＝xyz',
    'txSecret：xyz',
    'wsSecret=xyz',
    'wsSecret: xyz',
    'auth_key: xyz',
    '{"txSecret":"xyz"}',
    '{\\"txSecret\\":\\"xyz\\"}',
  ])('%s', (text) => {
    expect(redactText(`the cloud said ${text} here`)).not.toContain('xyz');
    expect(withoutKeys(`the cloud said ${text} here`)).not.toContain('xyz');
  });

  it.each([
    'stream_param',
    'streamParam',
    'pushParam',
    'push_args',
    'pushArgs',
    'query',
    'queryString',
    'stream_key',
  ])('of a member, %s', (name) => {
    expect(redactMessage({ event_type: 1, [name]: 'xyz' })[name]).not.toBe('xyz');
  });
});
