import { staysOnAccount } from '../../card/for-account.ts';
import type { Card } from '../../reply.ts';
import { formatDuration } from '../../text/duration.ts';
import { sayIn, wording } from '../../text/language.ts';
import type { Alert } from '../model/alert.ts';
import { wallTime } from './moment.ts';
import { count } from './words/status-words.ts';
import { subjectName } from './subject-name.ts';
import type { AlertView } from './view.ts';

const MOST_ROWS = 20;

/** One card for several streams that ended by themselves at about the same time. Nothing can be pressed on it. */
export function endsCard(alerts: readonly Alert[], view: AlertView): Card {
  const say = sayIn(view.language);
  const left = alerts.length - MOST_ROWS;
  const card: Card = {
    kind: 'card',
    tone: 'info',
    title: say(`ENDED ${count(alerts.length)} streams`, `【直播结束】${count(alerts.length)} 路流`),
    lines: [
      say(
        'Their encoders ended them, and nothing in airdesk.yaml says they should be on air now.',
        '均由推流端主动结束；没有配置要求这些流此时在播。',
      ),
      ...(left > 0 ? [say(`${count(left)} more: alert list`, `另有 ${count(left)} 路：告警 列表`)] : []),
    ],
    table: {
      columns: [say('Stream', '流'), say('Ended', '结束'), say('On air for', '播出'), 'ID'],
      rows: alerts
        .slice(0, MOST_ROWS)
        .map(({ subject, startedAt, first, last = first, id }) => [
          subjectName(subject, view.language, 80),
          wallTime(view, startedAt),
          typeof last['duration_ms'] === 'number' ? formatDuration(last['duration_ms'], view.language) : '—',
          id,
        ]),
    },
    ...(view.notice && { footer: wording(view.notice, view.language) }),
    visibility: 'channel',
  };
  const accounts = [...new Set(alerts.map((alert) => alert.account))];
  const [account, another] = accounts;
  const isOne = account !== undefined && another === undefined;
  return isOne ? staysOnAccount(view.config, account, view.language, card) : { ...card, accounts };
}
