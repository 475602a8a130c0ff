import { safeLine } from '../../src/text/safe-line.ts';
import { defineLook } from '../../src/command.ts';
import { card } from '../card.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { typedLine } from '../typed-line.ts';
import { monitorLabel, monitorOption, resolveMonitor } from './resolve.ts';

/** Of each kind of finding, the newest so many. */
const MOST = 5;
const LENGTH = 160;

export const monitorReport = defineLook({
  name: 'monitor report',
  zh: '监播 报告',
  summary: { en: 'What a monitor found in the last 7 days', zh: '查看监播任务最近 7 天发现的问题' },
  risk: 'read',
  options: { monitor: monitorOption },
  async run(context, options) {
    const { say } = context;
    const monitor = await resolveMonitor(context, options.monitor, 'monitor report');
    const label = monitorLabel(monitor);
    const buttons = buttonRow(runButton(typedLine('monitor show', monitor.word), say('Monitor', '查看监播')));
    const title = say(`Report of monitor ${label}`, `监播报告：${label}`);
    if (Number(monitor.info.AllowMonitorReport ?? 0) === 0)
      return card(title, {
        lines: [
          say(
            'This monitor does not keep findings for a report.',
            '该监播任务没有开启“存入报告”，没有记录可查。',
          ),
        ],
        buttons,
      });
    const report = await context.live.call('DescribeMonitorReport', { MonitorId: monitor.id });
    const kinds = [
      { label: say('Broken stream', '断流'), found: report.DiagnoseResult.StreamBrokenResults },
      { label: say('Low frame rate', '低帧率'), found: report.DiagnoseResult.LowFrameRateResults },
      { label: say('Format', '格式诊断'), found: report.DiagnoseResult.StreamFormatResults },
      { label: say('Picture quality', '内容质检'), found: report.MPSResult.StreamQuaCtrlResults },
      { label: say('Speech', '语音识别'), found: report.MPSResult.AiAsrResults },
      { label: say('Text in the picture', '文字识别'), found: report.MPSResult.AiOcrResults },
    ].map(({ label, found }) => ({ label, found: found ?? [] }));
    const some = kinds.filter(({ found }) => found.length > 0);
    const lines: string[] = [];
    if (some.length === 0)
      lines.push(say('Nothing was found in the last 7 days.', '最近 7 天没有发现问题。'));
    if (some.some(({ found }) => found.length > MOST))
      lines.push(say(`The last ${MOST} of each kind.`, `每类只显示最后 ${MOST} 条。`));
    return card(title, {
      tone: some.length === 0 ? 'success' : 'warning',
      lines,
      facts: some.map(({ label: kind, found }) => ({
        label: kind,
        value: say(`${found.length}`, `${found.length} 条`),
      })),
      ...(some.length > 0 ? { code: some.map(section).join('\n\n') } : {}),
      buttons,
    });
  },
});

function section({ label, found }: { readonly label: string; readonly found: readonly string[] }): string {
  return [label, ...found.slice(-MOST).map((line) => `  ${safeLine(line, LENGTH)}`)].join('\n');
}
