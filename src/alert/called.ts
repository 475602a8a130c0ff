import type { Alert } from './model/alert.ts';
import type { AlertsConfig, RuleConfig } from '../config/alerts/schema.ts';
import { channelsOf } from './rules/rules.ts';

/**
 * Whom the card of an alert calls in a channel, as rules name them under `mention`. An incident calls everybody whom its
 * parts would have called there. A channel that stands in for others calls everybody.
 */
export function calledIn(
  config: AlertsConfig,
  { rule, rules = [], channels }: Pick<Alert, 'rule' | 'rules' | 'channels'>,
  channel: string,
): readonly string[] {
  const isOwed = channels.includes(channel);
  const ofParts = rules.flatMap((name) => {
    const of = ruleNamed(config, name);
    const goesThere = !isOwed || channelsOf(config, of).includes(channel);
    return goesThere ? (of?.mention ?? []) : [];
  });
  return [...new Set([...(ruleNamed(config, rule)?.mention ?? []), ...ofParts])];
}

/** The rule of this name, where airdesk.yaml still has it. */
export function ruleNamed(config: AlertsConfig, name: string | undefined): RuleConfig | undefined {
  return name === undefined ? undefined : config.rules.find((rule) => rule.name === name);
}

const MINUTE_MS = 60_000;

/** For how long an acknowledgement of an alert with this rule holds before it calls again, ms. */
export function ackMs(config: AlertsConfig, rule: string | undefined): number {
  return (ruleNamed(config, rule)?.ackMinutes ?? config.ackMinutes) * MINUTE_MS;
}

/** The same while a show is live: never longer. */
export function ackInShowMs(config: AlertsConfig, rule: string | undefined): number {
  const minutes = ruleNamed(config, rule)?.ackMinutesInShow ?? config.ackMinutesInShow;
  return Math.min(minutes * MINUTE_MS, ackMs(config, rule));
}
