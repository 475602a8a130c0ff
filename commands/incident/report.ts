import { incidentReport } from '../../src/alert/report/incident-report.ts';
import { whatText } from '../../src/alert/card/title.ts';
import { defineLook } from '../../src/command.ts';
import { alertOption } from '../alert/option.ts';
import { resolveAlert } from '../alert/resolve.ts';
import { membersOf, viewOf } from '../alert/view.ts';
import { card } from '../card.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { typedLine } from '../typed-line.ts';

/** What a card may hold at the most; platforms that take less show its beginning, and say that there is more. */
const LONGEST = 18_000;

/** `incident report`: all that is kept of an alert and of what is part of it, as Markdown. */
export const incidentReportCommand = defineLook({
  name: 'incident report',
  zh: '事故 报告',
  summary: {
    en: 'Write the report of an incident, or of one alert, as Markdown',
    zh: '生成事故或单条告警的报告（Markdown）',
  },
  risk: 'read',
  options: { id: alertOption },
  async run(context, options) {
    const { say } = context;
    const alert = resolveAlert(context, options.id, 'incident report');
    const view = viewOf(context, alert);
    const report = incidentReport(alert, membersOf(context, alert), view);
    const what = whatText(alert, view, 160);
    return card(say(`Report: ${what}`, `事故报告：${what}`), {
      lines: [
        say(
          'Markdown, for the post-mortem. Chat cuts long ones: the web desk shows the most of it.',
          'Markdown 格式，供复盘使用。聊天里放不下时会截断，网页播控台显示得最全。',
        ),
      ],
      code: withinLines(report, LONGEST, say('… the rest is left out', '…… 其余略去')),
      buttons: buttonRow(runButton(typedLine('alert show', alert.id), say('Show the alert', '查看告警'))),
      footer: alert.id,
    });
  },
});

/** As many whole lines as fit. */
function withinLines(text: string, limit: number, rest: string): string {
  if (text.length <= limit) return text;
  const kept = text.slice(0, limit - rest.length - 1);
  return `${kept.slice(0, kept.lastIndexOf('\n'))}\n${rest}`;
}
