import type { Decision, Reason } from '../situation.ts';
import type { Draft } from './draft.ts';
import { release } from './cause.ts';
import { tally } from './tally.ts';

/** The draft as a decision, with what it means for what they are part of. */
export function toDecision(draft: Draft, reason: Reason): Decision {
  release(draft);
  tally(draft);
  const { alerts, streams, checks, applied } = draft;
  return { reason, alerts: [...alerts.values()], streams, checks, ...(applied && { applied }) };
}
