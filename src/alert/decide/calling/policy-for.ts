import { INCIDENT } from '../../../callback/conditions.ts';
import { policyOf } from '../../calling/escalation.ts';
import type { Alert } from '../../model/alert.ts';
import { byWeight } from '../../retention/weight.ts';
import type { Draft } from '../draft.ts';

/** The escalation that calls people for an alert. Of an incident: that of the strictest of its parts that last. */
export function policyFor(draft: Draft, alert: Alert): string | undefined {
  const { input } = draft;
  if (alert.condition !== INCIDENT) return policyOf(input.config, alert.rule);
  const ofRules = [...(alert.rules ?? []), alert.rule];
  // Of very many parts the strictest is looked for only where any of them calls somebody.
  if (![...ofRules, undefined].some((rule) => policyOf(input.config, rule) !== undefined)) return undefined;
  const parts = byWeight(partsOf(draft, alert.id), input.config);
  const named = [...parts.map(({ rule }) => rule), ...ofRules];
  return named.map((rule) => policyOf(input.config, rule)).find((policy) => policy !== undefined);
}

/** The parts of an incident: those that are stored, and those that this decision makes parts of it. */
export function partsOf({ input, alerts }: Draft, whole: string): readonly Alert[] {
  const stored = input.childrenOf(whole).filter(({ id }) => !alerts.has(id));
  return [...stored, ...[...alerts.values()].filter(({ parent }) => parent === whole)];
}
