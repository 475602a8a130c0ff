/** How the cloud repeats a message that was not answered with HTTP 200. */
export interface RetryPolicy {
  /** How many tries follow the first. */
  readonly retries: number;
  /** Between two tries, ms. */
  readonly everyMs: number;
  /** How long an answer is waited for, ms. */
  readonly timeoutMs: number;
}

const MINUTE = 60_000;
const OFTEN: RetryPolicy = { retries: 12, everyMs: MINUTE, timeoutMs: 20_000 };
/** The vendor names the three tries of 338 and 347 without an interval, and is silent on the rest: a minute [I]. */
const SELDOM: RetryPolicy = { retries: 3, everyMs: MINUTE, timeoutMs: 20_000 };

/** Documented for disconnect, push, recording, screenshot and the two audits (267/32744); 321 names its own timeout. */
const POLICIES: Readonly<Record<number, RetryPolicy>> = {
  0: OFTEN,
  1: OFTEN,
  100: OFTEN,
  200: { retries: 5, everyMs: 2 * MINUTE, timeoutMs: 20_000 },
  315: OFTEN,
  317: OFTEN,
  321: { ...SELDOM, timeoutMs: 5000 },
};

/** The policy for a type of message. */
export function retryPolicy(type: number): RetryPolicy {
  return POLICIES[type] ?? SELDOM;
}
