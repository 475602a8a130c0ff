import type { OnAir } from '../../../../src/onair/on-air.ts';
import type { DrawnAlerts } from '../../live-view.ts';
import { noteFigures } from '../onair/figures.ts';
import { withGone } from '../onair/listed.ts';
import { alerts, alertsKnown, onAir } from './store.ts';

/** What ended is kept in the list this long, ms, and so many of it. */
const ENDED_MS = 12 * 60 * 60_000;
const MOST_ENDED = 40;

const goneAt = new Map<string, number>();

/** Takes in what is on air on an account. */
export function takeOnAir(told: OnAir): void {
  const shown = withGone(told, onAir.value.get(told.account), goneAt);
  onAir.value = new Map([...onAir.value, [told.account, shown]]);
  noteFigures(told);
}

/** Takes in alerts: all open ones of an account, or those that changed. Older news of one is left out. */
export function takeAlerts(told: DrawnAlerts): void {
  alertsKnown.value = true;
  const kept = [...alerts.value.values()].filter(({ account }) => !told.all || account !== told.account);
  const next = new Map(kept.map((alert) => [alert.id, alert]));
  for (const alert of told.alerts) {
    const known = next.get(alert.id);
    if (!known || known.version <= alert.version) next.set(alert.id, alert);
  }
  for (const id of told.gone) next.delete(id);
  const ended = [...next.values()]
    .filter(({ state }) => state === 'closed')
    .sort((a, b) => (b.endedAt ?? b.since) - (a.endedAt ?? a.since));
  for (const [at, { id, endedAt, since }] of ended.entries())
    if (at >= MOST_ENDED || Date.now() - (endedAt ?? since) > ENDED_MS) next.delete(id);
  alerts.value = next;
}

/** Nothing is known: somebody else reads, or nobody. */
export function forgetLive(): void {
  onAir.value = new Map();
  alerts.value = new Map();
  alertsKnown.value = false;
}
