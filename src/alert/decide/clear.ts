import { fingerprintOf, type LiveEvent } from '../../callback/event.ts';
import type { Reason } from '../model/decision.ts';
import { openAlert, type Draft } from './draft.ts';
import { momentOf } from './moment.ts';
import { recover } from './recover.ts';

/** Conditions of the event's subject are over. The reason is that of the first of them that was open. */
export function clear(draft: Draft, event: LiveEvent, conditions: readonly string[]): Reason {
  const reasons = [...new Set(conditions)].map((condition) => {
    const alert = openAlert(draft, event.account, condition, event.subject);
    if (!alert) noteWell(draft, event, condition);
    return alert ? recover(draft, alert, 'recovered', wellSince(event)) : 'nothing-open';
  });
  return reasons.find((reason) => reason !== 'nothing-open') ?? 'nothing-open';
}

/** What somebody closed a moment ago is well: what is told of it from now on is another failure. */
function noteWell({ situation, alerts, now }: Draft, event: LiveEvent, condition: string): void {
  const print = fingerprintOf(event.account, condition, event.subject);
  const closed = situation.closedLately?.(print, now);
  if (closed) alerts.set(closed.id, { ...closed, recoveredAt: now });
}

/** When it was well again, ms UTC: where we looked and a push is there, since that began. */
function wellSince(event: LiveEvent): number {
  const { since } = event.values;
  return event.trust === 'observed' && typeof since === 'number' ? since : momentOf(event);
}

/** Whether a newer event has told more of this condition than this one can. */
export function isOvertaken(draft: Draft, event: LiveEvent, condition: string): boolean {
  const alert = openAlert(draft, event.account, condition, event.subject);
  if (!alert) return false;
  const isOlder = Math.min(momentOf(event), event.receivedAt) < alert.lastAt;
  return isOlder && (event.effect === 'clears' || alert.status === 'recovered');
}
