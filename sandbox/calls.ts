/** One call that the sandbox received, forged and refused ones too. */
export interface ReceivedCall {
  /** Empty when the request did not say. */
  readonly action: string;
  /** Empty for what was refused before its parameters were read. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly region?: string | undefined;
  /** When it came, as 2026-03-01T20:00:00.000Z. */
  readonly at: string;
  readonly requestId: string;
  readonly signing?: 'v3' | 'v1' | undefined;
  /** The code of the refusal. Absent: answered. */
  readonly code?: string | undefined;
  /** The fault that struck it. */
  readonly fault?: string | undefined;
}

/** A list of calls that does not grow for ever. */
export interface CallLog {
  /** Adds a call; returns what writes down more about it. */
  add(call: ReceivedCall): (more: Partial<ReceivedCall>) => void;
  list(): readonly ReceivedCall[];
  clear(): void;
}

const MAX_CALLS = 5000;
const MAX_PARAMS = 16_384;

/** Creates an empty log of at most 5,000 calls, the oldest out first. */
export function createCallLog(): CallLog {
  let calls: { call: ReceivedCall }[] = [];
  return {
    add(call) {
      const entry = { call };
      calls.push(entry);
      if (calls.length > MAX_CALLS) calls = calls.slice(-MAX_CALLS / 2);
      return (more) => {
        entry.call = { ...entry.call, ...more };
      };
    },
    list: () => calls.map((entry) => entry.call),
    clear() {
      calls = [];
    },
  };
}

/** The parameters without private keys, or only their size where they are too large to keep. */
export function keptParams(params: Readonly<Record<string, unknown>>, text: string): ReceivedCall['params'] {
  if (text.length > MAX_PARAMS) return { '(omitted)': `${text.length} characters` };
  // The private key of a certificate is nobody's business, in a sandbox neither.
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, name.endsWith('PrivateKey') ? '(omitted)' : value]),
  );
}
