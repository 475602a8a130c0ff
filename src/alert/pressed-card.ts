import type { Card } from '../reply.ts';
import type { Config } from '../config/schema.ts';
import { sayIn, wording, type Language } from '../text/language.ts';
import type { Alert, Step } from './model/alert.ts';
import { goesOnWords } from './card/words/goes-on.ts';
import { muteOffer } from './card/buttons/mute-offer.ts';

/** How a press is answered. */
interface Answer {
  readonly config: Config;
  readonly language: Language;
  /** Names the account, where there are several. */
  readonly suffix: string;
  /** The alert's own card cannot show it yet. */
  readonly isLate: boolean;
}

/** What a button did, for who pressed it on another card than the alert's own, or on one that shows it only later. */
export function pressedCard(alert: Alert, { config, language, suffix, isLate }: Answer): Card {
  const say = sayIn(language);
  const mute = isClosedWhileItLasts(alert) ? muteOffer(alert, config, language) : undefined;
  const goesOn = isClosedWhileItLasts(alert) ? goesOnWords(alert, config.alerts.conditions) : undefined;
  const words: Partial<Record<Step['what'], string>> = {
    acknowledged: say('acknowledged', '已认领'),
    muted: say('muted', '已屏蔽'),
    unmuted: say('no longer muted', '已取消屏蔽'),
    assigned: say(`assigned to ${alert.assigned?.person ?? ''}`, `已指派给 ${alert.assigned?.person ?? ''}`),
    closed: say('closed', '已关闭'),
    seen: say('seen', '已阅'),
  };
  // Behind what was pressed can stand what followed from it, as that somebody is called.
  const step = alert.history.findLast(({ what }) => words[what] !== undefined)?.what;
  return {
    kind: 'card',
    tone: 'success',
    title: say(
      `Alert ${alert.id}: ${(step && words[step]) ?? 'changed'}`,
      `告警 ${alert.id}：${(step && words[step]) ?? '已更改'}`,
    ),
    lines: [
      ...(goesOn ? [wording(goesOn, language)] : []),
      isLate
        ? say(
            'Done. The card will show it as soon as the platform accepts edits again.',
            '已生效。平台恢复编辑后，卡片会随即更新。',
          )
        : say('Every copy of the card shows it.', '各处的告警卡片已同步更新。'),
    ],
    ...(mute && { buttons: [mute] }),
    footer: `${alert.id}${suffix}`,
    visibility: 'asker',
  };
}

/** Whether somebody has just closed an alert that had not recovered: what comes of that is worth an answer. */
export function isClosedWhileItLasts(alert: Alert): boolean {
  return alert.status === 'closed' && alert.recoveredAt === undefined;
}
