/** How long an answer is waited for. */
export interface Patience {
  /** How long the next request may take, ms. */
  wait(): number;
  /** A request was answered after so long, ms. */
  answered(tookMs: number): void;
  /** A request was given up on. */
  timedOut(): void;
}

/**
 * Patience with one platform: the usual time as a rule. Where it did not answer in time it may only be slow, and to give
 * up on it again and again would tell nothing: from then on it gets the longer time, until it is as fast as usual. Both
 * in ms.
 */
export function createPatience(usual: number, longest: number): Patience {
  let isSlow = false;
  return {
    wait: () => (isSlow ? longest : usual),
    answered(tookMs) {
      if (tookMs < usual) isSlow = false;
    },
    timedOut() {
      isSlow = true;
    },
  };
}
