import type { Table } from '../src/reply.ts';

/** A table without the columns in which no row says anything, which take a phone's room; the first one stays. */
export function toldTable({ columns, rows }: Table): Table {
  const says = columns.map((_, at) => at === 0 || rows.some((row) => (row[at] ?? '') !== ''));
  const kept = (cells: readonly string[]) => cells.filter((_, at) => says[at] !== false);
  return { columns: kept(columns), rows: rows.map(kept) };
}
