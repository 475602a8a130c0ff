import type { Alert } from '../model/alert.ts';
import type { Applied } from '../rules/rules.ts';
import type { Reason } from '../model/decision.ts';
import { changed, put, stepped, steppedSparingly, type Draft } from './draft.ts';
import { withFire } from './flapping.ts';
import { settle } from './settle.ts';

/** An alert fires and stands for itself: people are told, unless something keeps it quiet. */
export function start(draft: Draft, alert: Alert, applied: Applied): Reason {
  const again = alert.firedAt !== undefined;
  const reason: Reason = alert.flapping ? 'flapping' : again ? 'reopened' : 'new';
  const what = alert.flapping ? 'flapping' : again ? 'reopened' : 'fired';
  // What it was part of, if anything, is over.
  const settled = settle(draft, kindled(draft, { ...alert, parent: undefined }), applied, reason);
  put(draft, stepped(draft, settled, what, { reason: settled.reason }));
  return settled.reason as Reason;
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
