import { isFiring, type Alert } from '../model/alert.ts';
import type { AlertsConfig } from '../../config/alerts/schema.ts';
import { SEVERITIES } from '../../callback/event.ts';

/** Which of two parts of something is to be named first: the stricter, the one for which a rule calls somebody, the earlier, by name. */
export function strictestFirst(config: AlertsConfig): (a: Alert, b: Alert) => number {
  const { rules } = config;
  const ranks = new Map<string | undefined, number>(
    rules.map(({ name, mention = [], runbook }, index) => {
      const care = (mention.length > 0 ? 0 : 2) + (runbook ? 0 : 1);
      return [name, care * rules.length + index];
    }),
  );
  const rankOf = ({ rule }: Alert): number => ranks.get(rule) ?? 4 * rules.length;
  return (a, b) =>
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    rankOf(a) - rankOf(b) ||
    a.startedAt - b.startedAt ||
    Number(a.subject.id > b.subject.id) - Number(a.subject.id < b.subject.id);
}

/** The parts of something, what lasts first, of that the strictest. */
export function byWeight(parts: readonly Alert[], config: AlertsConfig): readonly Alert[] {
  const strictest = strictestFirst(config);
  return [...parts].sort((a, b) => Number(isFiring(b)) - Number(isFiring(a)) || strictest(a, b));
}
