import type { Alert } from '../model/alert.ts';
import type { Reason } from '../model/decision.ts';
import { changed, put, stepped, steppedSparingly, type Draft } from './draft.ts';
import { ENDED } from './stream/ended.ts';

/**
 * What was bad is well again. `why`: its reason where nothing else is to be said of it. `wellAt`: since when, ms UTC, where
 * that is known; it cannot be before it last broke.
 */
export function recover(draft: Draft, before: Alert, why: Reason = 'recovered', wellAt = draft.now): Reason {
  const broke = before.fires.at(-1) ?? before.startedAt;
  // What hesitates is well since it seemed so first.
  const alert =
    before.recoveredAt === undefined
      ? { ...before, wellAt: Math.min(Math.max(wellAt, broke), draft.now) }
      : before;
  switch (alert.status) {
    case 'pending':
      // Of an end that was none, nothing is left.
      if (alert.condition !== ENDED) return rest(draft, alert, 'reconnected');
      withdraw(draft, alert, 'reconnected');
      return 'reconnected';
    case 'firing':
      return alert.flapping ? hesitate(draft, alert) : rest(draft, alert, why);
    case 'recovered':
    case 'closed':
      return 'nothing-open';
  }
}

/** A flapping alert was well for long enough to be believed. */
export function calm(draft: Draft, alert: Alert): Reason {
  const { recoveredAt } = alert;
  return rest(draft, { ...alert, flapping: false }, 'steady', recoveredAt);
}

function rest(draft: Draft, alert: Alert, reason: Reason, since = draft.now): Reason {
  const { muted } = alert;
  const over: Alert = {
    ...alert,
    status: 'recovered',
    recoveredAt: since,
    reason,
    muted: muted?.until === undefined ? undefined : muted,
  };
  const what = reason === 'steady' ? 'steady' : 'recovered';
  put(draft, stepped(draft, changed(over), what, { reason }));
  return reason;
}

function hesitate(draft: Draft, alert: Alert): Reason {
  if (alert.recoveredAt !== undefined) return 'unsteady';
  // What is kept quiet goes on saying why.
  const reason = alert.announced ? 'unsteady' : alert.reason;
  const well = { ...alert, recoveredAt: draft.now, reason };
  put(draft, steppedSparingly(draft, well, 'recovered', { reason: 'unsteady' }));
  return 'unsteady';
}

/**
 * What turned out to be something else ends where nobody was told of it, and recovers where somebody was. Part of
 * something worse (`child`), it is closed: to say that it recovered would be untrue.
 */
export function withdraw(draft: Draft, alert: Alert, reason: Reason): void {
  if (alert.status === 'recovered') return;
  if (reason !== 'child' && (alert.status !== 'pending' || alert.announced)) {
    recover(draft, alert);
    return;
  }
  const closed: Alert = { ...alert, status: 'closed', closedAt: draft.now, reason };
  put(draft, stepped(draft, changed(closed), 'closed', { reason }));
}
