import { isFiring, type Alert } from '../../src/alert/alert.ts';
import { titleOf } from '../../src/alert/card/title.ts';
import { conditionOf } from '../../src/alert/conditions.ts';
import type { LiveEvent, Severity, Subject } from '../../src/alert/event.ts';
import { maintenanceAt, ruleFor } from '../../src/alert/rules.ts';
import type { Decision } from '../../src/alert/situation.ts';
import type { Config } from '../../src/config.ts';

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
  readonly title: string;
  readonly channels: readonly string[];
  /** Only if it lasts longer than its grace time. */
  readonly ifItLasts: boolean;
}

/** What a decision was about. */
interface About {
  readonly account: string;
  readonly condition: string | undefined;
  readonly subject: Subject;
  readonly cause?: string | undefined;
  readonly severity?: Severity | undefined;
}

/** What people would see of a decision at `now` (ms UTC). */
export function outcomeOf(
  decision: Decision,
  about: LiveEvent | Alert,
  surroundings: {
    readonly config: Config;
    readonly now: number;
    readonly childrenOf: (id: string) => readonly Alert[];
  },
): Outcome {
  const { config, now } = surroundings;
  const event = 'effect' in about ? about : undefined;
  const own = decision.alerts.find(({ subject }) => subject.id === about.subject.id);
  const condition = own?.condition ?? about.condition;
  const begins = event ? event.effect === 'fires' || event.effect === 'hints' : own && isFiring(own);
  const applied = begins ? rulesOn({ ...about, condition }, config, now) : undefined;
  const title = (alert: Alert): string =>
    titleOf(alert, { config, language: config.language, now, children: surroundings.childrenOf(alert.id) });
  return {
    event: event?.seq,
    at: now,
    type: event?.type,
    condition,
    subject: about.subject,
    reason: decision.reason,
    applied,
    cards: decision.alerts.flatMap((alert): CardOutcome[] => {
      if (alert.announced && alert.channels.length > 0)
        return [{ title: title(alert), channels: alert.channels, ifItLasts: false }];
      if (alert.status !== 'pending' || alert !== own || !applied) return [];
      return [{ title: title(alert), channels: applied.channels, ifItLasts: true }];
    }),
    asks: decision.checks.map(({ subject }) => subject),
  };
}

function rulesOn(about: About, config: Config, now: number): Applies | undefined {
  const { condition } = about;
  if (condition === undefined) return undefined;
  const known = conditionOf(condition);
  const severity = about.severity ?? known?.severity ?? 'warning';
  const matter = { ...about, condition, severity };
  const found = ruleFor(config.alerts, config.timeZone, matter, now);
  return {
    rule: found.rule?.name,
    severity: found.severity,
    channels: found.channels,
    mention: found.rule?.mention ?? [],
    graceSeconds: known?.grace ? found.graceMs / 1000 : 0,
    maintenance: maintenanceAt(config.alerts, config.timeZone, matter, now),
  };
}
