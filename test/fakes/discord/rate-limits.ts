import type { Clock } from '../../../src/clock.ts';

/** The limit of one bucket: so many calls in so many seconds. */
export interface Rate {
  readonly limit: number;
  readonly seconds: number;
}

/** Counts calls, and says what Discord's headers would say. */
export interface RateLimits {
  /** Counts a call. `wait`: seconds until it may come again, where it came too early. */
  count(bucket: string, rate: Rate): { headers: Record<string, string>; wait: number | undefined };
}

/** Begins with nothing used up. */
export function createRateLimits(clock: Clock): RateLimits {
  const windows = new Map<string, { until: number; used: number }>();
  return {
    count: (bucket, { limit, seconds }) => {
      const now = clock.now();
      let window = windows.get(bucket);
      if (!window || now >= window.until) {
        window = { until: now + seconds * 1000, used: 0 };
        windows.set(bucket, window);
      }
      window.used += 1;
      const resetAfter = (window.until - now) / 1000;
      const headers = {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(Math.max(0, limit - window.used)),
        'x-ratelimit-reset': String(window.until / 1000),
        'x-ratelimit-reset-after': resetAfter.toFixed(3),
        'x-ratelimit-bucket': Buffer.from(bucket).toString('hex').slice(0, 32),
      };
      return { headers, wait: window.used > limit ? resetAfter : undefined };
    },
  };
}
