import { expect, it } from 'vitest';
import { toldTable } from '../../../commands/told-table.ts';

it('a column in which no row says anything is left out, but never the first', () => {
  const table = {
    columns: ['Stream', 'Short name', 'For'],
    rows: [
      ['a', '', '3 h'],
      ['b', '', '2 h'],
    ],
  };
  expect(toldTable(table)).toEqual({
    columns: ['Stream', 'For'],
    rows: [
      ['a', '3 h'],
      ['b', '2 h'],
    ],
  });
  const some = {
    ...table,
    rows: [
      ['a', '', '3 h'],
      ['b', 'prime', '2 h'],
    ],
  };
  expect(toldTable(some)).toEqual(some);
  expect(toldTable({ columns: ['A', 'B'], rows: [['', '']] })).toEqual({ columns: ['A'], rows: [['']] });
});
