import type { TestClock } from '../fakes/test-clock.ts';

/** How far the injected clock moves a step of about 5 ms: what takes a second there takes 100 ms here. */
const STEP_MS = 50;
const STEPS = 4000;

function step(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

/** Settles `work` while time passes. */
export async function settled<T>(clock: TestClock, work: Promise<T>): Promise<T> {
  let done = false;
  const isDone = (): boolean => done;
  void Promise.allSettled([work]).then(() => (done = true));
  for (let at = 0; at < STEPS && !isDone(); at += 1) {
    await step();
    if (!isDone()) clock.advance(STEP_MS);
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

/** Waits until this is so, at most 10 s of real time. With `clock`, time passes meanwhile. */
export async function until(what: string, isSo: () => boolean, clock?: TestClock): Promise<void> {
  for (let at = 0; at < 2000; at += 1) {
    if (isSo()) return;
    await (at < 20 ? new Promise((resolve) => setImmediate(resolve)) : step());
    clock?.advance(STEP_MS);
  }
  throw new Error(`Waited in vain for ${what}`);
}

/** A moment of real time in which whatever is under way can arrive. */
export async function moment(): Promise<void> {
  for (let at = 0; at < 4; at += 1) await step();
}
