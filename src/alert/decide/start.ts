import type { Alert } from '../model/alert.ts';
import type { Applied } from '../rules/rules.ts';
import type { Reason } from '../model/decision.ts';
import { changed, put, stepped, steppedSparingly, type Draft } from './draft.ts';
import { withFire } from './flapping.ts';
import { withOwed } from './with-owed.ts';
import { decideToo } from './table/decide-too.ts';
import type { Table } from './table/table.ts';

/** What fires by itself: as it was, and as it will be stored. */
interface Alone {
  readonly draft: Draft;
  readonly before: Alert;
  readonly firing: Alert;
}

/** An alert fires and stands for itself: people are told, unless something keeps it quiet. */
export const ALONE: Table<Alone> = {
  name: 'alone',
  about: 'It fires, and stands for itself',
  alertOf: ({ before }) => before,
  rows: [
    {
      when: 'a rule silences it',
      holds: isQuiet('silenced'),
      reason: 'silenced',
      to: ['firing'],
      effects: ['edits'],
      act: store,
    },
    {
      when: 'it is in maintenance',
      holds: isQuiet('maintenance'),
      reason: 'maintenance',
      to: ['firing'],
      effects: ['edits'],
      act: store,
    },
    {
      when: 'it is muted',
      holds: isQuiet('muted'),
      reason: 'muted',
      to: ['firing'],
      effects: ['edits'],
      act: store,
    },
    {
      when: 'it went from well to firing too often lately',
      holds: ({ before }) => before.flapping,
      reason: 'flapping',
      to: ['firing'],
      effects: ['tells', 'edits'],
      act: store,
    },
    {
      when: 'it fired before',
      holds: ({ before }) => before.firedAt !== undefined,
      reason: 'reopened',
      to: ['firing'],
      effects: ['tells', 'edits'],
      act: store,
    },
    { reason: 'new', to: ['firing'], effects: ['tells', 'edits'], act: store },
  ],
};

/** What the table for what fires by itself looks at. */
export function alone(draft: Draft, alert: Alert, applied: Applied): Alone {
  const again = alert.firedAt !== undefined;
  const reason: Reason = alert.flapping ? 'flapping' : again ? 'reopened' : 'new';
  // What it was part of, if anything, is over.
  const firing = withOwed(draft, kindled(draft, { ...alert, parent: undefined }), applied, reason);
  return { draft, before: alert, firing };
}

/** The same, where another alert is decided on. */
export function start(draft: Draft, alert: Alert, applied: Applied): void {
  decideToo(draft, ALONE, alone(draft, alert, applied));
}

function isQuiet(reason: Reason): (input: Alone) => boolean {
  return ({ firing }) => firing.reason === reason;
}

function store({ draft, before, firing }: Alone): void {
  const what = before.flapping ? 'flapping' : before.firedAt === undefined ? 'fired' : 'reopened';
  put(draft, stepped(draft, firing, what, { reason: firing.reason }));
}

/** The alert as firing from now on: what people did about the last time is over. */
export function kindled(draft: Draft, alert: Alert): Alert {
  return changed({
    ...alert,
    status: 'firing',
    firedAt: draft.now,
    recoveredAt: undefined,
    wellAt: undefined,
    acknowledged: undefined,
    seen: false,
  });
}

/** A flapping alert that seemed well fires again: it never was over. `at`: when, ms UTC. */
export function flared(draft: Draft, alert: Alert, at: number): Alert {
  const fires = withFire(alert.fires, at);
  const reason = alert.announced ? 'flapping' : alert.reason;
  const firing = { ...alert, fires, reason, recoveredAt: undefined, wellAt: undefined };
  return steppedSparingly(draft, firing, 'flapping', { reason: 'flapping' });
}
