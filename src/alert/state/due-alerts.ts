import { createHeap } from '../../outbox/heap.ts';
import type { Alert } from '../model/alert.ts';

/** Alerts that time changes, by when it does. */
export interface DueAlerts {
  /** One that is due at no time is left out. */
  add(alert: Alert): void;
  remove(alert: Alert): void;
  /** Takes out those whose time has come at `now` (ms UTC), earliest first, at most `most`. */
  take(now: number, most: number): readonly Alert[];
  /** Nothing is due before this, ms UTC; Infinity where nothing ever is. */
  from(): number;
  /** What was taken since the last `settle` is due again. */
  takeBack(): void;
  settle(): void;
  readonly size: number;
}

/** Begins with nothing that is due. */
export function createDueAlerts(): DueAlerts {
  const waiting = createHeap<Alert>((a, b) => (a.dueAt ?? 0) < (b.dueAt ?? 0));
  const taken = new Map<string, Alert>();
  return {
    add(alert) {
      if (alert.dueAt !== undefined) waiting.add(alert);
    },
    remove(alert) {
      waiting.remove(alert);
      taken.delete(alert.id);
    },
    take(now, most) {
      const due: Alert[] = [];
      for (let first = waiting.first(); first && due.length < most; first = waiting.first()) {
        if (first.dueAt === undefined || first.dueAt > now) break;
        waiting.remove(first);
        taken.set(first.id, first);
        due.push(first);
      }
      return due;
    },
    from: () => waiting.first()?.dueAt ?? Infinity,
    takeBack() {
      for (const alert of taken.values()) waiting.add(alert);
      taken.clear();
    },
    settle: () => taken.clear(),
    get size() {
      return waiting.size + taken.size;
    },
  };
}
