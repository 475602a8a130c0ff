import type { Conditions } from '../../callback/condition.ts';
import { INCIDENT } from '../../callback/conditions.ts';
import { fingerprintOf } from '../../callback/event.ts';
import { beganAt, isFiring, type Alert } from '../model/alert.ts';
import { createBegun, type Begun } from '../retention/begun.ts';
import { createEnded, type Ended } from '../retention/ended.ts';
import type { MostKept } from '../retention/most-kept.ts';
import { createPrecedence, hasSameRank, type Precedence } from '../retention/precedence.ts';
import { createDueAlerts, type DueAlerts } from './due-alerts.ts';
import { createOpenIncidents, type OpenIncidents } from './open-incidents.ts';
import { createParts, type Parts } from './parts.ts';

/** Alerts, each in its newest version, and what they are found by. */
export interface IndexedAlerts {
  get(id: string): Alert | undefined;
  /** All, closed ones included, oldest first. */
  all(): Iterable<Alert>;
  /** Id of the open one with this fingerprint. */
  open(fingerprint: string): string | undefined;
  put(alert: Alert): void;
  /** Many, where there are none yet: faster than one by one. */
  load(alerts: readonly Alert[]): void;
  remove(id: string): void;
  readonly size: number;
  readonly openSize: number;
  /** What they are found by; changed by `put`, `load` and `remove` only. */
  readonly incidents: OpenIncidents;
  readonly parts: Parts;
  readonly begun: Begun;
  readonly ended: Ended;
  readonly precedence: Precedence;
  readonly due: DueAlerts;
}

/** No alerts. Of what is over, an id and a size are all that is kept besides the alert itself. */
export function createIndexedAlerts(kept: MostKept, conditions: Conditions): IndexedAlerts {
  const alerts = new Map<string, Alert>();
  const openByFingerprint = new Map<string, string>();
  const incidents = createOpenIncidents();
  const parts = createParts();
  const begun = createBegun(conditions);
  const ended = createEnded({ most: kept.ended, bytes: kept.endedBytes });
  const precedence = createPrecedence();
  const due = createDueAlerts();

  function put(alert: Alert, isLoaded = false): void {
    const { id } = alert;
    const old = alerts.get(id);
    if (old) unindex(old, alert);
    alerts.set(id, alert);
    if (alert.parent !== undefined) parts.add(alert.parent, id);
    if (alert.status === 'closed') {
      ended.add(alert);
      return;
    }
    due.add(alert);
    openByFingerprint.set(fingerprint(alert), id);
    if (!old || old.status === 'closed' || !hasSameRank(old, alert)) precedence.add(alert);
    if (alert.condition === INCIDENT) incidents.add(alert.account, id);
    else if (isFiring(alert) && !isLoaded && (!old || !isFiring(old))) begun.add(alert);
  }

  /** Takes out every key of what it was, but for those that it keeps as what it is next. */
  function unindex(old: Alert, next: Alert | undefined): void {
    const print = fingerprint(old);
    if (openByFingerprint.get(print) === old.id) openByFingerprint.delete(print);
    if (old.parent !== undefined && old.parent !== next?.parent) parts.remove(old.parent, old.id);
    due.remove(old);
    const staysOpen = next !== undefined && next.status !== 'closed';
    if (old.status === 'closed') ended.remove(old.id);
    else if (!staysOpen || !hasSameRank(old, next)) precedence.remove(old);
    if (old.condition === INCIDENT && !staysOpen) incidents.remove(old.account, old.id);
    if (!next || !isFiring(next)) begun.remove(old.id);
  }

  return {
    get: (id) => alerts.get(id),
    all: () => alerts.values(),
    open: (print) => openByFingerprint.get(print),
    put,
    load(loaded) {
      for (const alert of loaded) put(alert, true);
      const firing = loaded.filter((alert) => isFiring(alert) && alert.condition !== INCIDENT);
      firing.sort((a, b) => beganAt(a) - beganAt(b));
      begun.load(firing);
    },
    remove(id) {
      const old = alerts.get(id);
      if (old) unindex(old, undefined);
      alerts.delete(id);
    },
    get size() {
      return alerts.size;
    },
    get openSize() {
      return openByFingerprint.size;
    },
    ...{ incidents, parts, begun, ended, precedence, due },
  };
}

/** A condition of a subject is open once; incidents of one subject can be several, one after the other. */
function fingerprint({ id, account, condition, subject }: Alert): string {
  const print = fingerprintOf(account, condition, subject);
  return condition === INCIDENT ? `${print}|${id}` : print;
}
