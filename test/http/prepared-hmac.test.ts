import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preparedHmac } from '../../src/http/prepared-hmac.ts';

const expected = (key: Uint8Array, text: string, then = new Uint8Array()): string =>
  createHmac('sha256', key).update(text).update(then).digest('hex');

describe('preparedHmac', () => {
  it('is HMAC-SHA256, whatever the key and the text, also after other texts', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100 }),
        fc.array(fc.string({ unit: 'binary', maxLength: 3000 }), { minLength: 1, maxLength: 5 }),
        fc.option(fc.uint8Array({ maxLength: 3000 }), { nil: undefined }),
        (key, texts, then) => {
          const hmac = preparedHmac(key);
          for (const text of texts) expect(hmac(text, then)).toBe(expected(key, text, then));
        },
      ),
    );
  });

  it.each([0, 1, 2047, 2048, 2049, 5000])('takes a text of %i bytes', (length) => {
    const key = Buffer.alloc(32, 7);
    expect(preparedHmac(key)('x'.repeat(length))).toBe(expected(key, 'x'.repeat(length)));
  });
});
