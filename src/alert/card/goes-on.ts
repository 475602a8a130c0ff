import type { Text } from '../../text/language.ts';
import type { Alert } from '../alert.ts';

/** Conditions that are told when they begin and when they end, and not again and again while they last. */
const TOLD_ONCE: ReadonlySet<string> = new Set([
  'incident',
  'stream.down',
  'stream.push-lost',
  'record.paused',
]);

/** What happens if an alert that was closed before it recovered goes on. Undefined where it had recovered. */
export function goesOnWords({ condition, recoveredAt }: Alert): Text | undefined {
  if (recoveredAt !== undefined) return undefined;
  return TOLD_ONCE.has(condition)
    ? {
        en: 'If it still lasts, nothing more is told until it recovers or fails again.',
        zh: '若异常仍在持续，在恢复或再次异常之前不再通知。',
      }
    : {
        en: 'If it is reported again, another alert opens. To keep it quiet, mute it.',
        zh: '若再次上报，会另开新告警。如需不再通知，请设置屏蔽。',
      };
}
