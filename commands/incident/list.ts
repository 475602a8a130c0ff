import { INCIDENT } from '../../src/callback/conditions.ts';
import { stateWord } from '../../src/alert/card/state.ts';
import { whatText } from '../../src/alert/card/title.ts';
import { stillOpen } from '../../src/alert/card/words/status-words.ts';
import { runButton } from '../../src/card/run-button.ts';
import type { CommandContext } from '../../src/command.ts';
import { wording } from '../../src/text/language.ts';
import { viewOf } from '../alert/view.ts';
import { listCommand } from '../shape/list.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';

/** `incident list`: from what Airdesk keeps; the cloud is not asked. */
export const incidentList = listCommand({
  name: 'incident list',
  zh: '事故 列表',
  summary: { en: 'List the incidents: many failures at once', zh: '列出事故：同时出现的多项异常' },
  read: async ({ alerts, account }) => {
    const incidents = alerts.list(account).filter(({ condition }) => condition === INCIDENT);
    return { items: incidents, total: incidents.length };
  },
  searched: (context, incident) => [incident.id, whatText(incident, nowView(context))],
  title: { en: 'Incidents, newest first', zh: '事故，最新的在前' },
  none: { en: 'No incidents', zh: '没有事故' },
  noMatch: { en: 'No such incident', zh: '没有符合条件的事故' },
  hint: { en: 'Single alerts are in: alert list', zh: '单条告警见：告警 列表' },
  columns: [
    [{ en: 'What', zh: '内容' }, (context, incident) => whatText(incident, nowView(context), 100)],
    [{ en: 'Affected', zh: '影响' }, (context, incident) => stillOpen(incident, viewOf(context, incident))],
    [{ en: 'State', zh: '状态' }, ({ language }, incident) => wording(stateWord(incident), language)],
    [{ en: 'Began', zh: '开始' }, (context, incident) => when(context, incident.startedAt)],
    [{ en: 'ID', zh: 'ID' }, (_, incident) => incident.id],
  ],
  button: ({ say }, { id }) => runButton(typedLine('incident report', id), say(`Report ${id}`, `报告 ${id}`)),
  buttonsOf: 'first',
});

function nowView({ config, language, now }: CommandContext) {
  return { config, language, now: now() };
}
