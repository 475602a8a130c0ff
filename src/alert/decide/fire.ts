import { conditionOf } from '../../callback/condition.ts';
import type { Alert } from '../model/alert.ts';
import { fingerprintOf, type LiveEvent } from '../../callback/event.ts';
import type { Applied } from '../rules/rules.ts';
import { again, isWorse, worsen } from './again.ts';
import { BEGINS, beginning, GRACE_OVER, waitedFor } from './begin.ts';
import { openAlert, put, type Draft } from './draft.ts';
import { applyTo } from './apply-to.ts';
import { momentOf } from './moment.ts';
import { brokenAgain, heardAgain, newAlert } from './new-alert.ts';
import { flared } from './start.ts';
import { isLongOver, superseded } from './superseded.ts';
import { decideBy, goOn, type Table } from './table/table.ts';

/** A condition of a subject that an event says is true. */
interface Firing {
  readonly draft: Draft;
  readonly event: LiveEvent;
  readonly condition: string;
  /** What else it could have been was waited for already, so that there is no grace time. */
  readonly waited: boolean;
  readonly alert: Alert | undefined;
}

/** The same, where the alert fires or waits. */
interface Heard extends Firing {
  readonly heard: Alert;
  readonly applied: Applied;
}

/** What fires or waits is told again: whether it flaps, has become worse, or is the same. FIRES comes here. */
export const GOES_ON: Table<Heard> = {
  name: 'goes-on',
  about: 'It is told once more while it is open',
  alertOf: ({ alert }) => alert,
  rows: [
    {
      from: ['firing'],
      when: 'it flaps, and seemed well',
      holds: ({ alert }) => alert !== undefined && seemsWell(alert),
      reason: 'flapping',
      to: ['firing'],
      effects: ['edits'],
      act: ({ draft, event, heard }) => put(draft, flared(draft, heard, whenOf(event))),
    },
    {
      from: ['pending'],
      when: 'it was waited for elsewhere, or the cloud was asked and says so',
      holds: ({ event, alert, waited }) =>
        waited || (event.trust === 'observed' && alert?.reason === 'to-check'),
      goesOn: goOn(GRACE_OVER, ({ draft, heard, applied }) => waitedFor(draft, heard, applied)),
    },
    {
      when: 'it is worse now',
      holds: ({ heard, applied }) => isWorse(heard, applied),
      reason: 'same',
      to: 'same',
      effects: ['tells', 'edits'],
      act: ({ draft, heard, applied }) => worsen(draft, heard, applied),
    },
    {
      reason: 'same',
      to: 'same',
      effects: ['tells', 'edits'],
      act: ({ draft, heard, applied }) => again(draft, heard, applied),
    },
  ],
};

/** A condition of the event's subject is true. */
export const FIRES: Table<Firing> = {
  name: 'fires',
  about: 'A condition is true',
  alertOf: ({ alert }) => alert,
  rows: [
    {
      from: ['none'],
      when: 'somebody has just closed it, it is told again and again, and it is no worse',
      tries: countOnClosed,
      reason: 'same',
      to: 'same',
    },
    {
      from: ['none', 'recovered'],
      goesOn: goOn(BEGINS, (firing) => {
        const { draft, event, condition, waited } = firing;
        const before = reviving(firing);
        const applied = (draft.applied = applyTo(draft, before));
        const waits =
          conditionOf(draft.input.config.conditions, condition)?.grace === true &&
          applied.graceMs > 0 &&
          !waited;
        const graceEnds = waits ? event.receivedAt + applied.graceMs : undefined;
        return beginning(draft, before, { applied, at: whenOf(event), graceEnds });
      }),
    },
    {
      goesOn: goOn(GOES_ON, (firing) => {
        const { draft, event, condition, alert = newAlert(draft, event, condition) } = firing;
        const heard = (seemsWell(alert) ? brokenAgain : heardAgain)(alert, event, condition);
        const applied = (draft.applied = applyTo(draft, heard));
        return { ...firing, heard, applied };
      }),
    },
  ],
};

/** What the table for a condition that is true looks at. */
export function firing(draft: Draft, event: LiveEvent, condition: string, waited = false): Firing {
  const alert = openAlert(draft, event.account, condition, event.subject);
  return { draft, event, condition, waited, alert };
}

/** The same by itself, where something else is decided on. */
export function fire(draft: Draft, event: LiveEvent, condition: string, waited = false): void {
  decideBy(FIRES, firing(draft, event, condition, waited));
}

function whenOf(event: LiveEvent): number {
  return Math.min(momentOf(event), event.receivedAt);
}

function seemsWell({ flapping, recoveredAt }: Alert): boolean {
  return flapping && recoveredAt !== undefined;
}

/** What begins to fire: what it was, where that is the same failure still, or a new alert. */
function reviving({ draft, alert, event, condition }: Firing): Alert {
  if (alert && isLongOver(draft, alert)) put(draft, superseded(draft, alert));
  if (!alert || isLongOver(draft, alert)) return newAlert(draft, event, condition);
  const heard = brokenAgain(alert, event, condition);
  if (alert.announced) return heard;
  // Nobody was told of the last time: for people it begins now.
  return { ...heard, startedAt: heard.lastAt, first: heard.last ?? heard.first, last: undefined, count: 1 };
}

/**
 * What goes on being told of what somebody has just closed is the same alert: it is counted on that, and opens no other.
 * Not what is worse than that was, or well meanwhile.
 */
function countOnClosed({ draft, event, condition }: Firing): boolean {
  const { input, now } = draft;
  const closed = input.closedLately?.(fingerprintOf(event.account, condition, event.subject), now);
  if (closed?.status !== 'closed' || closed.recoveredAt !== undefined) return false;
  const heard = heardAgain(closed, event, condition);
  const applied = (draft.applied = applyTo(draft, heard));
  if (isWorse(closed, applied)) return false;
  put(draft, heard);
  return true;
}
