import type { Alert } from '../model/alert.ts';
import { ackInShowMs } from '../called.ts';
import type { AlertsConfig } from '../../config/alerts/schema.ts';
import type { DecisionInput } from '../model/decision.ts';
import { conditionOf } from '../../callback/condition.ts';

const MINUTE_MS = 60_000;

type Shows = Pick<DecisionInput, 'config' | 'isShowLive'>;
/** How long a recovered alert that nobody looked at stays. */
const LONGEST_UNSEEN_MS = 7 * 24 * 60 * MINUTE_MS;

/**
 * When time itself changes an alert next, ms UTC; undefined where it never does. The end of a grace time and the next
 * look at what is kept quiet are only known when they begin: they stand in the alert already. `now`: ms UTC.
 */
export function nextDue(alert: Alert, input: Shows, now: number): number | undefined {
  const { config } = input;
  switch (alert.status) {
    case 'pending':
      return alert.dueAt;
    case 'firing':
      return earliest([
        isHeld(alert) ? alert.dueAt : undefined,
        alert.muted?.until,
        nextLookAtAck(alert, input, now),
        steadyAt(alert, config),
        quietAt(alert, config),
        closesUnwatchedAt(alert, config),
        alert.escalation?.nextAt,
      ]);
    case 'recovered':
      return closesAt(alert, config);
    case 'closed':
      return undefined;
  }
}

/**
 * When it has to be looked whether an acknowledgement has run out, ms UTC: at its end, and each time it would have ended if a
 * show were live, since one may have begun meanwhile.
 */
export function nextLookAtAck(
  { acknowledged, rule }: Pick<Alert, 'acknowledged' | 'rule'>,
  { config, isShowLive }: Shows,
  now: number,
): number | undefined {
  if (!acknowledged || !isShowLive) return acknowledged?.until;
  const { at, until } = acknowledged;
  const stepMs = ackInShowMs(config, rule);
  const steps = Math.max(Math.floor((now - at) / stepMs), 0) + 1;
  return Math.min(at + steps * stepMs, until);
}

/** When an alert that flaps has been well for long enough, ms UTC. */
export function steadyAt(alert: Alert, config: AlertsConfig): number | undefined {
  return alert.flapping && alert.recoveredAt !== undefined
    ? alert.recoveredAt + config.flapping.steadySeconds * 1000
    : undefined;
}

/** When a condition that has no end of its own counts as over, ms UTC. */
export function quietAt(alert: Alert, { conditions }: AlertsConfig): number | undefined {
  const quietMs = conditionOf(conditions, alert.condition)?.quietMs;
  return quietMs === undefined || alert.recoveredAt !== undefined
    ? undefined
    : (alert.heardAt ?? alert.lastAt) + quietMs;
}

/**
 * When a fault of a stream closes by itself, if nothing says by then that it should be on air, ms UTC: so long after
 * people were told, or somebody did something about it. Not what waits to be told.
 */
export function closesUnwatchedAt(alert: Alert, config: AlertsConfig): number | undefined {
  const { condition, subject, reason, announced, parent, recoveredAt, history, expectedAt = 0 } = alert;
  const isOfStream = subject.type === 'stream' || subject.type === 'stream-name';
  if (!conditionOf(config.conditions, condition)?.closesUnwatched || !isOfStream || recoveredAt !== undefined)
    return undefined;
  const isHeld = reason === 'maintenance' || (reason === 'muted' && alert.muted?.until !== undefined);
  if (isHeld && !announced && parent === undefined) return undefined;
  // What was kept quiet is told when that ends.
  const touched = history.findLast(({ by, what }) => by !== undefined || what === 'unmuted')?.at ?? 0;
  const since = Math.max(alert.firedAt ?? alert.startedAt, touched, expectedAt);
  return since + config.closeUnwatchedMinutes * MINUTE_MS;
}

/** When a recovered alert closes, ms UTC. */
export function closesAt(alert: Alert, config: AlertsConfig): number {
  const since = alert.recoveredAt ?? alert.lastAt;
  const closeMs = config.closeMinutes * MINUTE_MS;
  if (alert.announced) return since + (alert.seen ? closeMs : LONGEST_UNSEEN_MS);
  // What nobody was told of stays until it can no longer count as flapping.
  return since + Math.max(closeMs, config.flapping.withinMinutes * MINUTE_MS);
}

/** Whether it waits, unannounced, for the end of a maintenance or of the times of a rule. */
function isHeld({ announced, parent, reason }: Alert): boolean {
  return !announced && parent === undefined && (reason === 'maintenance' || reason === 'silenced');
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
