import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExact, stringifyExact } from '../../src/live/json.ts';

/** JSON values with 64-bit integers among them; numbers that are not exact integers only as floats. */
const exactJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[\s:,[{"\\]*-?\d{15,22}["\\\]}.,]*$/), // strings that look like long integers
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }).filter((big) => !Number.isSafeInteger(Number(big))),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 5 }),
  ),
})).value;

describe('JSON without loss', () => {
  it('brings every value back, 64-bit integers included', () => {
    fc.assert(
      fc.property(exactJson, (value) => {
        expect(parseExact(stringifyExact({ value }))).toEqual({ value: noMinusZero(value) });
      }),
      { numRuns: 2000 },
    );
  });

  it('reads what JSON.parse reads, wherever there are no long integers', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', ' ', '\n'), (text, space) => {
        // The long integer in front forces the exact reader.
        const wrapped = `[12345678901234567890,${space}${text}${space}]`;
        expect(toNumbers(parseExact(wrapped))).toEqual([12345678901234567890, JSON.parse(text)]);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            ',',
            ':',
            '"',
            '"a"',
            '\\',
            '\n',
            ' ',
            '-',
            '01',
            '1.',
            '1e',
            'true',
            'nul',
            '12345678901234567890',
            '7',
          ),
          { maxLength: 12 },
        ),
        (parts) => {
          const text = parts.join('');
          expect(failsToParse(parseExact, text)).toBe(failsToParse(JSON.parse, text));
        },
      ),
      { numRuns: 20_000 },
    );
  });

  it.each([
    ['{"n":843110096313761792}', { n: 843110096313761792n }],
    ['{"n":-9223372036854775808}', { n: -(2n ** 63n) }],
    ['{"n":9007199254740991}', { n: 9007199254740991 }],
    ['{"n":9007199254740992}', { n: 9007199254740992n }],
    ['{"n":1234567890123456.5,"m":12345678901234567e3}', { n: 1234567890123456.5, m: 12345678901234567e3 }],
    [
      '{"s":"843110096313761792","t":" 843110096313761792"}',
      { s: '843110096313761792', t: ' 843110096313761792' },
    ],
  ])('reads %s', (text, value) => {
    expect(parseExact(text)).toEqual(value);
  });

  it('writes bigint as a bare integer and leaves out what is undefined', () => {
    expect(stringifyExact({ a: 2n ** 63n, b: undefined, c: [1n, undefined], d: { e: 'x"' } })).toBe(
      '{"a":9223372036854775808,"c":[1,null],"d":{"e":"x\\""}}',
    );
  });

  it('keeps a member named __proto__ a member', () => {
    const read = parseExact('{"__proto__":{"a":12345678901234567890}}') as object;
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(Object.keys(read)).toEqual(['__proto__']);
  });

  it('refuses endless nesting instead of running out of stack', () => {
    expect(() => parseExact(`[12345678901234567890,${'['.repeat(1_000_000)}`)).toThrow(SyntaxError);
  });
});

function failsToParse(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return false;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return true;
  }
}

/** What JSON.parse makes of the same text: long integers lose their last digits. */
function toNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(toNumbers);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, child]) => [key, toNumbers(child)] as const);
  return Object.fromEntries(members);
}

/** JSON has no -0 for integers written by JSON.stringify. */
function noMinusZero(value: unknown): unknown {
  if (Object.is(value, -0)) return 0;
  if (Array.isArray(value)) return value.map(noMinusZero);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, noMinusZero(child)]));
  }
  return value;
}
