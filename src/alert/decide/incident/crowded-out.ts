import type { Alert } from '../../model/alert.ts';
import type { Decision, Situation } from '../../model/decision.ts';
import { changed, createDraft, put, stepped } from '../draft.ts';
import { toDecision } from '../to-decision.ts';

/** Closes an alert to make room, since too many are open: its card says so. What fails again opens another one. Pure. */
export function crowdOut(situation: Situation, alert: Alert, now: number): Decision {
  const draft = createDraft(situation, now);
  const reason = 'crowded-out';
  const closed: Alert = { ...alert, status: 'closed', closedAt: now, reason };
  put(draft, stepped(draft, changed(closed), 'closed', { reason }));
  return toDecision(draft, reason);
}
