import type { Decision, Outcome } from '../model/decision.ts';
import { call } from './calling/calling.ts';
import type { Draft } from './draft.ts';
import { tally } from './incident/tally.ts';
import { release } from './released.ts';

/**
 * The draft as a decision, with what it means for what they are part of, for what follows from them, and who
 * has to be called.
 */
export function toDecision(draft: Draft, { reason, path }: Outcome): Decision {
  release(draft);
  tally(draft);
  call(draft);
  const { streams, checks, applied, others } = draft;
  return {
    ...{ reason, path, alerts: [...draft.alerts.values()], streams, checks },
    ...(applied && { applied }),
    ...(others.length > 0 && { others }),
  };
}
