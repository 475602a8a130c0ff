import { INCIDENT } from '../../callback/conditions.ts';
import type { Alert } from '../model/alert.ts';

/** How dispensable an open alert is where too many are open, the most dispensable first. */
const RANKS = ['over', 'quiet', 'info', 'warning', 'critical', 'taken', 'whole'] as const;
type Rank = (typeof RANKS)[number];

/** Open alerts by how dispensable they are, of each kind those that came to it first. */
export interface Precedence {
  add(alert: Alert): void;
  remove(alert: Alert): void;
  /** Id of the one that is missed least. */
  first(): string | undefined;
  readonly size: number;
}

/** No alert is open. */
export function createPrecedence(): Precedence {
  const ids = new Map<Rank, Set<string>>(RANKS.map((rank) => [rank, new Set()]));
  const of = (alert: Alert): Set<string> | undefined => ids.get(rankOf(alert));
  return {
    add: (alert) => void of(alert)?.add(alert.id),
    remove: (alert) => void of(alert)?.delete(alert.id),
    first() {
      for (const some of ids.values()) for (const id of some) return id;
      return undefined;
    },
    get size() {
      return [...ids.values()].reduce((sum, some) => sum + some.size, 0);
    },
  };
}

/** Whether an alert, changed, keeps its place. */
export function hasSameRank(one: Alert, other: Alert): boolean {
  return rankOf(one) === rankOf(other);
}

function rankOf(alert: Alert): Rank {
  if (alert.condition === INCIDENT || (alert.children?.open ?? 0) > 0) return 'whole';
  if (alert.acknowledged || alert.assigned || alert.muted) return 'taken';
  if (alert.status === 'recovered') return 'over';
  if (alert.status === 'firing' && !alert.announced && alert.parent === undefined) return 'quiet';
  return alert.severity;
}
