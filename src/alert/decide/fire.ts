import { conditionOf } from '../../callback/conditions.ts';
import type { Alert } from '../model/alert.ts';
import { fingerprintOf, type LiveEvent } from '../../callback/event.ts';
import type { Reason } from '../model/decision.ts';
import { again } from './again.ts';
import { begin, endGrace } from './begin.ts';
import { openAlert, put, type Draft } from './draft.ts';
import { applyTo } from './matter.ts';
import { momentOf } from './moment.ts';
import { brokenAgain, heardAgain, newAlert } from './new-alert.ts';
import { worst } from './severity.ts';
import { flared } from './start.ts';
import { isLongOver, superseded } from './superseded.ts';

/**
 * A condition of the event's subject is true. `waited`: what else it could have been was waited for already, so that
 * there is no grace time.
 */
export function fire(draft: Draft, event: LiveEvent, condition: string, waited = false): Reason {
  const alert = openAlert(draft, event.account, condition, event.subject);
  const closed = alert ? undefined : closedLately(draft, event, condition);
  if (closed) return closed;
  const at = Math.min(momentOf(event), event.receivedAt);
  if (!alert || alert.status === 'recovered') {
    const before = reviving(draft, alert, event, condition);
    const applied = (draft.applied = applyTo(draft, before));
    const waits = conditionOf(condition)?.grace === true && applied.graceMs > 0 && !waited;
    return begin(draft, before, {
      applied,
      at,
      graceEnds: waits ? event.receivedAt + applied.graceMs : undefined,
    });
  }
  const hesitates = alert.flapping && alert.recoveredAt !== undefined;
  const heard = (hesitates ? brokenAgain : heardAgain)(alert, event, condition);
  const applied = (draft.applied = applyTo(draft, heard));
  if (alert.status === 'firing' && hesitates) {
    put(draft, flared(draft, heard, at));
    return 'flapping';
  }
  const isProof = event.trust === 'observed' && alert.reason === 'to-check';
  if (alert.status === 'pending' && (waited || isProof)) return endGrace(draft, heard, applied);
  return again(draft, heard, applied);
}

/** What begins to fire: what it was, where that is the same failure still, or a new alert. */
function reviving(draft: Draft, alert: Alert | undefined, event: LiveEvent, condition: string): Alert {
  if (alert && isLongOver(draft, alert)) put(draft, superseded(draft, alert));
  if (!alert || isLongOver(draft, alert)) return newAlert(draft, event, condition);
  const heard = brokenAgain(alert, event, condition);
  if (alert.announced) return heard;
  // Nobody was told of the last time: for people it begins now.
  return { ...heard, startedAt: heard.lastAt, first: heard.last, count: 1 };
}

/**
 * What goes on being told of what somebody has just closed is the same alert: it is counted on that, and opens no other.
 * Not what is worse than that was, or well meanwhile.
 */
function closedLately(draft: Draft, event: LiveEvent, condition: string): Reason | undefined {
  const { situation, now } = draft;
  const closed = situation.closedLately?.(fingerprintOf(event.account, condition, event.subject), now);
  if (closed?.status !== 'closed' || closed.recoveredAt !== undefined) return undefined;
  const heard = heardAgain(closed, event, condition);
  const applied = (draft.applied = applyTo(draft, heard));
  const isWorse =
    applied.severity !== 'none' && worst([closed.severity, applied.severity]) !== closed.severity;
  if (isWorse) return undefined;
  put(draft, heard);
  return 'same';
}
