import type { TestClock } from '../fakes/test-clock.ts';
import { quiet } from '../machine/quiet.ts';

/** How far the injected clock moves a step. */
const STEP_MS = 50;
const STEPS = 4000;
/** What is not there after so many waits for more than the clock: each further one leaves it 5 ms. */
const QUICK_STEPS = 40;

async function step(at: number): Promise<void> {
  if (at > QUICK_STEPS) await new Promise((resolve) => setTimeout(resolve, 5));
  // What is under way on a busy machine must not run out of time meanwhile.
  await quiet();
}

/** Settles `work` while time passes, `stepMs` a step. */
export async function settled<T>(clock: TestClock, work: Promise<T>, stepMs = STEP_MS): Promise<T> {
  let done = false;
  const isDone = (): boolean => done;
  void Promise.allSettled([work]).then(() => (done = true));
  for (let at = 0; at < STEPS && !isDone(); at += 1) {
    await step(at);
    if (!isDone()) clock.advance(stepMs);
  }
  return work;
}

/** The error that `work` ends with while time passes; undefined where it ends well. */
export async function failure(clock: TestClock, work: Promise<unknown>): Promise<unknown> {
  return settled(
    clock,
    work.then(
      () => undefined,
      (error: unknown) => error ?? 'rejected with nothing',
    ),
  );
}

/** Waits until this is so, at most 2000 steps. With `clock`, time passes meanwhile. */
export async function until(what: string, isSo: () => boolean, clock?: TestClock): Promise<void> {
  for (let at = 0; at < 2000; at += 1) {
    if (isSo()) return;
    await step(at);
    clock?.advance(STEP_MS);
  }
  throw new Error(`Waited in vain for ${what}`);
}

/** A moment of real time in which whatever is under way can arrive. */
export async function moment(): Promise<void> {
  for (let at = 0; at < 4; at += 1) await step(Infinity);
}
