import type { Alert } from '../model/alert.ts';
import type { Applied } from '../rules/rules.ts';
import type { Reason } from '../model/decision.ts';
import { stepped, type Draft } from './draft.ts';
import { holds, scopeOf } from './incident/scope.ts';

const MOST_CHANNELS = 10;
/** How often something that is kept quiet for a time of airdesk.yaml is looked at again, ms. */
const LOOK_MS = 60_000;

/**
 * A firing alert with what is owed of it: nothing where it is silenced, in maintenance or muted. What was announced
 * once stays owed, so that its end is told too. `otherwise`: its reason where nothing keeps it quiet.
 */
export function withOwed(draft: Draft, firing: Alert, applied: Applied, otherwise: Reason): Alert {
  const alert = withoutEndedMute(firing, draft.now);
  const scope = scopeOf(draft, alert, applied);
  switch (scope.kind) {
    case 'silenced':
      return { ...alert, reason: 'silenced', dueAt: hasTimes(draft) ? draft.now + LOOK_MS : undefined };
    case 'maintenance':
      return { ...alert, reason: 'maintenance', dueAt: draft.now + LOOK_MS };
    case 'muted': {
      const quiet: Alert = { ...alert, reason: 'muted', muted: scope.muted };
      return alert.muted === scope.muted
        ? quiet
        : stepped(draft, quiet, 'muted', { by: scope.muted.by, reason: 'muted' });
    }
    case 'open': {
      const owed = union(alert.channels, applied.channels);
      return { ...alert, channels: owed, announced: owed.length > 0, reason: otherwise };
    }
  }
}

/** Whether what the rules say depends on the time. */
function hasTimes({ input }: Draft): boolean {
  return input.config.rules.some(({ match }) => match.during !== undefined);
}

/** The alert without a mute that has ended. */
export function withoutEndedMute(alert: Alert, now: number): Alert {
  return alert.muted && !holds(alert.muted, now) ? { ...alert, muted: undefined } : alert;
}

/** Looks again at a firing alert that is not announced: what kept it quiet may be over. */
export function reconsider(draft: Draft, alert: Alert, applied: Applied): Alert {
  if (alert.status !== 'firing' || alert.announced || alert.parent !== undefined) return alert;
  const next = withOwed(draft, alert, applied, 'mute-ended');
  if (next.announced) return stepped(draft, next, 'unmuted', { reason: 'mute-ended' });
  return next.reason === 'mute-ended' ? { ...next, reason: alert.reason } : next;
}

/** Both lists in one, bounded. */
export function union(channels: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...channels, ...more])].slice(0, MOST_CHANNELS);
}
