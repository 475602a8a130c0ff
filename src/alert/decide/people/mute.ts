import type { Alert } from '../../model/alert.ts';
import type { MuteEnd } from '../../model/alerts.ts';
import { LONGEST_MUTE_MS } from '../../model/mute.ts';
import { putWithDue } from '../draft.ts';
import type { Table } from '../table/table.ts';
import { actedOn, dueBy, IS_CLOSED, type Acting } from './act.ts';
import { muteEndRefusal, recoveredRefusal } from './people-refusals.ts';

/** Somebody keeps one alert quiet. */
interface Muting extends Acting {
  readonly until: MuteEnd;
}

/** Somebody mutes an alert: until a time, or until it has recovered. */
export const MUTE: Table<Muting> = {
  name: 'mute',
  about: 'Somebody mutes it',
  alertOf: ({ alert }) => alert,
  rows: [
    IS_CLOSED,
    {
      from: ['recovered'],
      when: 'until it recovers',
      holds: ({ until }) => until === 'recovered',
      code: 'airdesk.alert-recovered',
      refuses: ({ alert }) => recoveredRefusal(alert),
    },
    {
      when: 'until a time that is past, or too far ahead',
      holds: ({ draft, until }) => !isEnd(draft.now, until),
      code: 'airdesk.bad-option',
      refuses: ({ alert }) => muteEndRefusal(alert),
    },
    { reason: 'muted', to: 'same', effects: ['edits'], act: keepQuiet },
  ],
};

/** Somebody ends the mute of an alert, or the mute of many that it is under. */
export const UNMUTE: Table<Acting> = {
  name: 'unmute',
  about: 'Somebody ends its mute, or the mute of many that it is under',
  alertOf: ({ alert }) => alert,
  rows: [
    IS_CLOSED,
    { when: 'it is not muted', holds: ({ alert }) => !alert.muted, reason: 'unchanged', to: 'same' },
    { reason: 'unmuted', to: 'same', effects: ['edits'], act: lookAtOnce },
  ],
};

function isEnd(now: number, until: MuteEnd): boolean {
  return until === 'recovered' || (until > now && until <= now + LONGEST_MUTE_MS);
}

function keepQuiet(muting: Muting): void {
  const { draft, alert, by, until } = muting;
  const muted: Alert =
    until === 'recovered'
      ? { ...alert, muted: { by, at: draft.now } }
      : { ...alert, muted: { by, at: draft.now, until }, dueAt: dueBy(alert, until) };
  putWithDue(draft, actedOn(muting, muted, 'muted'));
}

/** Where the mute kept it quiet, it is announced when it is due. */
function lookAtOnce(acting: Acting): void {
  const { draft, alert } = acting;
  putWithDue(
    draft,
    actedOn(acting, { ...alert, muted: undefined, dueAt: dueBy(alert, draft.now) }, 'unmuted'),
  );
}
