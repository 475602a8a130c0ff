import type { Moment, Point } from './chart.ts';

const BLOCKS = ['▁', '▂', '▃', '▅', '▇'] as const;
/** What a phone shows on one line. */
const COLUMNS = 24;

const NUMBERS = ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨'] as const;

/** The number of a moment among those of a chart, from 0 on, as text: `①`. */
export function numberSign(index: number): string {
  return NUMBERS[index] ?? '·';
}

/**
 * Values as one line of block characters, for where no picture can be shown: the highest of each column counts, and a
 * column in which nothing is known is a space. Numbers of moments stand between the columns, where they happened.
 */
export function blocks(
  points: readonly Point[],
  { from, to }: { readonly from: number; readonly to: number },
  moments: readonly Pick<Moment, 'at'>[] = [],
  columns = COLUMNS,
): string {
  const columnOf = (at: number) =>
    Math.min(columns - 1, Math.floor(((at - from) / Math.max(1, to - from)) * columns));
  const highest = Array.from({ length: columns }, (): number | null => null);
  for (const { at, value } of points) {
    if (value === null || at < from || at > to) continue;
    const column = columnOf(at);
    highest[column] = Math.max(highest[column] ?? value, value);
  }
  const most = Math.max(...highest.map((value) => value ?? 0));
  const signs = (column: number) =>
    moments.map(({ at }, index) => (columnOf(at) === column ? numberSign(index) : '')).join('');
  return highest
    .map((value, column) => `${signs(column)}${value === null ? ' ' : blockOf(value, most)}`)
    .join('');
}

function blockOf(value: number, most: number): string {
  const level = most <= 0 ? 0 : Math.round((Math.max(0, value) / most) * (BLOCKS.length - 1));
  return BLOCKS[level] ?? BLOCKS[0];
}
