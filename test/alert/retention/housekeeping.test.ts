import { expect, it } from 'vitest';
import { roundsOf } from '../../../src/alert/retention/housekeeping.ts';

it('looks at all in turn, goes on where it was, and takes in what has come since', () => {
  const all = new Map([1, 2, 3, 4, 5].map((each) => [each, each]));
  const next = roundsOf(() => all.values());
  const take = (most: number) => [...next(most)];
  expect(take(2)).toEqual([1, 2]);
  all.delete(3);
  all.set(6, 6);
  expect(take(3)).toEqual([4, 5, 6]);
  expect(take(9)).toEqual([1, 2, 4, 5, 6]);
  all.clear();
  expect(take(9)).toEqual([]);
  all.set(7, 7);
  expect(take(9)).toEqual([7]);
});

it('leaves off in the middle where somebody has enough', () => {
  const next = roundsOf(() => [1, 2, 3]);
  for (const each of next(3)) if (each === 2) break;
  expect([...next(3)]).toEqual([3]);
});
