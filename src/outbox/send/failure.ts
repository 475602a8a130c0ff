import { DeliveryError, type Fate } from '../../errors.ts';

/**
 * Why a try was in vain: `limited` by the platform for so long; `passing`, which another try can mend; `refused`, which
 * it cannot (as far as we know, where `isSure`); `stuck`, where only this message cannot be edited, for so long or (0)
 * for good; `shut`, since the platform takes nothing of ours, whatever it is.
 */
export type Failure = { readonly fate: Fate; readonly code: string; readonly why: string } & (
  | { readonly kind: 'limited' | 'stuck'; readonly forMs: number }
  | { readonly kind: 'refused'; readonly isSure: boolean }
  | { readonly kind: 'passing' | 'shut' }
);

const LONGEST_LIMIT_MS = 15 * 60_000;
const LONGEST_WHY = 300;

/** Tells what an announcer's error means. Anything but a DeliveryError is a fault of ours that would come again. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof DeliveryError)) {
    const why = 'internal error; see the log';
    return { kind: 'refused', isSure: true, fate: 'unknown', code: 'airdesk.internal', why };
  }
  const facts = { fate: error.fate, code: error.code, why: error.message.slice(0, LONGEST_WHY) };
  const { retryAfterMs } = error;
  if (error.everywhere) return { ...facts, kind: 'shut' };
  if (error.onlyThis) {
    return { ...facts, kind: 'stuck', forMs: Math.min(Math.max(retryAfterMs ?? 0, 0), LONGEST_LIMIT_MS) };
  }
  if (retryAfterMs !== undefined && retryAfterMs >= 0) {
    return { ...facts, kind: 'limited', forMs: Math.min(retryAfterMs, LONGEST_LIMIT_MS) };
  }
  const isRefused = error.fate === 'refused' && !error.retryable;
  return isRefused ? { ...facts, kind: 'refused', isSure: !error.unheardOf } : { ...facts, kind: 'passing' };
}

const FIRST_BACKOFF_MS = 1000;
const FIRST_LIMIT_MS = 50;
const LONGEST_LEAST_LIMIT_MS = 10_000;
/** Whoever asks for so long is taken at its word: a critical must not wait longer than it has to. */
const BELIEVED_LIMIT_MS = 1000;
const JITTER = 0.1;

/** How long to wait after so many failures in a row: 1, 2, 4 s and so on up to `longest`, ms. */
export function backoffMs(failures: number, longest: number, random: () => number): number {
  return withJitter(Math.min(FIRST_BACKOFF_MS * 2 ** Math.min(failures - 1, 20), longest), random);
}

/**
 * How long to wait after so many limits in a row, the last one for `forMs`: some platforms ask for no wait at all, again
 * and again.
 */
export function limitMs(forMs: number, limits: number): number {
  if (forMs >= BELIEVED_LIMIT_MS) return forMs;
  return Math.max(forMs, Math.min(FIRST_LIMIT_MS * 2 ** Math.min(limits, 20), LONGEST_LEAST_LIMIT_MS));
}

/** Up to a tenth longer, so that not all come back at the same time. */
export function withJitter(ms: number, random: () => number): number {
  return Math.ceil(ms * (1 + JITTER * random()));
}
