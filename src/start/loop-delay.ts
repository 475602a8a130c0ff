import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How finely it is measured, ms. */
const RESOLUTION_MS = 20;

/** Measures how long the event loop is held up: the longest since it was asked last, ms. */
export function measureLoopDelay(): { readonly longestMs: () => number; readonly stop: () => void } {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return {
    longestMs() {
      const longest = histogram.max / 1e6;
      histogram.reset();
      // Each sample is as late as the timer that takes it, at least.
      return Number.isFinite(longest) ? Math.max(0, longest - RESOLUTION_MS) : 0;
    },
    stop: () => histogram.disable(),
  };
}
