import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caselessPattern, pattern, takesAll } from '../../../src/text/pattern.ts';
import { expectWithin } from '../../machine/slowness.ts';

/** The same said slowly and plainly: what the rest of the pattern takes of the rest of the text. */
function slowly(source: string, text: string): boolean {
  const first = source.slice(0, 1);
  const remaining = source.slice(1);
  if (first === '') return text === '';
  if (first !== '*') return text.startsWith(first) && slowly(remaining, text.slice(first.length));
  for (let skipped = 0; skipped <= text.length; skipped++)
    if (slowly(remaining, text.slice(skipped))) return true;
  return false;
}

describe('a pattern', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'A', false],
    ['a', 'ab', false],
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['a*', 'a', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['*b*', 'abc', true],
    ['a*b*c', 'a-b-b-c', true],
    ['*ab*b', 'ab', false],
    ['a.c', 'abc', false],
    ['[a-z]+', 'a', false],
    ['**', 'anything', true],
    ['a**b', 'ab', true],
    ['流*', '流名', true],
  ])('%s takes %s: %s', (source, text, expected) => {
    expect(pattern(source)(text)).toBe(expected);
  });

  it('takes what it says, and nothing else', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.', '/'), maxLength: 8 });
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '.', '/'), maxLength: 10 });
    fc.assert(
      fc.property(few, texts, (source, text) => pattern(source)(text) === slowly(source, text)),
      { numRuns: 5000 },
    );
  });

  it('takes every text that it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 6 }), fc.string(), (parts, between) => {
        const literal = parts.map((part) => part.replaceAll('*', '+'));
        return pattern(literal.join('*'))(literal.join(between));
      }),
    );
  });

  it('never takes long, however it is made', () => {
    const unit = fc.constantFrom('a', 'a*', '*', '**', 'b', '(a+)+', '.*', '\\');
    const source = fc
      .array(unit, { minLength: 60, maxLength: 300 })
      .map((units) => units.join('').slice(0, 300));
    const began = performance.now();
    fc.assert(
      fc.property(source, fc.constantFrom('a', 'aab', 'b'), (text, fill) => {
        const fits = pattern(text);
        const long = fill.repeat(3000 / fill.length);
        return typeof fits(long) === 'boolean' && typeof fits(`${long}!`) === 'boolean';
      }),
      { numRuns: 1000 },
    );
    pattern('*a'.repeat(150))('a'.repeat(149));
    // 2,000 of them; one that tries again and again would not end within this.
    expectWithin(performance.now() - began, 5000);
  });

  it('may leave case aside', () => {
    expect(caselessPattern('*.Example.com')('LIVE.example.COM')).toBe(true);
    expect(caselessPattern('a')('b')).toBe(false);
  });

  it('says whether it takes everything', () => {
    expect(['*', '**', '', 'a*', '*.*'].map(takesAll)).toEqual([true, true, false, false, false]);
  });
});
