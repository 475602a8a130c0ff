import type { Decision, Reason } from '../situation.ts';
import type { Draft } from './draft.ts';
import { tallyIncidents } from './tally.ts';

/** The draft as a decision, with what it means for incidents. */
export function toDecision(draft: Draft, reason: Reason): Decision {
  tallyIncidents(draft);
  return { reason, alerts: [...draft.alerts.values()], streams: draft.streams, checks: draft.checks };
}
