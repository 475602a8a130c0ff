import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preparedHmac } from '../../src/live/prepared-hmac.ts';

const expected = (key: Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex');

describe('preparedHmac', () => {
  it('is HMAC-SHA256, whatever the key and the text, also after other texts', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.array(fc.string({ unit: 'binary', maxLength: 2000 }), { minLength: 1, maxLength: 5 }),
        (key, texts) => {
          const hmac = preparedHmac(key);
          for (const text of texts) expect(hmac(text)).toBe(expected(key, text));
        },
      ),
    );
  });

  it.each([0, 1, 1023, 1024, 1025, 5000])('takes a text of %i bytes', (length) => {
    const key = Buffer.alloc(32, 7);
    expect(preparedHmac(key)('x'.repeat(length))).toBe(expected(key, 'x'.repeat(length)));
  });

  it('refuses a key that would have to be hashed first', () => {
    expect(() => preparedHmac(Buffer.alloc(65))).toThrow(RangeError);
  });
});
