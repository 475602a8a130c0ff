import { expect, it } from 'vitest';
import { createRounds } from '../../../src/alert/retention/rounds.ts';

it('looks at all in turn, goes on where it was, and takes in with the next round what has come since', () => {
  const all = new Set(['a', 'b', 'c']);
  const rounds = createRounds(() => [...all]);
  const take = (most: number) => {
    const taken: string[] = [];
    for (const id of rounds.next()) if (taken.push(id) === most) break;
    return taken;
  };
  expect(take(2)).toEqual(['a', 'b']);
  all.delete('a');
  all.add('d');
  expect(take(9)).toEqual(['c']);
  expect(take(3)).toEqual(['b', 'c', 'd']);
  all.clear();
  expect(take(9)).toEqual([]);
  all.add('e');
  expect(take(9)).toEqual(['e']);
});
