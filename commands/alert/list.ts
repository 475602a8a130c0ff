import { safeLine } from '../../src/text/safe-line.ts';
import { isAcknowledged, isMuted, severityWord, stateWord } from '../../src/alert/card/state.ts';
import { whatText } from '../../src/alert/card/title.ts';
import type { Alert } from '../../src/alert/model/alert.ts';
import { SEVERITIES } from '../../src/callback/event.ts';
import { type CommandContext, defineLook } from '../../src/command.ts';
import { wording } from '../../src/text/language.ts';
import { card } from '../card.ts';
import { listLines, listOptions, matches, nextPage, pageOf } from '../listing.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { toldTable } from '../told-table.ts';
import { typedLine } from '../typed-line.ts';
import { ago } from '../when.ts';
import { standsForItself } from './open.ts';

/** So many of a page get a button to their own card. */
const FEW = 5;
/** Slack's limit on a button, which is the strictest. */
const LABEL = 75;
const STATES = ['firing', 'recovered', 'closed'] as const;

/** `alert list`: from what Airdesk keeps; the cloud is not asked. */
export const alertList = defineLook({
  name: 'alert list',
  zh: '告警 列表',
  summary: { en: 'List the alerts, open ones first', zh: '列出告警，仍在持续的在前' },
  risk: 'read',
  options: {
    ...listOptions,
    filter: {
      ...listOptions.filter,
      summary: {
        en: 'only alerts with this text: part of a name, an id, a severity, a person',
        zh: '只列出含有这段文字的告警：名称、编号、级别或人员',
      },
    },
  },
  async run(context, options) {
    const { say } = context;
    const all = context.alerts.list(context.account).filter(({ status }) => status !== 'pending');
    // What is part of an incident, or follows from another alert, is on that card; who looks for it by name finds it.
    const wanted = all
      .filter((alert) =>
        options.filter === undefined
          ? standsForItself(context, alert) && !wasNothing(alert)
          : isMeant(context, alert, options.filter),
      )
      .sort(byWeight);
    const rows = pageOf(wanted, options.page);
    if (wanted.length === 0)
      return card(
        options.filter === undefined
          ? say('No alerts', '没有告警')
          : say('No such alert', '没有符合条件的告警'),
        {
          lines: [
            options.filter === undefined
              ? say('The cloud has reported nothing wrong.', '云端没有上报异常。')
              : say('See all with: alert list', '查看全部：告警 列表'),
          ],
        },
      );
    const others = all.filter(({ parent }) => parent !== undefined);
    const effects = others.filter(({ reason }) => reason === 'effect').length;
    const members = others.length - effects;
    return card(titleOf(context, wanted), {
      tone: toneOf(wanted),
      lines: [
        ...(members > 0 && options.filter === undefined
          ? [
              say(
                `Not listed: ${members} that are part of incidents (incident list)`,
                `未列出：${members} 条已并入事故（事故 列表）`,
              ),
            ]
          : []),
        ...(effects > 0 && options.filter === undefined
          ? [
              say(
                `Not listed: ${effects} caused by others, listed on their cards`,
                `未列出：${effects} 条由其他告警引起，见其卡片`,
              ),
            ]
          : []),
        ...listLines(context, 'alert list', options, { total: wanted.length }),
      ],
      table: toldTable({
        columns: [
          say('What', '内容'),
          say('Severity', '级别'),
          say('State', '状态'),
          say('Began', '开始'),
          say('Who', '负责'),
          'ID',
        ],
        rows: rows.map((alert) => rowOf(context, alert)),
      }),
      buttons: [
        ...buttonRow(
          ...rows
            .slice(0, FEW)
            .map((alert) => runButton(typedLine('alert show', alert.id), labelOf(context, alert))),
        ),
        ...nextPage(context, 'alert list', options, wanted.length),
      ],
    });
  },
});

/** Another push was on air, and nobody was told: no outage of the night. */
function wasNothing({ status, reason, announced }: Alert): boolean {
  return status === 'closed' && reason === 'still-live' && !announced;
}

function isMeant(context: CommandContext, alert: Alert, filter: string): boolean {
  const { acknowledged, assigned, severity } = alert;
  const what = whatText(alert, viewWithoutMembers(context));
  const severityWords = severityWord(severity);
  return matches(
    filter,
    what,
    alert.id,
    alert.subject.id,
    severityWords.en,
    severityWords.zh,
    assigned?.person,
    acknowledged?.by.name,
  );
}

function byWeight(a: Alert, b: Alert): number {
  const state = ({ status }: Alert) => STATES.findIndex((each) => each === status);
  return (
    state(a) - state(b) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.startedAt - a.startedAt
  );
}

function titleOf({ say, language }: CommandContext, alerts: readonly Alert[]): string {
  const firing = alerts.filter(({ status }) => status === 'firing');
  const recovered = alerts.filter(({ status }) => status === 'recovered').length;
  const counts = SEVERITIES.map((severity) => {
    const count = firing.filter((alert) => alert.severity === severity).length;
    const word = wording(severityWord(severity), language);
    return count === 0 ? undefined : say(`${count} ${word.toLowerCase()}`, `${word} ${count}`);
  }).filter((part) => part !== undefined);
  const parts = [
    ...(firing.length === 0
      ? [say('No alert is firing', '当前没有持续中的告警')]
      : [say(`Alerts: ${counts.join(', ')}`, `告警：${counts.join('，')}`)]),
    ...(recovered > 0 ? [say(`${recovered} recovered`, `已恢复 ${recovered}`)] : []),
  ];
  return parts.join(say(', ', '，'));
}

function toneOf(alerts: readonly Alert[]) {
  const firing = alerts.filter(({ status }) => status === 'firing');
  if (firing.length === 0) return 'success';
  return firing.some(({ severity }) => severity === 'critical') ? 'failure' : 'warning';
}

function rowOf(context: CommandContext, alert: Alert): string[] {
  const { say, language } = context;
  const now = context.now();
  const isOpen = alert.status === 'firing';
  const states = [
    wording(stateWord(alert), language),
    ...(isOpen && isAcknowledged(alert, now) ? [say('acknowledged', '已认领')] : []),
    ...(isOpen && isMuted(alert, now) ? [say('muted', '已屏蔽')] : []),
    ...(isOpen && alert.flapping ? [say('flapping', '反复异常')] : []),
  ];
  return [
    whatText(alert, viewWithoutMembers(context), 100),
    wording(severityWord(alert.severity), language),
    states.join(say(', ', '、')),
    ago(context, alert.startedAt),
    safeLine(alert.assigned?.person ?? alert.acknowledged?.by.name ?? '', 40),
    alert.id,
  ];
}

function labelOf(context: CommandContext, alert: Alert): string {
  const id = ` · ${alert.id}`;
  return `${safeLine(whatText(alert, viewWithoutMembers(context), 50), LABEL - id.length)}${id}`;
}

/** Names need nothing of what belongs to an incident, and a list has many. */
function viewWithoutMembers(context: CommandContext) {
  return { config: context.config, language: context.language, now: context.now() };
}
