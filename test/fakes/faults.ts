/** The faults that are still to happen. */
export interface Faults<F> {
  add(fault: F): void;
  /** The fault of this call, used up by it. */
  take(call: string): F | undefined;
  clear(): void;
}

/** `callOf` is the one kind of call that a fault concerns; undefined for every call. A fault happens `times` times. */
export function createFaults<F extends { readonly times?: number }>(
  callOf: (fault: F) => string | undefined,
): Faults<F> {
  let waiting: { fault: F; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    take: (call) => {
      const entry = waiting.find(({ fault }) => (callOf(fault) ?? call) === call);
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
