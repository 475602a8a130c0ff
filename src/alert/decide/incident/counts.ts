import { INCIDENT } from '../../../callback/conditions.ts';
import type { Alert } from '../../model/alert.ts';
import { applyTo } from '../apply-to.ts';
import { put, type Draft } from '../draft.ts';
import { isFlapping, withFire } from '../flapping.ts';
import { WELL, well } from '../recover.ts';
import { ALONE, alone, flared } from '../start.ts';
import { closedAs } from '../stream/closed-early.ts';
import { goOn, type Table } from '../table/table.ts';

/** Something that others are part of, or follow from. */
interface Counts {
  readonly draft: Draft;
  /** With how many of them there are, and how many still fire. */
  readonly whole: Alert;
  /** The last of them that was closed before it recovered. */
  readonly closed: Alert | undefined;
}

/** What a decision on one alert means for what that is part of. */
export const COUNTS: Table<Counts> = {
  name: 'counts',
  about: 'Something joined it as a part, or a part of it changed',
  alertOf: ({ whole }) => whole,
  rows: [
    {
      // What causes something is over when it is over, whatever became of that.
      when: 'it is no incident: the others follow from it',
      holds: ({ whole }) => whole.condition !== INCIDENT,
      reason: 'counted',
      to: 'same',
      effects: ['edits'],
      act: store,
    },
    {
      from: ['firing'],
      when: 'none of its parts fires any more, and the last was closed before it recovered',
      holds: ({ whole, closed }) => openOf(whole) === 0 && closed !== undefined,
      reason: 'closed',
      to: ['closed'],
      effects: ['edits'],
      act: ({ draft, whole, closed }) => {
        if (closed) put(draft, closedAs(draft, whole, closed));
      },
    },
    {
      from: ['firing'],
      when: 'none of its parts fires any more',
      holds: ({ whole }) => openOf(whole) === 0,
      goesOn: goOn(WELL, ({ draft, whole }) => well(draft, whole)),
    },
    {
      from: ['recovered'],
      when: 'a part of it fires again',
      holds: ({ whole }) => openOf(whole) > 0,
      goesOn: goOn(ALONE, reopened),
    },
    {
      when: 'it flaps and seemed well, and a part of it fires again',
      holds: ({ whole }) => openOf(whole) > 0 && whole.recoveredAt !== undefined,
      reason: 'flapping',
      to: 'same',
      effects: ['edits'],
      act: ({ draft, whole }) => {
        put(draft, flared(draft, whole, draft.now));
      },
    },
    { reason: 'counted', to: 'same', effects: ['edits'], act: store },
  ],
};

function openOf({ children }: Alert): number {
  return children?.open ?? 0;
}

function reopened({ draft, whole }: Counts) {
  const fires = withFire(whole.fires, draft.now);
  const flapping = isFlapping(fires, draft.input.config);
  return alone(draft, { ...whole, fires, flapping }, applyTo(draft, whole));
}

function store({ draft, whole }: Counts): void {
  put(draft, whole);
}
