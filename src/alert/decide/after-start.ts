import type { Alert } from '../model/alert.ts';
import type { AlertsConfig } from '../../config/alerts/schema.ts';
import { conditionOf } from '../../callback/condition.ts';
import { nextDue } from './next-due.ts';

/**
 * An open alert as a start at `now` (ms UTC) finds it; undefined where it stays as it is. While nothing listened, silence
 * told nothing; what was kept quiet is looked at again by the rules as they are now.
 */
export function afterStart(alert: Alert, config: AlertsConfig, now: number): Alert | undefined {
  if (alert.status === 'pending') return hasClockGoneBack(alert, now) ? { ...alert, dueAt: now } : undefined;
  if (alert.status !== 'firing') return undefined;
  const isKeptQuiet = !alert.announced && alert.parent === undefined;
  if (conditionOf(config.conditions, alert.condition)?.quietMs === undefined) {
    const dueAt = isKeptQuiet ? now : nextDue(alert, config);
    return dueAt === alert.dueAt ? undefined : { ...alert, dueAt };
  }
  const heard: Alert = { ...alert, heardAt: now };
  return { ...heard, dueAt: isKeptQuiet ? now : nextDue(heard, config) };
}

function hasClockGoneBack({ heardAt = 0 }: Alert, now: number): boolean {
  return heardAt > now;
}
