import { describe, expect, it } from 'vitest';
import { PLATFORMS } from './happening.ts';
import { judge } from './judge/judge.ts';
import { judged } from './judged.ts';
import { eveningOf, type Theme } from './script.ts';

/** Shorter than those of `npm run evenings`. At least so many things have to be told in it. */
const EVENINGS: readonly (readonly [Theme, number, number, number])[] = [
  ['storm', 1, 2, 25],
  ['discord', 2, 2.2, 20],
  ['one-off', 3, 1.2, 40],
];

describe('an evening', () => {
  /** What would be missing of all of them if nobody had been called. */
  let uncalled = 0;

  it.each(EVENINGS)(
    'of the theme %s (seed %i, %d h): people are told what was, and nothing else',
    async (...of) => {
      const [theme, seed, hours, least] = of;
      const { record, discrepancies } = await judged(eveningOf(seed, theme, hours));
      expect(discrepancies).toEqual([]);
      const must = record.matters.filter(({ telling }) => telling === 'must');
      expect(must.length).toBeGreaterThan(least);
      // Had people seen nothing, each of them would be missing.
      const nothing = { ...record, seen: { ...record.seen, versions: [] } };
      const missed = judge(nothing).filter(({ kind }) => kind === 'missing');
      expect(missed.length).toBeGreaterThan(PLATFORMS.length * least);
      const silent = { ...record, seen: { ...record.seen, calls: [] } };
      uncalled += judge(silent).filter(({ kind }) => kind === 'called').length;
    },
  );

  it('calls whoever has to come', () => {
    expect(uncalled).toBeGreaterThan(PLATFORMS.length);
  });
});
