import type { Alert } from '../../model/alert.ts';
import { current, put, type Draft } from '../draft.ts';
import { superseded } from '../superseded.ts';

/**
 * What was part of something, and fails again by itself. The part stays in the report of what it was part of, with the
 * times that it failed; for people it begins anew: another alert, which remembers those times only to know whether it
 * flaps. `at`: when it began, ms UTC.
 */
export function leave(draft: Draft, alert: Alert, at: number): Alert {
  if (alert.parent === undefined) return alert;
  const part = current(draft, alert.id);
  if (part && part.status !== 'closed') put(draft, superseded(draft, part));
  return {
    ...alert,
    id: draft.input.newId(),
    parent: undefined,
    startedAt: at,
    first: alert.last ?? alert.first,
    last: undefined,
    firedAt: undefined,
    recoveredAt: undefined,
    wellAt: undefined,
    count: 1,
    outages: undefined,
    acknowledged: undefined,
    assigned: undefined,
    found: undefined,
    seen: false,
    channels: [],
    calls: undefined,
    escalation: undefined,
    pager: undefined,
    announced: false,
    version: 1,
    history: [],
    steps: 0,
  };
}
