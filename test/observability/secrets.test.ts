import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactMessage } from '../../src/callback/receive/redact-message.ts';
import { withoutKeys } from '../../src/intake/without-keys.ts';
import { redactProse, redactText, redactTyped } from '../../src/observability/redact.ts';
import { createSecrets } from '../../src/observability/secrets.ts';
import { foundIn, FORMS } from '../hostile/canaries/forms.ts';

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

describe('secrets that are disguised several times over', () => {
  const THRICE = FORMS.flatMap((first) =>
    FORMS.flatMap((second) => FORMS.map((third) => [first, second, third] as const)),
  );

  it('are taken out, in each order of three disguises', () => {
    const secret = 'Rv4canary+cloud/key&5H2k';
    const secrets = createSecrets([secret]);
    const left = THRICE.filter(([first, second, third]) => {
      const text = `x ${third.write(second.write(first.write(secret)))} y`;
      return foundIn(secrets.without(text), { secret }).length > 0;
    });
    expect(left.map((forms) => forms.map(({ name }) => name).join(', then '))).toEqual([]);
  });

  const SIGNATURE = '7c4d9e1f8a2b3c5d6e7f8091a2b3c4d5';
  const ADDRESS = `rtmp://push.example.com/live/main?txSecret=${SIGNATURE}&txTime=6A000000`;
  // In base64 nothing tells what it is.
  const TELLING = FORMS.filter(({ name }) => !name.includes('base64'));

  it.each([
    ['text', redactText],
    ['prose', redactProse],
    ['what is typed', redactTyped],
  ])('are taken out of %s by their name, beside another one in another disguise', (_what, redacted) => {
    const left = TELLING.flatMap((one) =>
      TELLING.flatMap((other) =>
        [' ', ' " ', '\n', '"'].flatMap((between) => {
          const text = `${one.write(ADDRESS)}${between}${other.write(ADDRESS)}`;
          return [text, JSON.stringify({ text }), encodeURIComponent(text)].filter(
            (whole) => foundIn(redacted(whole), { SIGNATURE }).length > 0,
          );
        }),
      ),
    );
    expect(left).toEqual([]);
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

describe('texts that are too short for a secret', () => {
  it('are let by without a look, and a look would find nothing in them', () => {
    const letters = fc.constantFrom(...Array.from('AKIDxoabMNO_BotBearsicyJghp.,019 '));
    const short = fc.string({ unit: letters, maxLength: 11 });
    fc.assert(
      // A line feed behind it makes sure that it is looked at.
      fc.property(short, (text) => redactText(`${text}\n`) === `${text}\n` && redactText(text) === text),
      { numRuns: 5000 },
    );
  });

  it.each(['xoxb-1', 'sign=1', 'AKIDabcdefgh', 'Bot abcdef12', '://u:p@h', 'ticket="a"'])(
    'but %s is not one of them',
    (text) => expect(redactText(text)).toContain('[redacted]'),
  );
});
