import { conditionOf } from '../../callback/condition.ts';
import type { Alert } from '../model/alert.ts';
import type { Decision, DecisionInput } from '../model/decision.ts';
import { createDraft, putWithDue, type Draft } from './draft.ts';
import { nextDue } from './next-due.ts';
import { decideBy, type Table } from './table/table.ts';
import { toDecision } from './to-decision.ts';

interface Found {
  readonly draft: Draft;
  readonly alert: Alert;
}

/**
 * An alert as a start finds it. While nothing listened, silence told nothing; what was kept quiet is looked at again by
 * the rules as they are now.
 */
export const AFTER_START: Table<Found> = {
  name: 'after-start',
  about: 'Airdesk has started, or the clock was set back',
  alertOf: ({ alert }) => alert,
  rows: [
    {
      from: ['pending'],
      when: 'it was heard of at a time that lies ahead: the clock was set back',
      holds: ({ draft, alert }) => (alert.heardAt ?? 0) > draft.now,
      reason: 'due-again',
      to: 'same',
      act: ({ draft, alert }) => {
        putWithDue(draft, { ...alert, dueAt: draft.now });
      },
    },
    {
      from: ['firing'],
      when: 'silence ends it: that counts from now',
      holds: ({ draft, alert }) => endsBySilence(draft, alert),
      reason: 'due-again',
      to: 'same',
      act: ({ draft, alert }) => {
        const heard: Alert = { ...alert, heardAt: draft.now };
        putWithDue(draft, { ...heard, dueAt: dueOf(draft, heard) });
      },
    },
    {
      from: ['firing'],
      when: 'people were not told of it, or it is due at another time than it was',
      holds: ({ draft, alert }) => dueOf(draft, alert) !== alert.dueAt,
      reason: 'due-again',
      to: 'same',
      act: ({ draft, alert }) => {
        putWithDue(draft, { ...alert, dueAt: dueOf(draft, alert) });
      },
    },
    { reason: 'unchanged', to: 'same' },
  ],
};

/** What a start at `now` (ms UTC) makes of an alert. Pure. */
export function decideAfterStart(input: DecisionInput, alert: Alert, now: number): Decision {
  const draft = createDraft(input, now);
  return toDecision(draft, decideBy(AFTER_START, { draft, alert }));
}

function endsBySilence({ input }: Draft, { condition }: Alert): boolean {
  return conditionOf(input.config.conditions, condition)?.quietMs !== undefined;
}

/** What was kept quiet is looked at at once. */
function dueOf({ input, now }: Draft, alert: Alert): number | undefined {
  return !alert.announced && alert.parent === undefined ? now : nextDue(alert, input.config);
}
