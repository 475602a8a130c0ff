import { defineAct } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';
import { isRunning } from './describe.ts';
import { monitorLabel, monitorOption, resolveMonitor } from './resolve.ts';
import { undoStop } from './restore.ts';
import { previewStop, runStop, type StopPlan, verifyStop } from './stopping.ts';

export const monitorStop = defineAct({
  name: 'monitor stop',
  zh: '监播 停止',
  summary: { en: 'Stop a monitor', zh: '停止一个监播任务' },
  risk: 'change',
  options: { monitor: monitorOption },
  async preview(context, options) {
    const monitor = await resolveMonitor(context, options.monitor, 'monitor stop');
    const label = monitorLabel(monitor);
    if (!isRunning(monitor))
      throw new Refusal(
        'airdesk.nothing-to-do',
        { en: `Monitor ${label} does not run`, zh: `监播 ${label} 未在运行` },
        { en: 'Nothing to stop.', zh: '无需停止。' },
        [typedLine('monitor start', monitor.word)],
      );
    return previewStop(context, monitor);
  },
  run: (context, plan: StopPlan) => runStop(context, plan),
  verify: verifyStop,
  undo: undoStop,
});
