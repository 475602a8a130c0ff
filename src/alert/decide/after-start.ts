import { nearer } from '../calling/escalation.ts';
import { conditionOf } from '../../callback/condition.ts';
import type { Alert } from '../model/alert.ts';
import type { Decision, DecisionInput } from '../model/decision.ts';
import { createDraft, putWithDue, type Draft } from './draft.ts';
import { nextDue } from './next-due.ts';
import { decideBy, type Table } from './table/table.ts';

interface Found {
  readonly draft: Draft;
  /** With times no further ahead than they can be: the clock may have been set back. */
  readonly alert: Alert;
  readonly stored: Alert;
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
      holds: ({ draft, alert, stored }) => alert !== stored || dueOf(draft, alert) !== alert.dueAt,
      reason: 'due-again',
      to: 'same',
      act: ({ draft, alert }) => {
        putWithDue(draft, { ...alert, dueAt: dueOf(draft, alert) });
      },
    },
    { reason: 'unchanged', to: 'same' },
  ],
};

/** A start decides on a hundred thousand alerts, most of which stay as they are. */
const NONE: readonly never[] = [];

/** What a start at `now` (ms UTC) makes of an alert. It calls nobody: what is due by it is decided on next. Pure. */
export function decideAfterStart(input: DecisionInput, stored: Alert, now: number): Decision {
  const draft = createDraft(input, now);
  const alert = withNearerTimes(input, stored, now);
  const { reason, path } = decideBy(AFTER_START, { draft, alert, stored });
  const alerts = draft.alerts.size === 0 ? NONE : [...draft.alerts.values()];
  return { reason, path, alerts, streams: NONE, checks: NONE };
}

/** Without what a clock that was ahead has put off: people would not be called for as long. */
function withNearerTimes({ config }: DecisionInput, alert: Alert, now: number): Alert {
  const { acknowledged, escalation } = alert;
  const near = escalation && nearer(config, escalation, now);
  const isAhead = acknowledged !== undefined && acknowledged.at > now;
  if (near === escalation && !isAhead) return alert;
  return {
    ...alert,
    escalation: near,
    ...(isAhead && {
      acknowledged: { ...acknowledged, at: now, until: now + acknowledged.until - acknowledged.at },
    }),
  };
}

function endsBySilence({ input }: Draft, { condition }: Alert): boolean {
  return conditionOf(input.config.conditions, condition)?.quietMs !== undefined;
}

/** What was kept quiet is looked at at once. */
function dueOf({ input, now }: Draft, alert: Alert): number | undefined {
  if (!alert.announced && alert.parent === undefined) return now;
  // What came due while Airdesk was stopped is due still, and not at its next time.
  return nextDue(alert, input, Math.min(now, (alert.dueAt ?? now) - 1));
}
