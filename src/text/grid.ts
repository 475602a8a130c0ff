import { columnsOf, padTo } from './display-width.ts';
import { fitting, more } from './fitting.ts';

const GAP = '  ';

/**
 * A table for a fixed-width font: a head, a rule and as many rows as fit into `budget` characters, then how many do not
 * (which comes on top of the budget). Undefined where a line would take more than `widest` columns.
 */
export function grid(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  { widest, budget }: { readonly widest: number; readonly budget: number },
): string | undefined {
  const widths = columns.map((name, at) =>
    Math.max(columnsOf(name), ...rows.map((row) => columnsOf(row[at] ?? ''))),
  );
  const total = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  if (total > widest) return undefined;
  const line = (cells: readonly string[]) =>
    widths
      .map((width, at) => padTo(cells[at] ?? '', width))
      .join(GAP)
      .trimEnd();
  const head = [line(columns), '─'.repeat(total)];
  const body = rows.map(line);
  const kept = fitting(
    body.map((text) => text.length + 1),
    budget - head.join('\n').length,
  );
  return [...head, ...body.slice(0, kept), ...more(body.length - kept)].join('\n');
}
