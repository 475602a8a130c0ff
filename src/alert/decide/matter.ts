import type { Alert } from '../alert.ts';
import { conditionOf } from '../conditions.ts';
import type { Severity } from '../event.ts';
import { ruleFor, type Applied, type Matter } from '../rules.ts';
import type { Draft } from './draft.ts';

/** What the rules make of a matter now. `severity`: its own, where it has one. */
export function apply(draft: Draft, matter: Matter, severity: Severity | undefined): Applied {
  const { config, timeZone } = draft.situation;
  const given = severity ?? conditionOf(matter.condition)?.severity ?? 'warning';
  return ruleFor(config, timeZone, { ...matter, severity: given }, draft.now);
}

/**
 * What the rules make of an alert now. An incident is as bad as its parts and goes where they go: its rule gives it no
 * more than a name to find mentions and runbook by, or keeps it quiet.
 */
export function applyTo(draft: Draft, alert: Alert): Applied {
  const applied = apply(draft, alert, alert.severity);
  if (alert.condition !== 'incident') return applied;
  const { severity, channels } = alert;
  return { ...applied, channels, severity: applied.severity === 'none' ? 'none' : severity };
}
