import type { Live } from './live.ts';

/**
 * The same cloud for somebody who waits `patienceMs` in all from now on, however many calls that takes: each call gets what
 * is left. `now`: ms UTC.
 */
export function inTime(live: Live, now: () => number, patienceMs: number): Live {
  const end = now() + patienceMs;
  return {
    call(action, params, options = {}) {
      const left = Math.max(1, end - now());
      return live.call(action, params, {
        ...options,
        timeoutMs: Math.min(options.timeoutMs ?? left, left),
      });
    },
  };
}
