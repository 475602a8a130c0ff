import type { Span } from '../clock.ts';

/** What lies in which order over each other, seen from above. */
export interface Painted<T> {
  /** What is seen of each, in the order of time. Nothing overlaps. */
  readonly seen: readonly T[];
  /** What nothing covers, in the order of time. */
  readonly bare: readonly Span[];
}

/**
 * Lays sheets over the time between two moments, the topmost first; of each only what no sheet above covers is seen. The
 * spans of one sheet are in the order of time and do not overlap.
 */
export function paint<T extends Span>(sheets: readonly (readonly T[])[], { from, to }: Span): Painted<T> {
  let bare: readonly Span[] = from < to ? [{ from, to }] : [];
  const seen: T[] = [];
  for (const sheet of sheets) {
    if (bare.length === 0) break;
    seen.push(...clipped(sheet, bare));
    bare = without(bare, sheet);
  }
  return { seen: seen.sort((a, b) => a.from - b.from), bare };
}

/** The parts of spans that lie within others. Both in the order of time, without overlaps. */
export function clipped<T extends Span>(spans: readonly T[], within: readonly Span[]): T[] {
  const parts: T[] = [];
  let first = 0;
  for (const span of spans) {
    while ((within[first]?.to ?? Infinity) <= span.from) first += 1;
    for (let at = first; at < within.length; at += 1) {
      const other = within[at];
      if (!other || other.from >= span.to) break;
      const [from, to] = [Math.max(span.from, other.from), Math.min(span.to, other.to)];
      if (from < to) parts.push({ ...span, from, to });
    }
  }
  return parts;
}

/** What is left of spans without others. Both in the order of time, without overlaps. */
function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const left: Span[] = [];
  let first = 0;
  for (const { from, to } of spans) {
    let at = from;
    while ((taken[first]?.to ?? Infinity) <= from) first += 1;
    for (let next = first; next < taken.length; next += 1) {
      const other = taken[next];
      if (!other || other.from >= to) break;
      if (other.from > at) left.push({ from: at, to: other.from });
      at = Math.max(at, other.to);
    }
    if (at < to) left.push({ from: at, to });
  }
  return left;
}

/** Spans in any order, as one span where they touch or overlap, in the order of time. */
export function joined(spans: readonly Span[]): Span[] {
  const all: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else if (from < to) all.push({ from, to });
  }
  return all;
}
