import type { Line } from '../../src/chart/chart.ts';

/** A value of a named line at a moment, ms UTC. */
export interface Cell {
  readonly at: number;
  readonly name: string;
  readonly value: number;
}

/** More lines than that cannot be told apart. */
const MOST_LINES = 6;

/** A line a name, the largest in sum first; what comes after the sixth is one line, `others`. */
export function linesByName(cells: readonly Cell[], others: string): readonly Line[] {
  const sums = sumsByName(cells);
  const named = new Set([...sums.keys()].slice(0, MOST_LINES));
  const lines = new Map<string, Map<number, number>>();
  for (const { at, name, value } of cells) {
    const line = named.has(name) ? name : others;
    const points = lines.get(line) ?? new Map<number, number>();
    lines.set(line, points.set(at, (points.get(at) ?? 0) + value));
  }
  return [...named, ...(sums.size > named.size ? [others] : [])].map((name) => ({
    name,
    points: [...(lines.get(name) ?? [])].map(([at, value]) => ({ at, value })).sort((a, b) => a.at - b.at),
  }));
}

/** The sum of each name, the largest first. */
export function sumsByName(cells: readonly Cell[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { name, value } of cells) sums.set(name, (sums.get(name) ?? 0) + value);
  return new Map([...sums].sort(([, left], [, right]) => right - left));
}

/** The largest value of all, or undefined. */
export function largest(lines: readonly Line[]): number | undefined {
  const values = lines.flatMap(({ points }) =>
    points.flatMap(({ value }) => (value === null ? [] : [value])),
  );
  return values.length === 0 ? undefined : Math.max(...values);
}
