import { describe, expect, it } from 'vitest';
import { grid } from '../../src/text/grid.ts';

const COLUMNS = ['Stream', 'State'];
const ROWS = [['main', 'on air'], ['备用流', 'off'], ['third']];

describe('a grid', () => {
  it('has columns under each other, Chinese signs counted double, and nothing at the end of a line', () => {
    expect(grid(COLUMNS, ROWS, { widest: 14, budget: 100 })).toBe(
      ['Stream  State', '──────────────', 'main    on air', '备用流  off', 'third'].join('\n'),
    );
  });

  it('is none where a line would be wider than allowed', () => {
    expect(grid(COLUMNS, ROWS, { widest: 13, budget: 100 })).toBeUndefined();
  });

  it.each([
    [100, ['main    on air', '备用流  off', 'third']],
    [54, ['main    on air', '备用流  off', '… +1']],
    [28, ['… +3']],
  ])('says how many rows do not fit into %d characters', (budget, rows) => {
    expect(grid(COLUMNS, ROWS, { widest: 40, budget })?.split('\n').slice(2)).toEqual(rows);
  });
});
