import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { sortRows, type Sorted } from './sort-rows.ts';
import { words } from '../words/words.ts';

/** From so many rows on one wants to look for some. */
const MANY = 8;

/**
 * A table that can be sorted by each column, and filtered where it is long. On a narrow screen each row becomes a block, so
 * the roles are spelled out: display:block would take them away.
 */
export function Table({
  table: { columns, rows },
  title,
}: {
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
  readonly title: string;
}): JSX.Element {
  const [sorted, sort] = useState<Sorted | undefined>(undefined);
  const [sought, seek] = useState('');
  const shown = sortRows(rows, sorted).filter((row) =>
    row.some((cell) => cell.toLowerCase().includes(sought.trim().toLowerCase())),
  );
  const turn = (column: number): void =>
    sort(
      sorted?.column !== column
        ? { column, descending: false }
        : sorted.descending
          ? undefined
          : { column, descending: true },
    );
  return (
    <>
      {rows.length > MANY && (
        <input
          class="filter"
          type="search"
          aria-label={words().filter}
          placeholder={words().filter}
          value={sought}
          onInput={(event) => seek(event.currentTarget.value)}
        />
      )}
      <div class="table" tabIndex={0} role="region" aria-label={title}>
        <table role="table">
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column, at) => (
                <th
                  key={at}
                  role="columnheader"
                  scope="col"
                  aria-sort={
                    sorted?.column === at ? (sorted.descending ? 'descending' : 'ascending') : undefined
                  }
                >
                  {column === '' ? null : (
                    <button type="button" class="sort" onClick={() => turn(at)}>
                      <bdi>{column}</bdi>
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {shown.map((row, at) => (
              <tr key={at} role="row">
                {row.map((cell, column) => (
                  <td
                    key={column}
                    role="cell"
                    data-column={columns[column] ?? ''}
                    class={isShort(cell) ? 'short' : undefined}
                  >
                    <bdi>{cell}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Words and ids that are not to be broken. */
function isShort(cell: string): boolean {
  return cell.split(' ').every((word) => word.length <= 12);
}
