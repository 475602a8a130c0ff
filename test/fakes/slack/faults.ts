/** What goes wrong with the next calls of a method. */
export interface Fault {
  /** Every method where left out; `response_url` names the hooks. */
  readonly method?: string;
  readonly kind: 'rate-limit' | 'http-500' | 'slow' | 'drop' | 'drop-after-effect' | 'error';
  /** How many calls. Default 1. */
  readonly times?: number;
  /** Seconds to wait, for `rate-limit`. */
  readonly retryAfter?: number;
  /** Delay in ms on the fake's clock, for `slow`. */
  readonly ms?: number;
  /** Slack's error word, for `error`. */
  readonly error?: string;
}

/** The faults that are still to happen. */
export interface Faults {
  add(fault: Fault): void;
  /** The fault of this call, used up by it. */
  take(method: string): Fault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    take: (method) => {
      const entry = waiting.find(({ fault }) => fault.method === undefined || fault.method === method);
      if (!entry) return undefined;
      entry.left -= 1;
      if (entry.left <= 0) waiting = waiting.filter((other) => other !== entry);
      return entry.fault;
    },
    clear: () => {
      waiting = [];
    },
  };
}
