import { INCIDENT } from '../../../callback/conditions.ts';
import { isKnown, policyOf } from '../../calling/escalation.ts';
import { isTakenOn, type Alert } from '../../model/alert.ts';
import { strictestFirst } from '../../retention/weight.ts';
import { applyTo } from '../apply-to.ts';
import type { Draft } from '../draft.ts';
import { scopeOf } from '../incident/scope.ts';
import { worst } from '../severity.ts';
import { partsOf, policyFor } from './policy-for.ts';

/** An alert that a decision has changed. */
export interface Calling {
  readonly draft: Draft;
  readonly before: Alert | undefined;
  readonly alert: Alert;
}

/** Whether it was given to somebody else than who gave it. */
export function isGiven({ before, alert }: Calling): boolean {
  const { assigned } = alert;
  if (!assigned || alert.status === 'closed' || alert.status === 'pending') return false;
  return before?.assigned?.person !== assigned.person && assigned.by.person !== assigned.person;
}

/**
 * Whether it lasts, people were told of it, and nobody is on it. What has run out counts until that is decided on: then it
 * calls, and not once more before.
 */
export function isWaitingForSomebody(alert: Alert): boolean {
  const { status, announced, parent } = alert;
  return status === 'firing' && announced && parent === undefined && !isTakenOn(alert);
}

/** Whether any of the rows that call would. */
export function isCalling(calling: Calling): boolean {
  return [isAckOver, isUnmuted, isCallingOthers, isBeginning, isNextDue].some((holds) => holds(calling));
}

/** Whether it would not be told if it began now. */
export function isKeptQuiet({ draft, alert }: Calling): boolean {
  return scopeOf(draft, alert, applyTo(draft, alert)).kind !== 'open';
}

/** Whether it is the failure that it was: what people did about the one before says nothing of this one. */
function goesOn({ before, alert }: Calling): boolean {
  return before?.status === 'firing' && before.firedAt === alert.firedAt;
}

/** Whether its acknowledgement expired, and the failure is still the one that was acknowledged. */
export function isAckOver(calling: Calling): boolean {
  const { before, alert } = calling;
  return goesOn(calling) && before?.acknowledged !== undefined && !alert.acknowledged;
}

function isMuteOver(calling: Calling): boolean {
  const { before, alert } = calling;
  return goesOn(calling) && before?.muted !== undefined && !alert.muted && before.announced;
}

function isByHand({ draft, alert }: Calling): boolean {
  const newest = alert.history.at(-1);
  return newest?.what === 'unmuted' && newest.by !== undefined && newest.at === draft.now;
}

/** Whether its mute ran out. */
export function isUnmuted(calling: Calling): boolean {
  return isMuteOver(calling) && !isByHand(calling);
}

/** Whether somebody ended its mute, and it would call now: whoever does that looks at it already. */
export function isUnmutedByHand(calling: Calling): boolean {
  return isMuteOver(calling) && isByHand(calling) && isBeginning(calling);
}

/** Whether it became worse, and calls others for it. It never becomes better, so that it goes over to others twice at most. */
export function isCallingOthers(calling: Calling): boolean {
  const { draft, before, alert } = calling;
  const { escalation, severity } = alert;
  if (!escalation || !before) return false;
  if (isJoinedByStricter(calling)) return true;
  if (before.severity === severity || worst([before.severity, severity]) !== severity) return false;
  const policy = policyFor(draft, alert);
  return policy !== undefined && policy !== escalation.policy;
}

/** Whether something joins an incident that is stricter than all of its parts, those that are over included, and calls others. */
function isJoinedByStricter({ draft, alert: { id, condition, escalation } }: Calling): boolean {
  const { input, alerts } = draft;
  if (condition !== INCIDENT) return false;
  const joined = [...alerts.values()].find((part) => {
    if (part.parent !== id || part.status !== 'firing' || input.byId(part.id)?.parent === id) return false;
    const policy = policyOf(input.config, part.rule);
    return policy !== undefined && policy !== escalation?.policy;
  });
  if (!joined) return false;
  const stricter = strictestFirst(input.config);
  return partsOf(draft, id).every((part) => part.id === joined.id || stricter(joined, part) < 0);
}

/** Whether it calls somebody, and has not begun to. */
export function isBeginning({ draft, alert }: Calling): boolean {
  return !alert.escalation && policyFor(draft, alert) !== undefined;
}

/** Whether airdesk.yaml still has the escalation that it follows. */
export function isEscalationKnown({ draft, alert: { escalation } }: Calling): boolean {
  return escalation !== undefined && isKnown(draft.input.config, escalation.policy);
}

/** Whether nobody was on it for so long that the next level is called. */
export function isNextDue({ draft, alert: { escalation } }: Calling): boolean {
  return escalation?.nextAt !== undefined && escalation.nextAt <= draft.now;
}
