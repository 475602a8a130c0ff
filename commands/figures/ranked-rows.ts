import type { Cell } from './ranking.ts';

/** Rows by one of their columns, the most first; what is not known comes last. */
export function mostFirst(rows: readonly (readonly Cell[])[], column: number): (readonly Cell[])[] {
  const value = (row: readonly Cell[]) => (typeof row[column] === 'number' ? row[column] : -Infinity);
  return [...rows].sort((one, other) => value(other) - value(one));
}

/** A bar for each row. */
export function barsOf(rows: readonly (readonly Cell[])[], column: number) {
  return rows.flatMap((row) => {
    const value = row[column];
    return typeof value === 'number' ? [{ name: String(row[0] ?? ''), value }] : [];
  });
}

/** `12.5 %` of all. */
export function shareText(part: number, all: number): string {
  return all > 0 ? `${((100 * part) / all).toFixed(1)} %` : '';
}

/** A number as a cell; nothing where it is not told. */
export function numberOf(value: number | bigint | undefined): number | null {
  return value === undefined ? null : Number(value);
}

/** Names by the sum of their values, the most first. */
export function byWeight<K extends string>(
  cells: readonly (Record<K, string> & { value: number })[],
  key: K,
): string[] {
  const sums = new Map<string, number>();
  for (const cell of cells) sums.set(cell[key], (sums.get(cell[key]) ?? 0) + cell.value);
  return [...sums].sort(([, one], [, other]) => other - one).map(([name]) => name);
}
