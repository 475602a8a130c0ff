import { createOrderedMap, keepNewest } from '../../bounds/ordered-map.ts';
import type { Alert } from '../model/alert.ts';
import { fingerprintOf } from '../../callback/event.ts';
import { conditionOf, type Conditions } from '../../callback/condition.ts';

/** What is told again within this after somebody closed it is the same, ms. */
const SAME_MS = 60_000;
const MOST = 2000;

/** Alerts that somebody closed while they lasted, a moment ago. What is told of them again and again is no other alert. */
export interface ClosedLately {
  note(alert: Alert): void;
  /** The id of the one with this fingerprint that was closed within the last minute before `now`, ms UTC. */
  find(fingerprint: string, now: number): string | undefined;
}

/** Creates it. `known`: alerts from before a start. Bounded: the oldest go. */
export function createClosedLately(
  conditions: Conditions,
  known: Iterable<Alert>,
  now: number,
): ClosedLately {
  const closed = createOrderedMap<string, { readonly id: string; readonly at: number }>();

  function note({
    id,
    account,
    condition,
    subject,
    status,
    closedAt: at,
    recoveredAt,
    history,
  }: Alert): void {
    const isOfSomebody = history.at(-1)?.what === 'closed' && history.at(-1)?.by !== undefined;
    if (status !== 'closed' || at === undefined || recoveredAt !== undefined || !isOfSomebody) return;
    if (conditionOf(conditions, condition)?.toldOnce) return;
    const print = fingerprintOf(account, condition, subject);
    closed.set(print, { id, at });
    keepNewest(closed, MOST);
  }

  for (const alert of known) if (now - (alert.closedAt ?? -Infinity) < SAME_MS) note(alert);
  return {
    note,
    find(print, at) {
      const found = closed.get(print);
      return found && Math.abs(at - found.at) < SAME_MS ? found.id : undefined;
    },
  };
}
