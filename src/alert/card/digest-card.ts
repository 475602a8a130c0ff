import { encodePress } from '../../card/press-id.ts';
import { staysOnAccount } from '../../card/for-account.ts';
import type { Card } from '../../reply.ts';
import { formatDuration } from '../../text/duration.ts';
import { sayIn, wording } from '../../text/language.ts';
import type { Alert } from '../model/alert.ts';
import { isEnd } from './words/end-words.ts';
import { endsCard } from './ends-card.ts';
import { endOf, severityWord } from './state.ts';
import { wallTime } from './moment.ts';
import { count } from './words/status-words.ts';
import { whatText } from './title.ts';
import type { AlertView } from './view.ts';

const MOST_ROWS = 20;

/** Those that were closed to make room may go on. */
function whyOver(alerts: readonly Alert[], say: (en: string, zh: string) => string): string[] {
  const crowded = alerts.filter(({ reason }) => reason === 'crowded-out').length;
  if (crowded === 0)
    return [
      say(
        'Each was over before its card could be sent. There is nothing to do.',
        '卡片尚未发出，告警已经结束，无需处理。',
      ),
    ];
  return [
    say(
      `Closed because too many alerts are open, and may still last: ${count(crowded)} of them. Look at the streams.`,
      `其中 ${count(crowded)} 条因未关闭告警过多而关闭，异常可能仍在持续，请查看相关流。`,
    ),
  ];
}

/** One card for alerts that were over before their own could be shown. */
export function digestCard(alerts: readonly Alert[], view: AlertView): Card {
  if (alerts.length > 1 && alerts.every(isEnd)) return endsCard(alerts, view);
  const say = sayIn(view.language);
  const shown = alerts.slice(0, MOST_ROWS);
  const left = alerts.length - shown.length;
  const all = count(alerts.length);
  const card: Card = {
    kind: 'card',
    tone: 'info',
    title:
      alerts.length === 1
        ? say('1 alert is over that was not shown here', '1 条告警已结束，此前未在此显示')
        : say(`${all} alerts are over that were not shown here`, `${all} 条告警已结束，此前未在此显示`),
    lines: [
      ...whyOver(alerts, say),
      ...(left > 0 ? [say(`${count(left)} more: alert list`, `另有 ${count(left)} 条：告警 列表`)] : []),
    ],
    table: {
      columns: [
        say('What', '内容'),
        say('Severity', '级别'),
        say('Began', '开始'),
        say('Lasted', '持续'),
        'ID',
      ],
      rows: shown.map((alert) => [
        whatText(alert, view, 80),
        wording(severityWord(alert.severity), view.language),
        wallTime(view, alert.startedAt),
        // What ended did not last: it was told, and that was all.
        isEnd(alert) ? '—' : formatDuration((endOf(alert) ?? view.now) - alert.startedAt, view.language),
        alert.id,
      ]),
    },
    buttons: [{ id: encodePress({ kind: 'run', line: 'alert list' }), label: say('All alerts', '全部告警') }],
    ...(view.notice && { footer: wording(view.notice, view.language) }),
    visibility: 'channel',
  };
  const accounts = [...new Set(alerts.map((alert) => alert.account))];
  const [account, another] = accounts;
  if (account === undefined) return card;
  // A button works on one account; a card about several has none.
  return another === undefined
    ? staysOnAccount(view.config, account, view.language, card)
    : { ...card, accounts, buttons: [] };
}
