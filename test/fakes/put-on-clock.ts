import { systemClock, type Clock } from '../../src/clock.ts';

/** The machine's clock, which can be put on: time jumps, and what falls due on the way runs at once. */
export interface PutOnClock extends Clock {
  putOn(ms: number): void;
}

/** `aheadMs`: by how much it is ahead from the beginning. */
export function createPutOnClock(aheadMs = 0): PutOnClock {
  let ahead = aheadMs;
  const waiting = new Set<() => void>();
  const passed = (): number => systemClock.passed() + ahead;
  return {
    now: () => systemClock.now() + ahead,
    passed,
    after(ms, run) {
      const due = passed() + ms;
      let timer: NodeJS.Timeout | undefined;
      const stop = (): void => {
        clearTimeout(timer);
        waiting.delete(arm);
      };
      function arm(): void {
        clearTimeout(timer);
        timer = setTimeout(
          () => {
            stop();
            run();
          },
          Math.max(0, due - passed()),
        );
        timer.unref();
      }
      waiting.add(arm);
      arm();
      return stop;
    },
    putOn(ms) {
      ahead += ms;
      for (const arm of [...waiting]) arm();
    },
  };
}
