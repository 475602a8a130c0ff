import { conditionsWith } from '../../../callback/condition.ts';
import { ENDED } from '../../../callback/conditions.ts';
import type { Alert } from '../../model/alert.ts';
import { isGoodbye } from '../../../callback/disconnect-codes.ts';
import { subjectKey, type LiveEvent } from '../../../callback/event.ts';
import type { Applied } from '../../rules/rules.ts';
import type { StreamState } from '../../model/stream-state.ts';
import { watchOf } from '../../rules/watch.ts';
import { changed, openAlert, put, stepped, type Draft } from '../draft.ts';
import { applyTo } from '../apply-to.ts';
import { momentOf } from '../moment.ts';
import { newAlert } from '../new-alert.ts';
import { scopeOf } from '../incident/scope.ts';
import { union } from '../with-owed.ts';
import { goOn, type Table } from '../table/table.ts';

/** Whether a push ended by itself at a time when nothing says that its stream should be on air. `state`: before that. */
export function isEnd({ input }: Draft, event: LiveEvent, state: StreamState): boolean {
  return isGoodbye(event.code) && watchOf(input, event, momentOf(event), state) === 'no';
}

/** Whether the stream of an event is known to have ended by itself, and was not pushed since. */
export function isOver({ input }: Draft, { account, subject }: LiveEvent): boolean {
  return input.stream(`${account}|${subjectKey(subject)}`)?.endedAt !== undefined;
}

/** A stream that ended by itself. */
interface End {
  readonly draft: Draft;
  readonly event: LiveEvent;
  /** The stream as it is now. */
  readonly state: StreamState;
}

/** An end of which nothing has been made yet, or that has waited. */
interface Untold {
  readonly draft: Draft;
  readonly alert: Alert;
  /** The stream as it is now; undefined where nothing is known of it any more. */
  readonly state: StreamState | undefined;
  /** Until when it may come back unnoticed, ms UTC; undefined where nothing is waited for. */
  readonly graceEnds: number | undefined;
  /** Why it is not told, where something keeps it quiet. */
  readonly quiet: ReturnType<typeof scopeOf>['kind'];
}

/** A stream ended by itself: what keeps that quiet, and otherwise when it is told. ENDS comes here. */
export const NEW_END: Table<Untold> = {
  name: 'end',
  about: 'A stream ended by itself, which is not known yet',
  alertOf: ({ alert }) => alert,
  rows: [
    { when: 'a rule silences it', holds: isQuiet('silenced'), reason: 'silenced', to: 'same' },
    { when: 'it is in maintenance', holds: isQuiet('maintenance'), reason: 'maintenance', to: 'same' },
    { when: 'it is muted', holds: isQuiet('muted'), reason: 'muted', to: 'same' },
    { when: 'people were told of such an end lately', holds: isToldLately, reason: 'ended', to: 'same' },
    {
      when: 'it has a grace time',
      holds: ({ graceEnds }) => graceEnds !== undefined,
      reason: 'ended',
      to: ['pending'],
      act: ({ draft, alert, graceEnds }) => {
        const pending: Alert = { ...alert, status: 'pending', reason: 'pending', dueAt: graceEnds };
        put(draft, stepped(draft, pending, 'pending'));
      },
    },
    { reason: 'ended', to: ['closed'], effects: ['tells'], act: tell },
  ],
};

/**
 * A stream ended by itself. What failed of its pushes is over with that; after the grace time it is told in one line,
 * where no rule says otherwise. The cloud is not asked.
 */
export const ENDS: Table<End> = {
  name: 'ends',
  about: 'A stream ended by itself, and nothing says that it should be on air',
  alertOf: ({ draft, event }) => openAlert(draft, event.account, ENDED, event.subject),
  rows: [
    {
      from: ['pending', 'firing', 'recovered'],
      reason: 'ended',
      to: 'same',
      effects: ['edits', 'keeps'],
      act: conclude,
    },
    {
      effects: ['edits', 'keeps'],
      goesOn: goOn(NEW_END, (end) => {
        const { draft, event, state } = end;
        conclude(end);
        const alert = newAlert(draft, event, ENDED);
        const { graceMs } = ruled(draft, alert);
        const graceEnds = graceMs === 0 ? undefined : event.receivedAt + graceMs;
        return untold({ draft, alert, state, graceEnds });
      }),
    },
  ],
};

