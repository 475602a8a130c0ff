import type { Point } from './chart.ts';

/**
 * The points in order, with a point without a value wherever two are further apart than one and a half steps: a line that
 * went on through the gap would tell what nobody knows.
 */
export function withGaps(points: readonly Point[], step: number): Point[] {
  const sorted = [...points].sort((a, b) => a.at - b.at);
  return sorted.flatMap((point, index) => {
    const before = sorted[index - 1];
    return before && point.at - before.at > 1.5 * step
      ? [{ at: before.at + step, value: null }, point]
      : [point];
  });
}

/** Whether no line leads to the point from either side, so that it needs a dot to be seen. */
export function isAlone(points: readonly Point[], index: number): boolean {
  const isKnown = (at: number) => (points[at]?.value ?? null) !== null;
  return isKnown(index) && !isKnown(index - 1) && !isKnown(index + 1);
}
