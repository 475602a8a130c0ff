import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import type { Live } from '../live/live.ts';
import type { Log } from '../observability/log.ts';
import type { Store, Write } from '../store/store.ts';
import type { Inbox } from '../store/inbox.ts';
import type { Alert } from './model/alert.ts';
import type { AlertState } from './alert-state.ts';
import type { OwnActs } from './own-changes.ts';
import type { Check, Decision, DecisionInput } from './model/decision.ts';
import type { Mutex } from '../mutex.ts';

/** What happened on the alert path, for counting. */
export interface AlertCounts {
  decision(reason: Decision['reason']): void;
  check(outcome: 'ok' | 'failed' | 'dropped'): void;
  /** So many pushes ended of which no message told; `over`: their stream was on air again when that was found. */
  missed(how: 'open' | 'over', count: number): void;
}

/** What the alert path works with. */
export interface AlertCore {
  readonly config: Config;
  readonly store: Store;
  readonly inbox: Inbox;
  readonly alertState: AlertState;
  readonly input: DecisionInput;
  readonly ownActs: OwnActs;
  /** Whoever changes the alert state takes it. */
  readonly exclusive: Mutex;
  readonly clock: Clock;
  readonly log: Log;
  readonly counts: AlertCounts;
  readonly live: (account: string) => Live;
  readonly newId: () => string;
  /** Alerts that are open at most. */
  readonly mostOpen: number;
  /** These changed, and are on disk. */
  readonly changed: (alerts: readonly Alert[]) => void;
  readonly check: (checks: readonly Check[]) => void;
  /** Whether somebody is owed the newest state of an alert. */
  readonly isOwed: (id: string) => boolean;
  /** These ended alerts are forgotten, and are off the disk. */
  readonly forgotten: (alerts: readonly Alert[]) => void;
}

/**
 * Writes what changed in the alert state, with `more`, as one commit, without what is beyond its bounds; tells of it when it is on
 * disk. To be called in a turn.
 * @throws when the disk refuses; then the alert state is as it was.
 */
export async function commitAlerts(core: AlertCore, more: readonly Write[] = []): Promise<readonly Alert[]> {
  const forgotten = core.alertState.trim(core.clock.now(), core.isOwed);
  const { writes, alerts } = core.alertState.changes();
  if (writes.length + more.length === 0) return [];
  try {
    await core.store.commit([...writes, ...more]);
  } catch (error) {
    core.alertState.revert();
    throw error;
  }
  core.alertState.changesWritten();
  // Not before: without their deliveries, after a kill, they would be owed to every channel again.
  if (forgotten.length > 0) core.forgotten(forgotten);
  if (alerts.length > 0) core.changed(alerts);
  return alerts;
}
