import { isWithin } from '../machine/slowness.ts';

/** What a function costs as its input grows. CPU time, not time on the clock: a busy machine changes little. */

/** CPU that one call takes, ms; the least of `tries`. */
function cpu(run: () => unknown, tries = 1): number {
  let least = Infinity;
  for (let each = 0; each < tries; each += 1) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** Less is not worth a second look, ms. */
const NOTHING = 250;
/** Nothing takes longer, ms: generous, so that only what grows out of proportion comes near. */
const CEILING = 2000;
/** Twice the length may take so many times as long. */
const MOST_GROWTH = 3;

/** What is wrong with how the cost grows to `longest`; undefined where it grows with the length. */
export function growsTooFast(
  read: (text: string) => unknown,
  text: (length: number) => string,
  longest: number,
): string | undefined {
  // Looked at in steps, so that what is far too slow is found before it takes minutes.
  for (const part of [64, 16, 4]) {
    const short = text(longest / part);
    const took = cpu(() => read(short));
    if (!isWithin(took, (CEILING / part) * 2)) return `${took.toFixed()} ms for ${short.length} characters`;
  }
  const long = text(longest);
  const took = cpu(() => read(long));
  if (!isWithin(took, CEILING)) return `${took.toFixed()} ms for ${longest} characters`;
  if (took < NOTHING) return undefined;
  const half = text(longest / 2);
  let growth = Infinity;
  // A host that gives less for a while makes one of the two seem to cost more: that does not happen three times.
  for (let tries = 0; tries < 3 && growth > MOST_GROWTH; tries += 1) {
    const ofHalf = cpu(() => read(half), 3);
    growth = Math.min(growth, cpu(() => read(long), 3) / Math.max(ofHalf, 1));
  }
  return growth > MOST_GROWTH
    ? `${growth.toFixed(1)} times as long for twice the length, ${took.toFixed()} ms`
    : undefined;
}
