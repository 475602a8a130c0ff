import { UNKNOWN, WELL, type Verdict } from './verdict.ts';

/** One refusal can be a key that was exchanged in this moment. */
const REPEATED = 2;
/** What a key may not do, and a clock that is wrong, are told as what they are. */
const NOT_THE_KEY = /^AuthFailure\.(UnauthorizedOperation|SignatureExpire)/;

/** What the cloud answered to the signature of one account. */
export interface Signed {
  /** Refusals since the last call that it took. */
  readonly refused: number;
  readonly code?: string;
  /** Whether it ever took one. */
  readonly taken: boolean;
}

/** An account that was not called yet. */
export const NEVER_CALLED: Signed = { refused: 0, taken: false };

/** What a call that ended with this code tells of the signature; codes as in LiveError, `ok` where it succeeded. */
export function withCall(signed: Signed, code: string): Signed {
  // It never reached what looks at signatures.
  if (code.startsWith('airdesk.') || NOT_THE_KEY.test(code)) return signed;
  if (code.startsWith('AuthFailure')) return { ...signed, refused: signed.refused + 1, code };
  return { refused: 0, taken: true };
}

/** Whether the cloud refuses the account's key. */
export function signatureVerdict({ refused, code = '', taken }: Signed): Verdict {
  if (refused >= REPEATED) return { state: 'bad', values: { code } };
  return taken && refused === 0 ? WELL : UNKNOWN;
}
