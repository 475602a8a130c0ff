import { endOf } from '../card/state.ts';
import type { Alert } from '../model/alert.ts';

/** A time that it was bad, ms UTC; without `to` it still is. */
export type Outage = NonNullable<Alert['outages']>[number];

/** Every time that it was bad. What an earlier version wrote tells the first and the last moment only. */
export function outagesOf(alert: Alert): readonly Outage[] {
  const end = endOf(alert);
  const whole = { from: alert.startedAt, ...(end !== undefined && { to: end }) };
  const known = alert.outages ?? [];
  return known.length === 0
    ? [whole]
    : known.map((outage, index) =>
        outage.to === undefined && index === known.length - 1 && end !== undefined
          ? { ...outage, to: end }
          : outage,
      );
}
