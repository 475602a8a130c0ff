import type { Point } from './chart.ts';

const BLOCKS = ['▁', '▂', '▃', '▅', '▇'] as const;
/** What a phone shows on one line. */
const COLUMNS = 24;

/**
 * Values as one line of block characters, for where no picture can be shown: the highest of each column counts, and a
 * column in which nothing is known is a space.
 */
export function blocks(points: readonly Point[], from: number, to: number, columns = COLUMNS): string {
  const highest = Array.from({ length: columns }, (): number | null => null);
  for (const { at, value } of points) {
    if (value === null || at < from || at > to) continue;
    const column = Math.min(columns - 1, Math.floor(((at - from) / Math.max(1, to - from)) * columns));
    highest[column] = Math.max(highest[column] ?? value, value);
  }
  const most = Math.max(...highest.map((value) => value ?? 0));
  return highest.map((value) => (value === null ? ' ' : blockOf(value, most))).join('');
}

function blockOf(value: number, most: number): string {
  const level = most <= 0 ? 0 : Math.round((Math.max(0, value) / most) * (BLOCKS.length - 1));
  return BLOCKS[level] ?? BLOCKS[0];
}
