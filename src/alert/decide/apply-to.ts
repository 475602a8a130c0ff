import { INCIDENT } from '../../callback/conditions.ts';
import type { Alert } from '../model/alert.ts';
import { conditionOf } from '../../callback/condition.ts';
import { ruleFor, type Applied } from '../rules/rules.ts';
import type { Draft } from './draft.ts';

/**
 * What the rules make of an alert now: of all that was told of it, not of the newest message alone. A look at the cloud
 * tells neither cause nor severity. An incident is as bad as its parts and goes where they go: its own rule adds its
 * mentions and its runbook, or keeps it quiet.
 */
export function applyTo({ input, now }: Draft, alert: Alert): Applied {
  const { config, timeZone } = input;
  const isIncident = alert.condition === INCIDENT;
  const given = isIncident ? alert.severity : alert.given;
  const severity = given ?? conditionOf(config.conditions, alert.condition)?.severity ?? 'warning';
  const applied = ruleFor(config, timeZone, { ...alert, severity }, now);
  if (!isIncident) return applied;
  return {
    ...applied,
    channels: alert.channels,
    severity: applied.severity === 'none' ? 'none' : alert.severity,
  };
}
