import { isFiring, type Alert } from '../../src/alert/model/alert.ts';
import { calledIn } from '../../src/alert/called.ts';
import { titleOf } from '../../src/alert/card/title.ts';
import { conditionOf, type Conditions } from '../../src/callback/condition.ts';
import { ENDED } from '../../src/callback/conditions.ts';
import { callsOf, type Calls } from './calls.ts';
import type { Duties } from './duties.ts';
import type { Subject } from '../../src/callback/event.ts';
import type { Applied } from '../../src/alert/rules/rules.ts';
import type { Decision } from '../../src/alert/model/decision.ts';
import type { Config } from '../../src/config/schema.ts';

/** What is decided on one event, or by time. Names of subjects and titles are hostile text. */
export interface Outcome {
  /** Which event, from 1; undefined where time alone decided. */
  readonly event: number | undefined;
  /** ms UTC. */
  readonly at: number;
  /** `event_type` of the callback. */
  readonly type: number | undefined;
  readonly condition: string | undefined;
  readonly subject: Subject;
  /** The named reason of the decision. */
  readonly reason: string;
  /** What the rules say of it; undefined where nothing began or goes on. */
  readonly applied: Applies | undefined;
  readonly cards: readonly CardOutcome[];
  /** What the cloud would be asked about. */
  readonly asks: readonly Subject[];
}

interface Applies {
  readonly rule: string | undefined;
  readonly severity: string;
  readonly channels: readonly string[];
  readonly mention: readonly string[];
  readonly graceSeconds: number;
  /** Name of the maintenance that covers it. */
  readonly maintenance: string | undefined;
}

/** What would stand on a card, and where. */
interface CardOutcome {
  /** The same for the same card. */
  readonly id: string;
  readonly title: string;
  readonly channels: readonly string[];
  /** Whom it calls in which channel, as rules name them under `mention`. */
  readonly calls: Readonly<Record<string, readonly string[]>>;
  /** Only if it lasts longer than its grace time. */
  readonly ifItLasts: boolean;
  /** Who is called by messages of their own, and when. */
  readonly escalation: Calls;
}

/** What a decision was about; `seq` and `type` where it was an event. */
export interface About {
  readonly condition: string | undefined;
  readonly subject: Subject;
  readonly seq?: number;
  readonly type?: number | undefined;
}

/** What people would see of a decision at `now` (ms UTC). */
export function outcomeOf(
  decision: Decision,
  about: About,
  surroundings: {
    readonly config: Config;
    readonly now: number;
    readonly childrenOf: (id: string) => readonly Alert[];
    readonly before: (id: string) => Alert | undefined;
    readonly duties: Duties;
  },
): Outcome {
  const { config, now } = surroundings;
  const own = decision.alerts.find(({ subject }) => subject.id === about.subject.id);
  const condition = own?.condition ?? about.condition;
  const { applied } = decision;
  return {
    event: about.seq,
    at: now,
    type: about.type,
    condition,
    subject: about.subject,
    reason: decision.reason,
    applied: applied && appliesTo(config.alerts.conditions, condition, applied),
    cards: decision.alerts.flatMap((alert): CardOutcome[] => {
      const ifItLasts = alert.status === 'pending' && alert === own && applied !== undefined;
      const isShown = alert.announced && alert.channels.length > 0;
      if (!isShown && !ifItLasts) return [];
      const channels = isShown ? alert.channels : (applied?.channels ?? []);
      const view = { config, language: config.language, now, children: surroundings.childrenOf(alert.id) };
      const whole = { ...alert, channels: [...channels] };
      // Nobody is called when it is over, or ended by itself.
      const calls =
        isFiring(alert) && alert.condition !== ENDED
          ? channels.map((channel) => [channel, calledIn(config.alerts, whole, channel)] as const)
          : [];
      return [
        {
          ...{ id: alert.id, title: titleOf(alert, view), channels },
          calls: Object.fromEntries(calls.filter(([, called]) => called.length > 0)),
          ifItLasts: !isShown,
          escalation: callsOf(whole, surroundings.before(alert.id), {
            config,
            duties: surroundings.duties,
            isPending: !isShown,
          }),
        },
      ];
    }),
    asks: decision.checks.map(({ subject }) => subject),
  };
}

function appliesTo(conditions: Conditions, condition: string | undefined, applied: Applied): Applies {
  const { rule, severity, channels, graceMs, maintenance } = applied;
  return {
    rule: rule?.name,
    severity,
    channels,
    mention: condition === ENDED ? [] : (rule?.mention ?? []),
    graceSeconds: condition !== undefined && conditionOf(conditions, condition)?.grace ? graceMs / 1000 : 0,
    maintenance,
  };
}
