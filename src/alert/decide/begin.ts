import type { Alert } from '../alert.ts';
import type { Applied } from '../rules.ts';
import type { Reason } from '../situation.ts';
import { put, stepped, type Draft } from './draft.ts';
import { firstOf, isFlapping, withFire } from './flapping.ts';
import { join, joinWider } from './incident.ts';
import { scopeOf } from './scope.ts';
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
 * An alert goes from well to firing: alone, as a part of a wider failure, or first into its grace time. What flaps is
 * not waited for.
 */
export function begin(draft: Draft, before: Alert, { applied, at, graceEnds }: Beginning): Reason {
  const fires = withFire(before.fires, at);
  const flapping = isFlapping(fires, draft.situation.config);
  // What flaps has gone on since it first broke, also where nobody was told of that.
  const startedAt = flapping
    ? Math.min(before.startedAt, firstOf(fires, draft.situation.config))
    : before.startedAt;
  const alert: Alert = { ...ruled(before, applied), fires, flapping, startedAt };
  if (scopeOf(draft, alert, applied).kind === 'open') {
    if (join(draft, alert) || joinWider(draft, alert, at)) return 'child';
    if (graceEnds !== undefined && !flapping) {
      // What it was part of is over: it counts for the next one.
      const own: Alert = { ...alert, parent: undefined };
      const pending: Alert = { ...own, status: 'pending', reason: 'pending', dueAt: graceEnds };
      put(draft, stepped(draft, pending, 'pending'));
      return 'pending';
    }
  }
  return start(draft, alert, applied);
}

/** The grace time of a pending alert is over, and it did not come back. */
export function endGrace(draft: Draft, pending: Alert, applied: Applied): Reason {
  const alert = ruled(pending, applied);
  const isOpen = scopeOf(draft, alert, applied).kind === 'open';
  return isOpen && join(draft, alert) ? 'child' : start(draft, alert, applied);
}

function ruled(alert: Alert, { rule, severity }: Applied): Alert {
  return { ...alert, rule: rule?.name, severity: severity === 'none' ? alert.severity : severity };
}
