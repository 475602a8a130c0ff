import { fingerprintOf, type LiveEvent } from '../../callback/event.ts';
import type { Check } from '../model/decision.ts';

/** How old a question may be that is asked again after a start, ms: it may have outlived a long outage of the cloud. */
const ASKED_MS = 24 * 60 * 60_000;

/** What is to be asked after a start. */
export interface Unanswered {
  /** Takes in what was decided on before the process ended, oldest first. */
  note(event: LiveEvent): void;
  checks(): readonly Check[];
}

/**
 * Finds what was in doubt and was not answered. What nobody could tell meanwhile is looked for by comparing what is on air
 * (self/reconcile.ts). `now` in ms UTC.
 */
export function createUnanswered(now: number): Unanswered {
  const open = new Map<string, Check>();
  return {
    note(event) {
      const { account, condition, subject, trust, effect, receivedAt } = event;
      if (condition === undefined || effect === 'informs') return;
      const print = fingerprintOf(account, condition, subject);
      const isLate = trust === 'late' || trust === 'recorded';
      if (trust === 'observed') open.delete(print);
      else if ((isLate || effect === 'hints') && now - receivedAt < ASKED_MS)
        open.set(print, { account, condition, subject, why: isLate ? 'late' : 'hint', event });
    },
    checks: () => [...open.values()],
  };
}
