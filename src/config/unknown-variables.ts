import { closest, distance } from 'fastest-levenshtein';
import type { Problem } from './problem.ts';
import { problem, type Variables } from './variables.ts';

/** Nobody else's begin so. */
const OURS = /^AIRDESK_/;
/** A name this far from one of ours, in letters, was meant to be that one. */
const NEAR = 2;
/** Short names, as PORT, are near to a great many of other programs. */
const SHORTEST = 9;

/** Variables that look like ours and are none, each with the one that was probably meant. Values are not looked at. */
export function unknownVariables(env: Variables, known: readonly string[]): Problem[] {
  const all = new Set(known.flatMap((name) => [name, `${name}_FILE`]));
  const long = [...all].filter((name) => name.length >= SHORTEST);
  return Object.keys(env).flatMap((name) => {
    if (all.has(name)) return [];
    const nearest = closest(name, long);
    const isNear = distance(name, nearest) <= NEAR;
    if (!isNear && !OURS.test(name)) return [];
    return [
      problem(
        name,
        `is no variable of Airdesk${isNear ? `; did you mean ${nearest}?` : ', and has no effect'}`,
      ),
    ];
  });
}
