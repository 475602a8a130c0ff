import { defineAct, type Preview } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { byId } from '../../src/text/name-forms.ts';
import { typedLine } from '../typed-line.ts';
import { audibleOf, isRunning, monitorFacts } from './describe.ts';
import { monitorLabel, monitorOption, monitorTarget, readMonitor, resolveMonitor } from './resolve.ts';

/** `audible`: what was heard, for the undo. */
type Plan = { readonly id: string; readonly audible: readonly number[] };

export const monitorStop = defineAct({
  name: 'monitor stop',
  zh: '监播 停止',
  summary: { en: 'Stop a monitor', zh: '停止一个监播任务' },
  risk: 'change',
  options: { monitor: monitorOption },
  async preview(context, options): Promise<Preview<Plan>> {
    const { say } = context;
    const monitor = await resolveMonitor(context, options.monitor, 'monitor stop');
    const label = monitorLabel(monitor);
    if (!isRunning(monitor))
      throw new Refusal(
        'airdesk.nothing-to-do',
        { en: `Monitor ${label} does not run`, zh: `监播 ${label} 未在运行` },
        { en: 'Nothing to stop.', zh: '无需停止。' },
        [typedLine('monitor start', monitor.word)],
      );
    const audible = audibleOf(monitor);
    return {
      target: monitorTarget(context, monitor),
      title: say(`Stop monitor ${label}`, `停止监播 ${label}`),
      plan: { id: monitor.id, audible },
      look: typedLine('monitor show', monitor.word),
      state: { running: true, startTime: Number(monitor.info.StartTime ?? 0), audible },
      facts: monitorFacts(context, monitor),
      lines: [
        say(
          'Viewers notice nothing, but faults of these inputs are no longer reported.',
          '观众无感知，但停止后断流、低帧率等异常不再有提醒。',
        ),
        say('Undo: start it again with the same sound.', '可撤销：按原来的声音设置重新启动。'),
      ],
    };
  },
  async run(context, plan) {
    await context.live.call('StopLiveStreamMonitor', { MonitorId: plan.id });
  },
  async verify(context, plan) {
    const monitor = await readMonitor(context, plan.id);
    return { seen: !isRunning(monitor), facts: monitorFacts(context, monitor) };
  },
  undo: (context, plan) => ({
    command: 'monitor start',
    options: {
      monitor: byId(plan.id),
      ...(plan.audible.length > 0 ? { audible: plan.audible.join(',') } : {}),
    },
    label: context.say('Undo: start again', '撤销：重新启动'),
  }),
});
