import { createOrderedMap, keepNewest } from '../../src/bounds/ordered-map.ts';
import type { Clock } from '../../src/clock.ts';

/** Discord takes 50 calls a second of a bot; a few are left for others with the same token. */
const PER_SECOND = 45;
const MOST_BUCKETS = 1_000;

interface Bucket {
  limit: number;
  remaining: number;
  resetAt: number;
  windowMs: number;
}

/** Rate limits as Discord's answers tell them (docs.discord.com/developers/topics/rate-limits), on an injected clock. */
export interface Pace {
  /** 0: the call may go, and is counted. Otherwise the ms to wait before asking again. */
  take(bucket: string | undefined): number;
  /** Takes in the X-RateLimit headers of an answer. */
  learn(bucket: string | undefined, header: (name: string) => string | undefined): void;
  /** A 429 said to wait: this bucket, or (undefined) everything. */
  block(bucket: string | undefined, ms: number): void;
}

export function createPace(clock: Clock): Pace {
  const buckets = createOrderedMap<string, Bucket>();
  let second = 0;
  let calls = 0;
  let blockedUntil = 0;

  function put(name: string, bucket: Bucket): void {
    buckets.set(name, bucket);
    keepNewest(buckets, MOST_BUCKETS);
  }

  function waitOf(bucket: Bucket | undefined, now: number): number {
    if (!bucket) return 0;
    if (now >= bucket.resetAt) {
      bucket.remaining = bucket.limit;
      bucket.resetAt = now + bucket.windowMs;
    }
    return bucket.remaining > 0 ? 0 : bucket.resetAt - now;
  }

  return {
    take: (name) => {
      const now = clock.passed();
      if (now - second >= 1_000) [second, calls] = [now, 0];
      const bucket = name === undefined ? undefined : buckets.get(name);
      const full = calls >= PER_SECOND ? second + 1_000 - now : 0;
      const wait = Math.max(blockedUntil - now, full, waitOf(bucket, now), 0);
      if (wait > 0) return wait;
      calls += 1;
      if (bucket) bucket.remaining -= 1;
      return 0;
    },
    learn: (name, header) => {
      if (name === undefined) return;
      const limit = Number(header('x-ratelimit-limit'));
      const remaining = Number(header('x-ratelimit-remaining'));
      const windowMs = Number(header('x-ratelimit-reset-after')) * 1000;
      if (!(limit > 0) || !(remaining >= 0) || !(windowMs > 0)) return;
      const resetAt = clock.passed() + windowMs;
      const known = buckets.get(name);
      // Answers of the same window may come out of order: the lowest count is the newest.
      const isSame = known !== undefined && Math.abs(known.resetAt - resetAt) < 250;
      put(name, {
        limit,
        remaining: isSame ? Math.min(known.remaining, remaining) : remaining,
        resetAt,
        windowMs: Math.max(known?.windowMs ?? 0, windowMs),
      });
    },
    block: (name, ms) => {
      const until = clock.passed() + ms;
      if (name === undefined) blockedUntil = Math.max(blockedUntil, until);
      else put(name, { limit: buckets.get(name)?.limit ?? 1, remaining: 0, resetAt: until, windowMs: ms });
    },
  };
}
