import type { Alert } from '../model/alert.ts';
import type { Applied } from '../rules/rules.ts';
import type { Reason } from '../model/decision.ts';
import { adopt, causeOf, follow } from './cause.ts';
import { put, stepped, type Draft } from './draft.ts';
import { firstOf, isFlapping, withFire } from './flapping.ts';
import { gather } from './incident/gather.ts';
import { join } from './incident/join.ts';
import { leave } from './incident/leave.ts';
import { scopeOf } from './incident/scope.ts';
import { start } from './start.ts';

/** What goes with an alert that goes from well to firing. */
interface Beginning {
  readonly applied: Applied;
  /** When it went, ms UTC. */
  readonly at: number;
  /** Until when it may come back unnoticed, ms UTC; undefined where nothing is waited for. */
  readonly graceEnds: number | undefined;
}

/**
 * An alert goes from well to firing: on the card of its cause, as a part of a wider failure, alone, or first into its
 * grace time. What flaps is not waited for.
 */
export function begin(draft: Draft, before: Alert, { applied, at, graceEnds }: Beginning): Reason {
  const fires = withFire(before.fires, at);
  const flapping = isFlapping(fires, draft.situation.config);
  // What flaps has gone on since it first broke, also where nobody was told of that.
  const startedAt = flapping
    ? Math.min(before.startedAt, firstOf(fires, draft.situation.config))
    : before.startedAt;
  const alert: Alert = { ...ruled(before, applied), fires, flapping, startedAt };
  const isOpen = scopeOf(draft, alert, applied).kind === 'open';
  const waits = graceEnds !== undefined && !flapping;
  if (isOpen && follow(draft, alert, applied, !waits)) return 'effect';
  if (isOpen && join(draft, alert, applied)) return 'child';
  // What it was part of has told what it had to tell.
  const own = leave(draft, alert, at);
  if (isOpen && gather(draft, own, applied, at)) return 'child';
  if (isOpen && waits) {
    const pending: Alert = { ...own, status: 'pending', reason: 'pending', dueAt: graceEnds };
    put(draft, stepped(draft, pending, 'pending'));
    return 'pending';
  }
  return alone(draft, own, applied);
}

/** The grace time of a pending alert is over, and it did not come back. */
export function endGrace(draft: Draft, pending: Alert, applied: Applied): Reason {
  const alert = ruled(pending, applied);
  const isOpen = scopeOf(draft, alert, applied).kind === 'open';
  if (isOpen && follow(draft, alert, applied, true)) return 'effect';
  return isOpen && join(draft, alert, applied) ? 'child' : alone(draft, alert, applied);
}

/** It has a card of its own, which names what it follows from; what follows from it is on that card. */
function alone(draft: Draft, alert: Alert, applied: Applied): Reason {
  const follows = causeOf(draft, alert)?.id;
  const reason = start(draft, { ...alert, follows }, applied);
  adopt(draft, alert);
  return reason;
}

function ruled(alert: Alert, { rule, severity }: Applied): Alert {
  return { ...alert, rule: rule?.name, severity: severity === 'none' ? alert.severity : severity };
}
