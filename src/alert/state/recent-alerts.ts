import { beganAt, isFiring, type Alert } from '../model/alert.ts';
import type { IndexedAlerts } from './indexed-alerts.ts';

/** How far events may come out of order and still be found, ms. */
const MOST_SKEW_MS = 60_000;

/** What fails with this tie and began at `since` (ms UTC) or later, newest first, each once. */
export function* recentAlerts(
  alerts: IndexedAlerts,
  tied: { readonly account: string; readonly tie: string; readonly condition: string },
  since: number,
): Iterable<Alert> {
  const seen = new Set<string>();
  for (const id of alerts.begun.newestFirst(tied.account, tied.tie, tied.condition)) {
    const alert = alerts.get(id);
    if (!alert || seen.has(id)) continue;
    seen.add(id);
    const began = beganAt(alert);
    // They stand in the order in which they began to fire, so what is older than this one is older still.
    if (began < since - MOST_SKEW_MS) return;
    if (isFiring(alert) && began >= since) yield alert;
  }
}
