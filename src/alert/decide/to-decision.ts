import type { Alert } from '../model/alert.ts';
import type { Decision } from '../model/decision.ts';
import type { Draft } from './draft.ts';
import { release } from './cause.ts';
import { tally } from './incident/tally.ts';
import type { Outcome } from './table/table.ts';

/** The draft as a decision, with what it means for what they are part of. */
export function toDecision(draft: Draft, { reason, path }: Outcome): Decision {
  const { streams, checks, applied } = draft;
  return { reason, path, alerts: alertsOf(draft), streams, checks, ...(applied && { applied }) };
}

/** The alerts of a draft, with what it means for what they are part of. */
export function alertsOf(draft: Draft): readonly Alert[] {
  release(draft);
  tally(draft);
  return [...draft.alerts.values()];
}
