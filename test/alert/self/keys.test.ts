import { describe, expect, it } from 'vitest';
import { keysVerdict, NO_KEYS, withRight, withWrong, type Keys } from '../../../src/alert/self/keys.ts';

const MIN = 60_000;
const NOW = 1_000_000 * MIN;
const verdict = (keys: Keys, minute: number) => keysVerdict(keys, NOW + minute * MIN, NOW);
/** `-` a wrong one a minute, `+` a right one; of a domain. */
const after = (...told: readonly string[]): Keys =>
  told.reduce<Keys>((keys, each, minute) => {
    const at = NOW + minute * MIN;
    const domain = each.slice(1) || undefined;
    return each.startsWith('-') ? withWrong(keys, domain, at, 'bad-sign') : withRight(keys, domain, at);
  }, NO_KEYS);

const times = (count: number, each: string) => Array.from({ length: count }, () => each);

describe('the callback key', () => {
  it('is wrong for one domain, which is named, while the others are right', () => {
    const keys = after(
      '-b.example.com',
      '+a.example.com',
      '-b.example.com',
      '+a.example.com',
      '-b.example.com',
    );
    expect(verdict(keys, 5)).toEqual({
      state: 'bad',
      values: { domains: 'b.example.com', answered: 'bad-sign' },
    });
    // What comes of another domain says nothing of it.
    const more = times(10, '+a.example.com').reduce<Keys>(
      (all, _, at) => withRight(all, 'a.example.com', NOW + (5 + at) * MIN),
      keys,
    );
    expect(verdict(more, 16).state).toBe('bad');
    const mended = withRight(
      withRight(more, 'b.example.com', NOW + 17 * MIN),
      'a.example.com',
      NOW + 18 * MIN,
    );
    expect(verdict(mended, 18).state).toBe('well');
    expect(mended.size).toBe(1);
  });

  it.each([
    ['nothing came', after(), 1, 'unknown'],
    ['right from the first', after('+a.example.com'), 1, 'well'],
    ['two wrong are an accident', after('-a.example.com', '-a.example.com'), 2, 'unknown'],
    ['wrong, and no domain named', after(...times(3, '-')), 3, 'bad'],
    [
      'the same, mended: any domain tells',
      after(...times(3, '-'), '+a', '+a', '+a', '+a.example.com'),
      7,
      'well',
    ],
    ['nothing more for an hour', after(...times(3, '-a.example.com')), 65, 'well'],
  ])('%s', (_what, keys, minute, state) => {
    expect(verdict(keys, minute).state).toBe(state);
  });

  it('is known of so many domains and no more; of the rest as of none', () => {
    const keys = after(...Array.from({ length: 300 }, (_, at) => `-d${at}.example.com`));
    expect(keys.size).toBe(50);
    expect(verdict(keys, 300).state).toBe('bad');
  });
});
