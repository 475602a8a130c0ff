import { begun, policyOf } from '../../src/alert/calling/escalation.ts';
import { forecast } from '../../src/alert/calling/forecast.ts';
import { isWebhookThere, placesOf } from '../../src/alert/calling/places.ts';
import { ackMs } from '../../src/alert/called.ts';
import type { Alert, Call } from '../../src/alert/model/alert.ts';
import type { Config } from '../../src/config/schema.ts';
import { isSeenBy } from '../../src/guard/visible.ts';
import type { Duties } from './duties.ts';

/** Somebody who is called, or would be. */
export interface CallOutcome {
  /** ms UTC. */
  readonly at: number;
  readonly why: Call['why'];
  readonly level: number | undefined;
  /** Of the escalation, from 1: how often its levels were gone through. */
  readonly round: number;
  readonly whom: readonly string[];
  /** Rotations that nobody has the duty of then. */
  readonly empty: readonly string[];
  /** Channels, direct messages and webhooks that would be told. */
  readonly where: readonly string[];
  /** Who of them cannot be reached anywhere. */
  readonly missed: readonly string[];
  /** Who of them may not see the account: a direct message tells them little, and they cannot acknowledge it. */
  readonly withoutRole: readonly string[];
}

/** Who is called for an alert, and who would be if nobody does anything. */
export interface Calls {
  readonly policy: string | undefined;
  /** By this decision. */
  readonly made: readonly CallOutcome[];
  /** From this decision on: told once, where an escalation begins. */
  readonly next: readonly CallOutcome[];
  /** So long after somebody acknowledged it, whoever did, whom its rule calls and the first level are called again, min. */
  readonly ackMinutes: number;
}

/** The calls of an alert in a decision. `before`: as it was. `isPending`: what would be if it lasts, from when its grace time ends. */
export function callsOf(
  alert: Alert,
  before: Alert | undefined,
  {
    config,
    duties,
    isPending,
  }: { readonly config: Config; readonly duties: Duties; readonly isPending: boolean },
): Calls {
  const { alerts } = config;
  const known = before?.calls?.at(-1)?.n ?? 0;
  const calls = (alert.calls ?? []).filter(({ n }) => n > known);
  const waiting = isPending ? policyOf(alerts, alert.rule) : undefined;
  const escalation =
    waiting === undefined ? alert.escalation : begun(alerts, waiting, alert.dueAt ?? alert.lastAt);
  const isNew = waiting !== undefined || calls.some(({ why }) => why !== 'escalated' && why !== 'assigned');
  const round = escalation?.round ?? 1;
  // What of a level is written to people directly is told by the escalation that it is of.
  const escalating: Alert = { ...alert, escalation };
  const steps = escalation && isNew ? forecast(alerts, escalation, duties) : [];
  return {
    policy: escalation?.policy,
    made: calls.map((call) => outcomeOf(call, round, escalating, config)),
    next: steps.map((step) => {
      const why = step.at === steps[0]?.at && calls.length === 0 ? 'told' : 'escalated';
      return outcomeOf(
        { n: known + 1, why, ...step, whom: [...step.whom], empty: [...step.empty] },
        step.round,
        escalating,
        config,
      );
    }),
    ackMinutes: ackMs(alerts, alert.rule) / 60_000,
  };
}

function outcomeOf(call: Call, round: number, alert: Alert, config: Config): CallOutcome {
  const { at, why, level, whom, empty = [] } = call;
  const reach = { config, platforms: [...config.platforms.map(({ key }) => key), 'webhook'] };
  const places = placesOf(call, alert, reach);
  return {
    ...{ at, why, level, round, whom, empty },
    where: [
      ...places
        .filter(({ mentions, missed }) => mentions.length > 0 || missed.length === 0)
        .map(({ channel }) => channel),
      ...whom.filter((target) => isWebhookThere(target, reach)),
    ],
    missed: places.flatMap(({ missed }) => missed),
    withoutRole: whom.filter((target) => !isSeenBy(config, target, alert.account)),
  };
}