/** The grace time of an end is over, and it did not come back. */
export const END_WAITED: Table<Untold> = {
  name: 'end-waited',
  about: 'The grace time of an end is over',
  alertOf: ({ alert }) => alert,
  rows: [
    {
      when: 'nothing is known of the stream any more',
      holds: ({ state }) => state === undefined,
      reason: 'ended',
      to: ['closed'],
      act: close,
    },
    {
      when: 'a rule silences it',
      holds: isQuiet('silenced'),
      reason: 'silenced',
      to: ['closed'],
      act: close,
    },
    {
      when: 'it is in maintenance',
      holds: isQuiet('maintenance'),
      reason: 'maintenance',
      to: ['closed'],
      act: close,
    },
    { when: 'it is muted', holds: isQuiet('muted'), reason: 'muted', to: ['closed'], act: close },
    {
      when: 'people were told of such an end lately',
      holds: isToldLately,
      reason: 'ended',
      to: ['closed'],
      act: close,
    },
    { reason: 'ended', to: ['closed'], effects: ['tells', 'keeps'], act: tell },
  ],
};

/** What the table for an end that has waited looks at. */
export function waitedEnd(draft: Draft, alert: Alert): Untold {
  const state = draft.input.stream(`${alert.account}|${subjectKey(alert.subject)}`);
  return untold({ draft, alert, state, graceEnds: undefined });
}

function untold(end: Omit<Untold, 'quiet'>): Untold {
  const { draft, alert } = end;
  return { ...end, quiet: scopeOf(draft, alert, ruled(draft, alert)).kind };
}

/** What failed of the pushes of a stream is over with its end. */
function conclude({ draft, event, state }: End): void {
  draft.streams.push({ ...state, endedAt: momentOf(event) });
  const { conditions } = draft.input.config;
  for (const condition of conditionsWith(conditions, ({ overWithStream }) => overWithStream === true)) {
    const open = openAlert(draft, event.account, condition, event.subject);
    if (open && open.status !== 'recovered') put(draft, closed(draft, open));
  }
}

/** What the rules say of an end: whether it is told and where, and nothing worse. What should be on air is watched. */
function ruled(draft: Draft, alert: Alert): Applied {
  const applied = applyTo(draft, alert);
  draft.applied = { ...applied, severity: applied.severity === 'none' ? 'none' : alert.severity };
  return draft.applied;
}

function isQuiet(kind: Untold['quiet']): (end: Untold) => boolean {
  return ({ quiet }) => quiet === kind;
}

/** It comes and goes, and was told already. */
function isToldLately({ draft, state }: Untold): boolean {
  const withinMs = draft.input.config.flapping.withinMinutes * 60_000;
  return draft.now - (state?.endToldAt ?? -Infinity) < withinMs;
}

function tell({ draft, alert, state }: Untold): void {
  const { rule, channels } = ruled(draft, alert);
  const told: Alert = { ...alert, rule: rule?.name, channels: union([], channels), announced: true };
  put(draft, closed(draft, told));
  if (!state) return;
  const newest = draft.streams.findLast(({ id }) => id === state.id) ?? state;
  draft.streams.push({ ...newest, endToldAt: draft.now });
}

function close({ draft, alert }: Untold): void {
  put(draft, closed(draft, alert));
}

function closed(draft: Draft, alert: Alert): Alert {
  const over: Alert = {
    ...changed(alert),
    status: 'closed',
    closedAt: draft.now,
    seen: true,
    reason: 'ended',
  };
  return stepped(draft, over, 'closed', { reason: 'ended' });
}
