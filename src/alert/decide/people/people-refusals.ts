import { Refusal } from '../../../errors.ts';
import { shorten } from '../../../text/shorten.ts';
import { safeOnOneLine } from '../../../text/safe-text.ts';
import { formatUtc } from '../../../text/time.ts';
import type { Alert } from '../../model/alert.ts';
import { LONGEST_MUTE_MS } from '../../model/mute.ts';

const HOUR_MS = 3_600_000;
const LONGEST_NAME = 60;

/** It has ended; says by whom and when. */
export function closedRefusal(alert: Alert): Refusal {
  const { by } = alert.history.findLast(({ what }) => what === 'closed') ?? {};
  const at = formatUtc(alert.closedAt ?? alert.lastAt);
  const name = by && shorten(safeOnOneLine(by.name), LONGEST_NAME);
  return new Refusal(
    'airdesk.alert-closed',
    { en: `Alert ${alert.id} is closed`, zh: `告警 ${alert.id} 已关闭` },
    {
      en: `Nothing was changed: ${name === undefined ? 'it closed by itself' : `${name} closed it`} at ${at}. If it happens again, a new alert opens.`,
      zh: `未做任何更改：该告警已于 ${at} ${name === undefined ? '自动关闭' : `由 ${name} 关闭`}。若再次发生，会产生新的告警。`,
    },
    [`alert show ${alert.id}`],
  );
}

/** It is well already: there is nothing to mute until then. */
export function recoveredRefusal(alert: Alert): Refusal {
  return new Refusal(
    'airdesk.alert-recovered',
    { en: `Alert ${alert.id} has recovered already`, zh: `告警 ${alert.id} 已经恢复` },
    {
      en: 'Nothing was muted. To keep it quiet if it happens again, mute it for a set time.',
      zh: '未屏蔽。如需在再次发生时不通知，请指定屏蔽时长。',
    },
    [`alert mute ${alert.id} 15m`],
  );
}

/** A mute has to end, and not too late. */
export function muteEndRefusal(alert: Alert): Refusal {
  const hours = LONGEST_MUTE_MS / HOUR_MS;
  return new Refusal(
    'airdesk.bad-option',
    { en: 'That end time does not work', zh: '屏蔽的结束时间无效' },
    {
      en: `Nothing was muted. Give an end time in the future, within ${hours} hours, or "recovered".`,
      zh: `未屏蔽。请指定将来 ${hours} 小时以内的结束时间，或屏蔽到恢复为止。`,
    },
    [`alert mute ${alert.id} 15m`],
  );
}

/** A note without text. */
export function emptyNoteRefusal(alert: Alert): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    { en: 'The note is empty', zh: '备注内容为空' },
    {
      en: `Nothing was noted. Write the text after it: alert note ${alert.id} encoder restarted`,
      zh: `未记录。请在命令后写上内容，例如：告警 备注 ${alert.id} 已重启推流端`,
    },
  );
}
