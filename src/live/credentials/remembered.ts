import type { Clock } from '../../clock.ts';
import type { Credentials } from '../sign.ts';
import type { Found } from './source.ts';

/** Temporary keys are renewed this long before they expire, or at half their life where that is shorter. */
const RENEW_BEFORE_MS = 600_000;
/** Keys that do not expire are looked up again after this long, so that a rotated key is picked up. */
const LOOK_AGAIN_MS = 60_000;
/** After a failed renewal, keys that are still good serve this long before the next try. */
const TRY_AGAIN_MS = 10_000;
/** Keys are not used any more this long before they expire: a request takes its time. */
const MARGIN_MS = 30_000;

interface Kept extends Found {
  readonly renewAt: number;
}

/**
 * A look-up whose result is kept while it is good. Concurrent callers share one look-up; a failed one is not kept.
 * Where a renewal fails, keys that are still good go on serving, and `onProblem` is told.
 */
export function remembered(
  clock: Clock,
  lookUp: () => Promise<Found>,
  onProblem?: (error: Error) => void,
): () => Promise<Credentials> {
  let kept: Kept | undefined;
  let underWay: Promise<Credentials> | undefined;

  async function renew(): Promise<Credentials> {
    try {
      const found = await lookUp();
      kept = { ...found, renewAt: renewalTime(found, clock.now()) };
    } catch (error) {
      if (!kept || isOver(kept, clock.now())) throw error;
      kept = { ...kept, renewAt: clock.now() + TRY_AGAIN_MS };
      onProblem?.(error instanceof Error ? error : new Error('look-up failed', { cause: error }));
    } finally {
      underWay = undefined;
    }
    return kept.credentials;
  }

  return () => {
    const now = clock.now();
    if (kept && now < kept.renewAt) return Promise.resolve(kept.credentials);
    underWay ??= renew();
    if (!kept || isOver(kept, now)) return underWay;
    // Nobody waits for a renewal while the present keys are good. Should it fail after their end, the next caller sees it.
    underWay.catch(() => undefined);
    return Promise.resolve(kept.credentials);
  };
}

function renewalTime({ expiresAt }: Found, now: number): number {
  if (expiresAt === undefined) return now + LOOK_AGAIN_MS;
  return Math.max(expiresAt - RENEW_BEFORE_MS, now + (expiresAt - now) / 2);
}

function isOver({ expiresAt }: Found, now: number): boolean {
  return expiresAt !== undefined && expiresAt - MARGIN_MS <= now;
}
