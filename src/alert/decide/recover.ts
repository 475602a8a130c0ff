import { ENDED } from '../../callback/conditions.ts';
import type { Alert } from '../model/alert.ts';
import type { Reason } from '../model/decision.ts';
import { changed, put, stepped, steppedSparingly, type Draft } from './draft.ts';
import { decideToo } from './table/decide-too.ts';
import type { Table } from './table/table.ts';

/** What was bad and is well: what its table looks at. */
export interface Well {
  readonly draft: Draft;
  /** With since when it is well, where it was not known to be. */
  readonly alert: Alert;
  /** Whether nothing was heard of it for long enough, rather than that it is well. */
  readonly isQuiet: boolean;
}

/** What was bad is well again. */
export const WELL: Table<Well> = {
  name: 'well',
  about: 'It is well again, or nothing was heard of it for long enough',
  alertOf: ({ alert }) => alert,
  rows: [
    {
      from: ['pending'],
      when: 'it is an end, which was none',
      holds: ({ alert }) => alert.condition === ENDED,
      reason: 'reconnected',
      to: ['closed'],
      act: ({ draft, alert }) => closeAs(draft, alert, 'reconnected'),
    },
    {
      from: ['pending'],
      reason: 'reconnected',
      to: ['recovered'],
      effects: ['edits'],
      act: ({ draft, alert }) => markRecovered(draft, alert, 'reconnected'),
    },
    {
      from: ['firing'],
      when: 'it flaps, and seemed well before',
      holds: ({ alert }) => alert.flapping && alert.recoveredAt !== undefined,
      reason: 'unsteady',
      to: ['firing'],
    },
    {
      from: ['firing'],
      when: 'it flaps',
      holds: ({ alert }) => alert.flapping,
      reason: 'unsteady',
      to: ['firing'],
      effects: ['edits'],
      act: hesitate,
    },
    {
      from: ['firing'],
      when: 'nothing was heard of it for long enough',
      holds: ({ isQuiet }) => isQuiet,
      reason: 'quiet',
      to: ['recovered'],
      effects: ['edits'],
      act: ({ draft, alert }) => markRecovered(draft, alert, 'quiet'),
    },
    {
      from: ['firing'],
      reason: 'recovered',
      to: ['recovered'],
      effects: ['edits'],
      act: ({ draft, alert }) => markRecovered(draft, alert, 'recovered'),
    },
    { reason: 'nothing-open', to: 'same' },
  ],
};

/**
 * What the table for what is well looks at. `wellAt`: since when, ms UTC, where that is known; it cannot be before it last
 * broke.
 */
export function well(draft: Draft, before: Alert, wellAt = draft.now, isQuiet = false): Well {
  // What hesitates is well since it seemed so first.
  if (before.recoveredAt !== undefined) return { draft, alert: before, isQuiet };
  const broke = before.fires.at(-1) ?? before.startedAt;
  return { draft, alert: { ...before, wellAt: Math.min(Math.max(wellAt, broke), draft.now) }, isQuiet };
}

/** The same, where another alert is decided on. */
function recover(draft: Draft, alert: Alert): void {
  decideToo(draft, WELL, well(draft, alert));
}

/** It is over: since when, ms UTC. What muted it until then has ended. */
export function markRecovered(draft: Draft, alert: Alert, reason: Reason, since = draft.now): void {
  const { muted } = alert;
  const over: Alert = {
    ...alert,
    status: 'recovered',
    recoveredAt: since,
    reason,
    muted: muted?.until === undefined ? undefined : muted,
  };
  const what = reason === 'steady' ? 'steady' : 'recovered';
  put(draft, stepped(draft, changed(over), what, { reason }));
}

function hesitate({ draft, alert }: Well): void {
  // What is kept quiet goes on saying why.
  const reason = alert.announced ? 'unsteady' : alert.reason;
  const seems: Alert = { ...alert, recoveredAt: draft.now, reason };
  put(draft, steppedSparingly(draft, seems, 'recovered', { reason: 'unsteady' }));
}

/**
 * What turned out to be something else ends where nobody was told of it, and recovers where somebody was. Part of
 * something worse (`child`), it is closed: to say that it recovered would be untrue.
 */
export function endAsMistaken(draft: Draft, alert: Alert, reason: Reason): void {
  if (alert.status === 'recovered') return;
  if (reason !== 'child' && (alert.status !== 'pending' || alert.announced)) recover(draft, alert);
  else closeAs(draft, alert, reason);
}

/** Closes an alert as it stands, which its card says. */
export function closeAs(draft: Draft, alert: Alert, reason: Reason, more: Partial<Alert> = {}): void {
  const closed: Alert = { ...alert, status: 'closed', closedAt: draft.now, ...more, reason };
  put(draft, stepped(draft, changed(closed), 'closed', { reason }));
}
