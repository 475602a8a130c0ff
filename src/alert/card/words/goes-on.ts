import type { Text } from '../../../text/language.ts';
import type { Alert } from '../../model/alert.ts';
import { conditionOf, type Conditions } from '../../../callback/condition.ts';

/** What happens if an alert that was closed before it recovered goes on. Undefined where it had recovered. */
export function goesOnWords({ condition, recoveredAt }: Alert, conditions: Conditions): Text | undefined {
  if (recoveredAt !== undefined) return undefined;
  return conditionOf(conditions, condition)?.toldOnce
    ? {
        en: 'If it is still failing, you will hear nothing more until it recovers or fails again.',
        zh: '若异常仍在持续，在恢复或再次异常之前不再通知。',
      }
    : {
        en: 'If it is still being reported after a minute, a new alert opens. To keep it quiet, mute it.',
        zh: '一分钟后若仍在上报，会另开新告警。如需不再通知，请设置屏蔽。',
      };
}
