import { expect } from 'vitest';

/**
 * Bounds in real time are those of a usual machine with nothing else to do. Tests run beside others, on hosts that give a
 * quarter of a processor now and then: what took is measured against work that took as long, in the same moment.
 */

/** So long the work takes on a usual machine, ms. */
const USUAL_MS = 20;
const STEPS = 15_000_000;
/** What stops the machine for a moment may stop it in one of these. */
const TRIES = 3;

/** How many times as long as usual this machine takes for the same work now; at least 1. */
function slowness(): number {
  let longest = USUAL_MS;
  for (let each = 0; each < TRIES; each += 1) {
    const begun = performance.now();
    work();
    longest = Math.max(longest, performance.now() - begun);
  }
  return longest / USUAL_MS;
}

/** Whether something that took `took` ms would have taken less than `bound` ms on a usual machine. */
export function isWithin(took: number, bound: number): boolean {
  return took < bound || took < bound * slowness();
}

/** Fails where something took `took` ms, and more than `bound` ms would have passed on a usual machine. */
export function expectWithin(took: number, bound: number, what = ''): void {
  if (!(took < bound))
    expect(took / slowness(), `${what} took ${took.toFixed()} ms here`.trim()).toBeLessThan(bound);
}

/** Kept, so that the engine does not leave the work out. */
let sum = 0;

function work(): void {
  for (let step = 0; step < STEPS; step += 1) sum = (Math.imul(sum, 31) + step) | 0;
}

// The engine compiles it before it is measured.
work();
