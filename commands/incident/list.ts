import { INCIDENT } from '../../src/callback/conditions.ts';
import { stillOpen } from '../../src/alert/card/words/status-words.ts';
import { stateWord } from '../../src/alert/card/state.ts';
import { whatText } from '../../src/alert/card/title.ts';
import { defineLook } from '../../src/command.ts';
import { wording } from '../../src/text/language.ts';
import { viewOf } from '../alert/view.ts';
import { card } from '../card.ts';
import { listLines, listOptions, matches, nextPage, pageOf } from '../listing.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';

/** So many of a page get a button to their report. */
const FEW = 5;

export const incidentList = defineLook({
  name: 'incident list',
  zh: '事故 列表',
  summary: { en: 'List the incidents: many that failed at once', zh: '列出事故：同时出现的大面积异常' },
  risk: 'read',
  options: listOptions,
  async run(context, options) {
    const { say, language } = context;
    const view = { config: context.config, language, now: context.now() };
    const all = context.alerts
      .list(context.account)
      .filter(({ condition }) => condition === INCIDENT)
      .filter((incident) => matches(options.filter, incident.id, whatText(incident, view)));
    if (all.length === 0)
      return card(
        options.filter === undefined
          ? say('No incidents', '没有事故')
          : say('No such incident', '没有符合条件的事故'),
        {
          lines: [say('Single alerts are in: alert list', '单条告警见：告警 列表')],
        },
      );
    const rows = pageOf(all, options.page);
    return card(say('Incidents, newest first', '事故，最新的在前'), {
      lines: listLines(context, 'incident list', options, { total: all.length }),
      table: {
        columns: [
          say('What', '内容'),
          say('Affected', '影响'),
          say('State', '状态'),
          say('Began', '开始'),
          'ID',
        ],
        rows: rows.map((incident) => {
          return [
            whatText(incident, view, 100),
            stillOpen(incident, viewOf(context, incident)),
            wording(stateWord(incident), language),
            when(context, incident.startedAt),
            incident.id,
          ];
        }),
      },
      buttons: [
        ...buttonRow(
          ...rows
            .slice(0, FEW)
            .map(({ id }) => runButton(typedLine('incident report', id), say(`Report ${id}`, `报告 ${id}`))),
        ),
        ...nextPage(context, 'incident list', options, all.length),
      ],
    });
  },
});
