import { distance } from 'fastest-levenshtein';

/** Longer texts are not compared: nobody mistypes that much. */
const COMPARED = 64;

/** How different two texts may be, as a share of the longer one, and still be meant. */
const FAR = 0.45;

/** 0 for the same up to 1 for nothing in common; case does not count, and two letters in the wrong order are one slip. */
export function difference(given: string, candidate: string): number {
  const a = given.slice(0, COMPARED).toLowerCase();
  const b = candidate.slice(0, COMPARED).toLowerCase();
  return (areSwapped(a, b) ? 1 : distance(a, b)) / Math.max(a.length, b.length, 1);
}

/** Whether only two letters beside each other are the other way round: `mian` and `main`. */
function areSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return (
    a[at] !== undefined && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
  );
}

/**
 * The nearest candidates by a score of your own (0 the same, 1 nothing in common), nearest first, at most `limit`; what
 * is too far from what was given is left out.
 */
export function nearestBy<T>(candidates: readonly T[], score: (candidate: T) => number, limit: number): T[] {
  return candidates
    .map((candidate) => ({ candidate, score: score(candidate) }))
    .filter((scored) => scored.score <= FAR)
    .sort((a, b) => a.score - b.score)
    .slice(0, limit)
    .map((scored) => scored.candidate);
}

/** The candidates that `given` may have been meant for, nearest first. */
export function nearest(given: string, candidates: readonly string[], limit = 3): string[] {
  return nearestBy(candidates, (candidate) => difference(given, candidate), limit);
}

/** ` did you mean "x"?` as the end of a sentence, or which there are. */
export function didYouMean(given: string, known: readonly string[]): string {
  const [near] = nearest(given, known, 1);
  if (near !== undefined) return `; did you mean "${near}"?`;
  return known.length > 0 && known.length <= 12 ? `; there is: ${known.join(', ')}` : '';
}
