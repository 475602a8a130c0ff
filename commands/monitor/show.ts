import { type CommandContext, defineLook } from '../../src/command.ts';
import { card } from '../card.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { audibleOf, inputsOf, isRunning, monitorFacts } from './describe.ts';
import { type Monitor, monitorLabel, monitorOption, resolveMonitor } from './resolve.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';

/** A monitor has at most a few dozen inputs; a card shows so many. */
const MOST_INPUTS = 20;

/** Addresses of inputs, output and callback are left out: they can hold keys. */
export const monitorShow = defineLook({
  name: 'monitor show',
  zh: '监播 查看',
  summary: { en: 'Show a monitor and its inputs', zh: '查看一个监播任务及其输入' },
  risk: 'read',
  options: { monitor: monitorOption },
  async run(context, options) {
    const { say } = context;
    const monitor = await resolveMonitor(context, options.monitor, 'monitor show');
    const { info } = monitor;
    const running = isRunning(monitor);
    const inputs = inputsOf(context, monitor);
    const audible = audibleOf(monitor);
    const created = fromCloud(info.CreateTime);
    return card(monitorLabel(monitor), {
      tone: running ? 'success' : 'info',
      facts: [
        ...monitorFacts(context, monitor),
        { label: say('Checks', '检测项'), value: checksText(context, monitor) },
        {
          label: say('Picture', '画面'),
          value: info.OutputInfo
            ? `${info.OutputInfo.OutputStreamWidth}×${info.OutputInfo.OutputStreamHeight}`
            : '',
        },
        ...(created === undefined
          ? []
          : [{ label: say('Created', '创建于'), value: when(context, created) }]),
        { label: 'ID', value: monitor.id },
      ].filter((fact) => fact.value !== ''),
      table: {
        columns: [say('Input', '输入'), say('Stream', '流'), say('Sound', '声音')],
        rows: inputs
          .slice(0, MOST_INPUTS)
          .map((input) => [
            String(input.index),
            input.text,
            audible.includes(input.index) ? say('on', '开') : '',
          ]),
      },
      lines:
        inputs.length > MOST_INPUTS
          ? [
              say(
                `The first ${MOST_INPUTS} of ${inputs.length} inputs.`,
                `共 ${inputs.length} 路输入，只显示前 ${MOST_INPUTS} 路。`,
              ),
            ]
          : [],
      buttons: buttonRow(
        running
          ? runButton(typedLine('monitor stop', monitor.word), say('Stop…', '停止…'), 'danger')
          : runButton(typedLine('monitor start', monitor.word), say('Start…', '启动…'), 'primary'),
        runButton(typedLine('monitor report', monitor.word), say('Report', '报告')),
      ),
    });
  },
});

function checksText({ say }: Pick<CommandContext, 'say'>, { info }: Monitor): string {
  const on = (value: number | bigint | undefined) => Number(value ?? 0) > 0;
  const checks = [
    on(info.CheckStreamBroken) && say('broken stream', '断流'),
    on(info.CheckStreamLowFrameRate) && say('low frame rate', '低帧率'),
    on(info.AiFormatDiagnose) && say('format', '格式诊断'),
    on(info.AiQualityControl) && say('picture quality', '内容质检'),
    on(info.AsrLanguage) && say('speech to text', '语音识别'),
    on(info.OcrLanguage) && say('text in the picture', '文字识别'),
    on(info.AllowMonitorReport) && say('kept for the report', '存入报告'),
  ].filter((check) => check !== false);
  return checks.length > 0 ? checks.join(say(', ', '、')) : say('none', '无');
}
