/** A stretch of time, ms UTC; the end is excluded, and may be Infinity. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Time as an argument. Everything that reads the time or waits takes a Clock, so that tests decide what time it is. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Milliseconds that have passed since some moment. Unlike `now` it is never set: waits within one process go by it. */
  passed(): number;
  /** Calls `run` once after `ms` milliseconds. Returns what cancels it. */
  after(ms: number, run: () => void): () => void;
}

/** The machine's clock. Timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  passed: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** The same for programs that do one thing and end: a timer keeps the process alive until it has run. */
export const patientClock: Clock = {
  now: () => Date.now(),
  passed: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * The same clock, whose `now` goes on from what it shows in this moment and is never set. For what waits in memory: a wait
 * neither ends early nor lasts for hours because somebody sets the clock on the wall.
 */
export function steady(clock: Clock): Clock {
  const offset = clock.now() - clock.passed();
  return { ...clock, now: () => clock.passed() + offset };
}

/** Resolves after `ms` milliseconds on `clock`. */
export function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve));
}
