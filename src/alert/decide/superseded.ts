import type { Alert } from '../model/alert.ts';
import { changed, stepped, type Draft } from './draft.ts';

/**
 * Whether an alert ended, and longer ago than what comes and goes: what fails now is no continuation of it. An edit of a
 * card that has scrolled away would reach nobody.
 */
export function isLongOver({ input, now }: Draft, alert: Alert): boolean {
  if (alert.status === 'closed') return true;
  const withinMs = input.config.flapping.withinMinutes * 60_000;
  return alert.status === 'recovered' && now - (alert.recoveredAt ?? 0) > withinMs;
}

/** One that ended a while ago, and that nobody looked at: what fails now gets a card of its own. */
export function superseded(draft: Draft, alert: Alert): Alert {
  const closed: Alert = { ...alert, status: 'closed', closedAt: draft.now };
  return stepped(draft, changed({ ...closed, reason: 'closed-after-recovery' }), 'closed', {
    reason: 'closed-after-recovery',
  });
}
