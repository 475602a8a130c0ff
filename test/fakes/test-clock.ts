import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until it is told to move. */
export interface TestClock extends Clock {
  /** Moves time forward by `ms`, running what falls due on the way, in order. */
  advance(ms: number): void;
  /** Sets the wall clock by `ms`, as an administrator or NTP does. No time passes: timers run when they would have run. */
  shift(ms: number): void;
  /** Time that has really passed, ms: not what the clock on the wall shows. */
  passed(): number;
  /** When the next timer runs, on `passed`; undefined where there is none. */
  nextAt(): number | undefined;
}

/** A clock that starts at `start` (ms UTC; default 2026-03-01 20:00 UTC). */
export function createTestClock(start = Date.UTC(2026, 2, 1, 20)): TestClock {
  /** Time that has passed, and what the clock on the wall shows more. */
  let now = 0;
  let offset = start;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now + offset,
    shift(ms) {
      offset += ms;
    },
    passed: () => now,
    nextAt: () => (timers.length === 0 ? undefined : Math.min(...timers.map(({ at }) => at))),
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((other) => other !== due);
        now = Math.max(now, due.at);
        due.run();
      }
      now = end;
    },
  };
}
