import type { Alert } from '../model/alert.ts';
import type { Applied } from '../rules/rules.ts';
import { adopt, causeOf, follow } from './cause.ts';
import { put, stepped, type Draft } from './draft.ts';
import { firstOf, isFlapping, withFire } from './flapping.ts';
import { gather } from './incident/gather.ts';
import { join } from './incident/join.ts';
import { leave } from './incident/leave.ts';
import { scopeOf } from './incident/scope.ts';
import { ALONE, alone } from './start.ts';
import { goOn, type Row, type Table } from './table/table.ts';

/** An alert that goes from well to firing. */
interface Beginning {
  readonly draft: Draft;
  readonly alert: Alert;
  readonly applied: Applied;
  /** When it went, ms UTC. */
  readonly at: number;
  /** Until when it may come back unnoticed, ms UTC; undefined where nothing is waited for. */
  readonly graceEnds: number | undefined;
  /** Whether nothing keeps it quiet. */
  readonly isOpen: boolean;
}

/** The same for what has just begun to fail, and for what was waited for. */
const BEGAN_INCIDENT: Row<Beginning> = {
  when: 'an incident began with it, and nothing keeps it quiet',
  tries: ({ draft, alert, applied, isOpen }) => isOpen && join(draft, alert, applied),
  reason: 'child',
  to: ['firing'],
  effects: ['tells', 'edits'],
};

/**
 * What begins to fail and follows from nothing that is told: as a part of an incident, first into its grace time, or
 * alone. BEGINS comes here.
 */
export const BY_ITSELF: Table<Beginning> = {
  name: 'by-itself',
  about: 'It began by itself',
  alertOf: ({ alert }) => alert,
  rows: [
    {
      when: 'enough others that failed with it make an incident, and nothing keeps it quiet',
      tries: ({ draft, alert, applied, at, isOpen }) => isOpen && gather(draft, alert, applied, at),
      reason: 'child',
      to: ['firing'],
      effects: ['tells', 'edits'],
    },
    {
      when: 'it has a grace time, does not flap, and nothing keeps it quiet',
      holds: ({ graceEnds, isOpen }) => isOpen && graceEnds !== undefined,
      reason: 'pending',
      to: ['pending'],
      act: ({ draft, alert, graceEnds }) => {
        const pending: Alert = { ...alert, status: 'pending', reason: 'pending', dueAt: graceEnds };
        put(draft, stepped(draft, pending, 'pending'));
      },
    },
    { goesOn: goOn(ALONE, byItself, adoptEffects) },
  ],
};

/**
 * An alert goes from well to firing: on the card of its cause, as a part of a wider failure, alone, or first into its
 * grace time. What flaps is not waited for.
 */
export const BEGINS: Table<Beginning> = {
  name: 'begins',
  about: 'It goes from well to firing',
  alertOf: ({ alert }) => alert,
  rows: [
    {
      when: 'what it follows from is open and told as urgently, and nothing keeps it quiet',
      tries: ({ draft, alert, applied, graceEnds, isOpen }) =>
        isOpen && follow(draft, alert, applied, graceEnds === undefined),
      reason: 'effect',
      to: ['firing'],
      effects: ['tells', 'edits'],
    },
    BEGAN_INCIDENT,
    {
      // What it was part of has told what it had to tell.
      goesOn: goOn(BY_ITSELF, (input) => ({ ...input, alert: leave(input.draft, input.alert, input.at) })),
    },
  ],
};

/** The grace time of a pending alert is over, and it did not come back. */
export const GRACE_OVER: Table<Beginning> = {
  name: 'grace-over',
  about: 'Its grace time is over, and it did not come back',
  alertOf: ({ alert }) => alert,
  rows: [
    {
      when: 'what it follows from is open and told as urgently, and nothing keeps it quiet',
      tries: ({ draft, alert, applied, isOpen }) => isOpen && follow(draft, alert, applied, true),
      reason: 'effect',
      to: ['firing'],
      effects: ['tells', 'edits'],
    },
    BEGAN_INCIDENT,
    { goesOn: goOn(ALONE, byItself, adoptEffects) },
  ],
};

/** How an alert begins, by what the rules say of it. `at`: when, ms UTC; `graceEnds`: until when it may come back unnoticed. */
export function beginning(
  draft: Draft,
  before: Alert,
  { applied, at, graceEnds }: Pick<Beginning, 'applied' | 'at' | 'graceEnds'>,
): Beginning {
  const { config } = draft.input;
  const fires = withFire(before.fires, at);
  const flapping = isFlapping(fires, config);
  // What flaps has gone on since it first broke, also where nobody was told of that.
  const startedAt = flapping ? Math.min(before.startedAt, firstOf(fires, config)) : before.startedAt;
  const alert: Alert = { ...ruled(before, applied), fires, flapping, startedAt };
  const isOpen = scopeOf(draft, alert, applied).kind === 'open';
  return { draft, alert, applied, at, isOpen, graceEnds: flapping ? undefined : graceEnds };
}

/** The same for one that has waited. */
export function waitedFor(draft: Draft, pending: Alert, applied: Applied): Beginning {
  const alert = ruled(pending, applied);
  const isOpen = scopeOf(draft, alert, applied).kind === 'open';
  return { draft, alert, applied, at: draft.now, isOpen, graceEnds: undefined };
}

/** It has a card of its own, which names what it follows from. */
function byItself({ draft, alert, applied }: Beginning) {
  return alone(draft, { ...alert, follows: causeOf(draft, alert)?.id }, applied);
}

/** What follows from it is on its card. */
function adoptEffects({ draft, alert }: Beginning): void {
  adopt(draft, alert);
}

function ruled(alert: Alert, { rule, severity }: Applied): Alert {
  return { ...alert, rule: rule?.name, severity: severity === 'none' ? alert.severity : severity };
}
