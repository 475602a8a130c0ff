/** What goes wrong with the next calls of a route. */
export interface Fault {
  /** Name of a route, as `create message`. Every route where left out. */
  readonly route?: string;
  readonly kind:
    'rate-limit' | 'http' | 'slow' | 'drop' | 'drop-after-effect' | 'http-after-effect' | 'error';
  /** How many calls. Default 1. */
  readonly times?: number;
  /** Seconds to wait, for `rate-limit`. */
  readonly retryAfter?: number;
  /** Concerns every route, for `rate-limit`. */
  readonly global?: boolean;
  /** Status, for `http` (default 500), `http-after-effect` (default 502) and `error` (default 403). */
  readonly status?: number;
  /** Discord's JSON code, for `error`. */
  readonly code?: number;
  /** Delay in ms on the fake's clock, for `slow`. */
  readonly ms?: number;
}
