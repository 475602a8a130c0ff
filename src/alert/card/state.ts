import type { Tone } from '../../reply.ts';
import type { Alert } from '../model/alert.ts';
import type { Severity } from '../../callback/event.ts';
import type { Text } from '../../text/language.ts';

const SEVERITY: Readonly<Record<Severity, Text>> = {
  critical: { en: 'CRITICAL', zh: '紧急' },
  warning: { en: 'WARNING', zh: '警告' },
  info: { en: 'INFO', zh: '提示' },
};

/** How bad it is, in a word. */
export function severityWord(severity: Severity): Text {
  return SEVERITY[severity];
}

/** How it stands, in a word. */
export function stateWord({ status }: Pick<Alert, 'status'>): Text {
  switch (status) {
    case 'pending':
      return { en: 'waiting', zh: '待确认是否恢复' };
    case 'firing':
      return { en: 'firing', zh: '告警中' };
    case 'recovered':
      return { en: 'recovered', zh: '已恢复' };
    case 'closed':
      return { en: 'closed', zh: '已关闭' };
  }
}

/**
 * The alert as cards show it. One that people were told is over, and that failed again and waits whether it comes back, is
 * over until its grace time is: nobody is told before.
 */
export function asTold(alert: Alert): Alert {
  const waits = alert.status === 'pending' && alert.announced && alert.recoveredAt !== undefined;
  return waits ? { ...alert, status: 'recovered' } : alert;
}

/** Whether somebody's acknowledgement holds at `now`, ms UTC. */
export function isAcknowledged({ acknowledged }: Pick<Alert, 'acknowledged'>, now: number): boolean {
  return acknowledged !== undefined && now < acknowledged.until;
}

/** Whether it is muted at `now`, ms UTC. */
export function isMuted({ muted }: Pick<Alert, 'muted'>, now: number): boolean {
  return muted !== undefined && (muted.until === undefined || now < muted.until);
}

/** Whether it waits for somebody: firing, not muted and acknowledged by nobody. */
export function isUnattended(alert: Alert, now: number): boolean {
  return alert.status === 'firing' && !isAcknowledged(alert, now) && !isMuted(alert, now);
}

/** When it was over by what happened, ms UTC: recovered, or closed before that. */
export function endOf({ status, recoveredAt, wellAt, closedAt }: Alert): number | undefined {
  if (status !== 'recovered' && status !== 'closed') return undefined;
  return recoveredAt === undefined ? closedAt : (wellAt ?? recoveredAt);
}

/** The tone of its card. */
export function toneOf(alert: Alert, now: number): Tone {
  if (alert.status === 'closed') return 'info';
  if (alert.status === 'recovered') return 'success';
  if (isAcknowledged(alert, now)) return 'progress';
  if (isMuted(alert, now) || alert.severity === 'info') return 'info';
  return alert.severity === 'critical' ? 'failure' : 'warning';
}

/** How it stands at `now` for those who could do something about it, in a word: taken on, kept quiet, or the state itself. */
export function standingWord(alert: Pick<Alert, 'status' | 'acknowledged' | 'muted'>, now: number): Text {
  const isOpen = alert.status === 'firing' || alert.status === 'pending';
  if (isOpen && isAcknowledged(alert, now)) return { en: 'acknowledged', zh: '已认领' };
  if (isOpen && isMuted(alert, now)) return { en: 'muted', zh: '已屏蔽' };
  return stateWord(alert);
}
