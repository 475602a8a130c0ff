import type { Alert } from '../model/alert.ts';
import type { Decision, Reason, Situation } from '../model/decision.ts';
import { endGrace } from './begin.ts';
import { watchOf } from '../rules/watch.ts';
import { changed, createDraft, current, put, stepped, type Draft } from './draft.ts';
import { ENDED, endForGood } from './stream/ended.ts';
import { applyTo } from './matter.ts';
import { closesAt, closesUnwatchedAt, quietAt, steadyAt } from './next-due.ts';
import { calm, recover } from './recover.ts';
import { reconsider, withoutEndedMute } from './settle.ts';
import { brokeAt, DOWN, PUSH_LOST } from './stream/stream.ts';
import { toDecision } from './to-decision.ts';

/** How long a stream that did not come back waits for what the cloud says of it, ms. */
const CHECK_MS = 1500;

/** What follows for an alert whose time has come at `now`, ms UTC. Pure. */
export function decideDue(situation: Situation, alert: Alert, now: number): Decision {
  const draft = createDraft(situation, now);
  // Another decision may have changed it since it was found due.
  const stored = situation.byId(alert.id) ?? alert;
  return toDecision(draft, reasonFor(draft, stored));
}

function reasonFor(draft: Draft, alert: Alert): Reason {
  if (alert.dueAt === undefined || alert.dueAt > draft.now) return 'not-due';
  switch (alert.status) {
    case 'pending':
      return duePending(draft, alert);
    case 'firing':
      return dueFiring(draft, alert);
    case 'recovered':
      return dueRecovered(draft, alert);
    case 'closed':
      return 'not-due';
  }
}

function duePending(draft: Draft, alert: Alert): Reason {
  if (alert.condition === ENDED) return endForGood(draft, alert);
  if (!isOfPushes(alert) || alert.reason === 'to-check') {
    draft.applied = applyTo(draft, alert);
    return endGrace(draft, alert, draft.applied);
  }
  const { account, subject, condition } = alert;
  const waiting: Alert = { ...alert, reason: 'to-check', dueAt: draft.now + CHECK_MS };
  put(draft, stepped(draft, waiting, 'pending', { reason: 'to-check' }));
  draft.checks.push({ account, subject, condition, why: 'grace', brokeAt: brokeAt(alert) });
  return 'to-check';
}

function dueFiring(draft: Draft, alert: Alert): Reason {
  const { now, situation } = draft;
  const isDue = (at: number | undefined) => at !== undefined && at <= now;
  if (isDue(steadyAt(alert, situation.config))) return calm(draft, alert);
  if (isDue(quietAt(alert))) return recover(draft, alert, 'quiet');
  if (isDue(closesUnwatchedAt(alert, situation.config))) return unwatched(draft, alert);

  const heard = expired(draft, alert);
  const unmuted = ended(draft, heard);
  draft.applied = applyTo(draft, unmuted);
  const next = reconsider(draft, unmuted, draft.applied);
  put(draft, next);
  if (next.announced && !alert.announced) return 'mute-ended';
  if (heard !== alert) return 'ack-expired';
  if (unmuted !== heard) return 'mute-ended';
  return next.reason === 'maintenance' ? 'maintenance' : 'not-due';
}

/** Closed where nothing says that the stream should be on air and nobody is on it; otherwise it is looked at again later. */
function unwatched(draft: Draft, alert: Alert): Reason {
  const { now, situation } = draft;
  const whole = alert.parent === undefined ? undefined : current(draft, alert.parent);
  const isTakenOn = [alert, whole].some((one) => now < (one?.acknowledged?.until ?? 0));
  if (isTakenOn || watchOf(situation, alert, now) !== 'no') {
    put(draft, { ...alert, expectedAt: now });
    return 'not-due';
  }
  const closed: Alert = { ...alert, status: 'closed', closedAt: now, seen: true, reason: 'closed-unwatched' };
  put(draft, stepped(draft, changed(closed), 'closed', { reason: 'closed-unwatched' }));
  return 'closed-unwatched';
}

/** Whether the cloud's list of pushes tells of it. */
function isOfPushes({ condition }: Alert): boolean {
  return condition === DOWN || condition === PUSH_LOST;
}

/** Without an acknowledgement that has expired: somebody has to look again. */
function expired(draft: Draft, alert: Alert): Alert {
  const { acknowledged } = alert;
  if (!acknowledged || draft.now < acknowledged.until) return alert;
  // What is kept quiet goes on saying why.
  const reason = alert.announced ? 'ack-expired' : alert.reason;
  const open = changed({ ...alert, acknowledged: undefined, reason });
  return stepped(draft, open, 'ack-expired', { by: acknowledged.by, reason: 'ack-expired' });
}

/** Without a mute that has ended. Where it kept the alert quiet, that is told when it is announced. */
function ended(draft: Draft, alert: Alert): Alert {
  const open = withoutEndedMute(alert, draft.now);
  if (open === alert || (!alert.announced && alert.parent === undefined)) return open;
  return stepped(draft, changed(open), 'unmuted', { reason: 'mute-ended' });
}

function dueRecovered(draft: Draft, alert: Alert): Reason {
  if (closesAt(alert, draft.situation.config) > draft.now) {
    put(draft, alert);
    return 'not-due';
  }
  const closed: Alert = {
    ...alert,
    status: 'closed',
    closedAt: draft.now,
    reason: 'closed-after-recovery',
  };
  put(draft, stepped(draft, changed(closed), 'closed', { reason: 'closed-after-recovery' }));
  return 'closed-after-recovery';
}
