import type { CommandContext } from '../../src/command.ts';
import { isRunning } from '../monitor/describe.ts';
import { type Monitor, monitorLabel, monitorTarget } from '../monitor/resolve.ts';
import { typedLine } from '../typed-line.ts';
import type { Control } from './control.ts';
import { clockTime, joined, type Row } from './row.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';

/** A monitor of a panel: whether it runs. */
export function monitorRow(context: CommandContext, monitor: Monitor): Row {
  const { say } = context;
  const name = monitorLabel(monitor);
  const running = isRunning(monitor);
  const at = fromCloud(running ? monitor.info.StartTime : monitor.info.StopTime);
  const from = at === undefined ? '' : clockTime(context, at);
  const inputs = monitor.info.InputList?.length ?? 0;
  return {
    fact: {
      label: say(`Monitor ${name}`, `监播 ${name}`),
      value: joined([
        `${running ? say('● running', '● 监播中') : say('○ idle', '○ 空闲')}${from && say(` since ${from}`, `（${from} 起）`)}`,
        say(inputs === 1 ? '1 input' : `${inputs} inputs`, `${inputs} 路输入`),
      ]),
    },
    controls: controlsOf(context, monitor, name, running),
    target: monitorTarget(context, monitor).key,
  };
}

function controlsOf({ say }: CommandContext, { id }: Monitor, name: string, running: boolean): Control[] {
  const control = (command: string, urgency: Control['urgency'], words: string): Control => ({
    urgency,
    lines: [typedLine(command, id)],
    label: words,
    choice: `${name} · ${words}`,
  });
  return [
    running
      ? control('monitor stop', 'more', say('Stop…', '停止…'))
      : control('monitor start', 'more', say('Start…', '启动…')),
    control('monitor report', 'details', say('Report', '报告')),
    control('monitor show', 'details', say('Details', '详情')),
  ];
}
