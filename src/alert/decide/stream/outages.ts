import type { Alert } from '../../model/alert.ts';

const MOST = 20;

/** The alert with the times that it was bad, brought up to date with how it stands. */
export function withOutages(alert: Alert): Alert {
  const from = alert.fires.at(-1);
  if (from === undefined) return alert;
  const known = alert.outages ?? [];
  const last = known.at(-1);
  const isNew = last?.from !== from;
  const { recoveredAt } = alert;
  // Where it broke again, the recovery that the alert still has is of the time before.
  const isWell = recoveredAt !== undefined && recoveredAt >= from;
  const end =
    (isWell ? (alert.wellAt ?? recoveredAt) : undefined) ??
    (alert.status === 'closed' ? alert.closedAt : undefined);
  if (!isNew && (end === undefined || last.to !== undefined)) return alert;
  const newest = { from, ...(end !== undefined && { to: Math.max(from, end) }) };
  const before = isNew ? known : known.slice(0, -1);
  return { ...alert, outages: [...before, newest].slice(-MOST) };
}
