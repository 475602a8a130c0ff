/** What goes wrong with the next calls of a method. */
export interface Fault {
  /** Every method where left out; `response_url` names the hooks. */
  readonly method?: string;
  readonly kind: 'rate-limit' | 'over-limit' | 'http-500' | 'slow' | 'drop' | 'drop-after-effect' | 'error';
  /** How many calls. Default 1. `over-limit`: 429 and the bare word, as a workspace over its limit is answered. */
  readonly times?: number;
  /** Seconds to wait, for `rate-limit`. */
  readonly retryAfter?: number;
  /** Delay in ms on the fake's clock, for `slow`. */
  readonly ms?: number;
  /** Slack's error word, for `error`. */
  readonly error?: string;
}
