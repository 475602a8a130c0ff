/** By which column a table is sorted. */
export interface Sorted {
  readonly column: number;
  readonly descending: boolean;
}

const compare = new Intl.Collator(undefined, { numeric: true }).compare;

/** The rows in that order; cells that say nothing last. Numbers go by size. */
export function sortRows(
  rows: readonly (readonly string[])[],
  sorted: Sorted | undefined,
): readonly (readonly string[])[] {
  if (!sorted) return rows;
  const { column, descending } = sorted;
  const cell = (row: readonly string[]): string => (row[column] ?? '').replaceAll(',', '');
  return [...rows].sort((a, b) => {
    if (cell(a) === '' || cell(b) === '') return Number(cell(a) === '') - Number(cell(b) === '');
    return compare(cell(a), cell(b)) * (descending ? -1 : 1);
  });
}
