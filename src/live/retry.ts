import { LiveError } from './live-error.ts';

/** How often a read is sent at most. */
const MAX_ATTEMPTS = 3;
const BASE_DELAY_MS = 100;

/** Whether an action only reads. Reads change nothing at the cloud and may be sent again. */
export function isRead(action: string): boolean {
  return action.startsWith('Describe');
}

/**
 * Whether a failed attempt is followed by another. The one place that decides it: only reads, and only after a
 * network error, a 5xx or RequestLimitExceeded. Nothing that changes something is ever sent twice.
 * @param attempt how many were made, from 1
 */
export function shouldRetry(action: string, error: unknown, attempt: number): boolean {
  if (!isRead(action) || attempt >= MAX_ATTEMPTS || !(error instanceof LiveError)) return false;
  const { code } = error;
  return (
    code === 'airdesk.network' ||
    code === 'airdesk.http-5xx' ||
    code === 'RequestLimitExceeded' ||
    code.startsWith('RequestLimitExceeded.')
  );
}

/** How long to wait after attempt number `attempt`, ms: doubling, between half and one and a half of the step. */
export function retryDelay(attempt: number, random: () => number): number {
  return BASE_DELAY_MS * 2 ** (attempt - 1) * (0.5 + random());
}
