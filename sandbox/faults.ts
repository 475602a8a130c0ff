/** What can go wrong on demand. Those named after callbacks are about them, the others about calls. */
export const FAULT_KINDS = [
  'error',
  'http-500',
  'slow',
  'drop-connection',
  'timeout-after-effect',
  'lost-callback',
  'duplicate-callback',
  'delayed-callback',
  'out-of-order-callback',
] as const;
type FaultKind = (typeof FAULT_KINDS)[number];

/** One order for trouble. */
export interface Fault {
  readonly kind: FaultKind;
  /** Only for this action, or for callbacks that it causes. Absent: for any. */
  readonly action?: string | undefined;
  /** The code that `error` answers. */
  readonly code?: string | undefined;
  /** How long `slow` waits, or a callback is held back, ms. */
  readonly ms?: number | undefined;
  /** How often it strikes. */
  readonly times?: number | undefined;
}

/** The orders that are still open. */
export interface Faults {
  add(fault: Fault): void;
  /** Takes the oldest order for a call of this action. */
  forCall(action: string): Fault | undefined;
  /** Takes the oldest order for a callback that this action caused. */
  forCallback(cause: string | undefined): Fault | undefined;
  pending(): readonly Fault[];
  clear(): void;
}

const MAX_PENDING = 1000;

/** Creates an empty list of orders. The oldest gives way to the thousand-and-first. */
export function createFaults(): Faults {
  let open: Fault[] = [];
  function take(test: (fault: Fault) => boolean): Fault | undefined {
    const found = open.find(test);
    if (!found) return undefined;
    const left = (found.times ?? 1) - 1;
    open = open.flatMap((fault) => (fault !== found ? [fault] : left > 0 ? [{ ...fault, times: left }] : []));
    return found;
  }
  const concerns = (fault: Fault, action: string | undefined) =>
    fault.action === undefined || fault.action === action;
  return {
    add(fault) {
      open = [...open, fault].slice(-MAX_PENDING);
    },
    forCall: (action) => take((fault) => !isCallbackFault(fault) && concerns(fault, action)),
    forCallback: (cause) => take((fault) => isCallbackFault(fault) && concerns(fault, cause)),
    pending: () => open,
    clear() {
      open = [];
    },
  };
}

function isCallbackFault({ kind }: Fault): boolean {
  return kind.endsWith('-callback');
}
