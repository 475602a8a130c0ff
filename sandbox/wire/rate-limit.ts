import { ApiError } from '../api-error.ts';
import type { Clock } from '../../src/clock.ts';

/** Counts one call, or refuses it. */
export type RateLimit = (action: string, perSecond: number | undefined) => void;

/**
 * Calls per action and second of the clock, counted from whole second to whole second.
 * The returned function throws ApiError RequestLimitExceeded.
 */
export function createRateLimit(clock: Clock): RateLimit {
  const windows = new Map<string, { second: number; calls: number }>();
  return (action, perSecond) => {
    if (perSecond === undefined) return;
    const second = Math.floor(clock.now() / 1000);
    const window = windows.get(action);
    if (window?.second !== second) {
      windows.set(action, { second, calls: 1 });
      return;
    }
    if (window.calls >= perSecond)
      throw new ApiError(
        'RequestLimitExceeded',
        `Your current request times equals to ${window.calls + 1} in a second, which exceeds the frequency limit ${perSecond} for ${action}.`,
      );
    window.calls += 1;
  };
}
