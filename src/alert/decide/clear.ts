import { fingerprintOf, type LiveEvent } from '../../callback/event.ts';
import type { Alert } from '../model/alert.ts';
import { openAlert, type Draft } from './draft.ts';
import { momentOf } from './moment.ts';
import { newAlert } from './new-alert.ts';
import { WELL, well, type Well } from './recover.ts';
import { goOn, goOnForEach, type Next, type Table } from './table/table.ts';
import type { Told } from './table/told.ts';

/** A condition of a subject that an event says is over. */
interface Over {
  readonly draft: Draft;
  readonly event: LiveEvent;
  readonly condition: string;
  readonly alert: Alert | undefined;
}

/** A condition of the event's subject is over. */
export const CLEARS: Table<Over> = {
  name: 'clears',
  about: 'A condition is over',
  alertOf: ({ alert }) => alert,
  rows: [
    {
      from: ['none'],
      when: 'somebody closed it a moment ago: what is told of it from now on is another failure',
      tries: noteWell,
      reason: 'nothing-open',
      to: 'same',
    },
    { from: ['none'], reason: 'nothing-open', to: 'same' },
    {
      goesOn: goOn(WELL, ({ draft, event, condition, alert }) =>
        wellBy(event, well(draft, alert ?? newAlert(draft, event, condition), wellSince(event))),
      ),
    },
  ],
};

/**
 * Goes on with conditions of the event's subject that are over, or with the event's own where none is named, and with what
 * the event ends besides.
 */
export function clearing<Input extends Told>(...conditions: readonly string[]): Next<Input> {
  return goOnForEach(CLEARS, ({ draft, event, condition }) => {
    const named = conditions.length === 0 ? [condition] : conditions;
    const [first = condition, ...others] = new Set([...named, ...(event.alsoClears ?? [])]);
    const over = (one: string): Over => {
      const alert = openAlert(draft, event.account, one, event.subject);
      return { draft, event, condition: one, alert };
    };
    return [over(first), ...others.map(over)];
  });
}

/** What somebody closed a moment ago is well. */
function noteWell({ draft, event, condition }: Over): boolean {
  const { input, alerts, now } = draft;
  const print = fingerprintOf(event.account, condition, event.subject);
  const closed = input.closedLately?.(print, now);
  if (closed) alerts.set(closed.id, { ...closed, recoveredAt: now });
  return closed !== undefined;
}

/** Of pushes messages tell: where we had to look, none arrived. */
function wellBy({ trust }: LiveEvent, { alert, ...more }: Well): Well {
  return { ...more, alert: { ...alert, wellSeen: trust === 'observed' ? true : undefined } };
}

/** When it was well again, ms UTC: where we looked and a push is there, since that began. */
function wellSince(event: LiveEvent): number {
  const { since } = event.values;
  return event.trust === 'observed' && typeof since === 'number' ? since : momentOf(event);
}

/** Whether a newer event has told more of this condition than this one can. */
export function isOvertaken(draft: Draft, event: LiveEvent, condition: string): boolean {
  const alert = openAlert(draft, event.account, condition, event.subject);
  if (!alert) return false;
  const isOlder = Math.min(momentOf(event), event.receivedAt) < alert.lastAt;
  return isOlder && (event.effect === 'clears' || alert.status === 'recovered');
}
