import type { Alert } from '../../model/alert.ts';
import type { Decision, DecisionInput } from '../../model/decision.ts';
import { createDraft, type Draft } from '../draft.ts';
import { closeAs } from '../recover.ts';
import { decideBy, type Table } from '../table/table.ts';
import { toDecision } from '../to-decision.ts';

/** Too many alerts are open: the one that matters least makes room. */
export const CROWDED: Table<{ readonly draft: Draft; readonly alert: Alert }> = {
  name: 'crowded',
  about: 'Too many alerts are open, and this one matters least',
  alertOf: ({ alert }) => alert,
  rows: [
    {
      reason: 'crowded-out',
      to: ['closed'],
      effects: ['edits'],
      act: ({ draft, alert }) => closeAs(draft, alert, 'crowded-out'),
    },
  ],
};

/** Closes an alert to make room, since too many are open: its card says so. What fails again opens another one. Pure. */
export function crowdOut(input: DecisionInput, alert: Alert, now: number): Decision {
  const draft = createDraft(input, now);
  return toDecision(draft, decideBy(CROWDED, { draft, alert }));
}
