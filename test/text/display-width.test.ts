import { describe, expect, it } from 'vitest';
import { columnsOf, padTo } from '../../src/text/display-width.ts';

describe('fixed width', () => {
  it.each([
    ['main', 4],
    ['主路', 4],
    ['备用流', 6],
    ['直播-main', 9],
    ['e\u0301', 1],
    ['🔴', 2],
    ['', 0],
  ])('%s takes %d columns', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
    expect(columnsOf(padTo(text, 12))).toBe(12);
  });
});
