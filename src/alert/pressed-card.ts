import type { Card } from '../reply.ts';
import { sayIn, type Language } from '../text/language.ts';
import type { Alert } from './alert.ts';

/** What a button did, for who pressed it on another card than the alert's own, or on one that shows it only later. */
export function pressedCard(alert: Alert, language: Language, suffix: string, isLate = false): Card {
  const say = sayIn(language);
  const step = alert.history.at(-1)?.what;
  const words: Partial<Record<typeof step & string, string>> = {
    acknowledged: say('acknowledged', '已确认'),
    muted: say('muted', '已屏蔽'),
    unmuted: say('no longer muted', '已取消屏蔽'),
    assigned: say(`assigned to ${alert.assigned?.person ?? ''}`, `已指派给 ${alert.assigned?.person ?? ''}`),
    closed: say('closed', '已关闭'),
    seen: say('seen', '已阅'),
  };
  return {
    kind: 'card',
    tone: 'success',
    title: say(
      `Alert ${alert.id}: ${(step && words[step]) ?? 'changed'}`,
      `告警 ${alert.id}：${(step && words[step]) ?? '已更改'}`,
    ),
    lines: [
      isLate
        ? say(
            'It is noted. The card shows it as soon as the platform takes edits again.',
            '已生效。平台恢复编辑后，卡片会随即更新。',
          )
        : say('Its card shows it, everywhere.', '各处的告警卡片已同步更新。'),
    ],
    footer: `${alert.id}${suffix}`,
    visibility: 'asker',
  };
}
