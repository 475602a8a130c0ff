import type { AlertsConfig } from '../../config/alerts/schema.ts';
import { nextLevels, type Escalation, type Level } from './escalation.ts';

/** A level that would be called, and when, ms UTC. */
export interface Forecast extends Level {
  readonly at: number;
}

/**
 * Who would be called from here on, and when, if nobody does anything: each level as the alert path calls it, with whoever has
 * the duty of a rotation by then.
 */
export function forecast(
  config: AlertsConfig,
  escalation: Escalation,
  onCall: (rotation: string, at: number) => readonly string[],
): readonly Forecast[] {
  const steps: Forecast[] = [];
  let now = escalation;
  while (now.nextAt !== undefined) {
    const at = now.nextAt;
    const { called, escalation: after } = nextLevels(config, now, (rotation) => onCall(rotation, at), at);
    steps.push(...called.map((level) => ({ ...level, at })));
    now = after;
  }
  return steps;
}
