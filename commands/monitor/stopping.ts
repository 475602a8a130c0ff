import type { CommandContext, Preview, Verified } from '../../src/command.ts';
import { typedLine } from '../typed-line.ts';
import { audibleOf, isRunning, monitorFacts, settingsMark } from './describe.ts';
import type { Left } from './left.ts';
import { type Monitor, monitorLabel, monitorTarget, readMonitor } from './resolve.ts';

/** `audible`: what was heard, for the undo; `started`: when the run began, seconds since 1970. */
export type StopPlan = {
  readonly id: string;
  readonly audible: readonly number[];
  readonly started?: number;
};

/** The preview of stopping a monitor that runs. */
export function previewStop(context: CommandContext, monitor: Monitor): Preview<StopPlan> {
  const { say } = context;
  const label = monitorLabel(monitor);
  const audible = audibleOf(monitor);
  const started = Number(monitor.info.StartTime ?? 0);
  return {
    target: monitorTarget(context, monitor),
    title: say(`Stop monitor ${label}`, `停止监播 ${label}`),
    plan: { id: monitor.id, audible, started },
    showCommand: typedLine('monitor show', monitor.word),
    state: { running: true, startTime: started, audible },
    facts: monitorFacts(context, monitor),
    lines: [
      say(
        'Viewers notice nothing, but faults of these inputs are no longer reported.',
        '观众无感知，但停止后断流、低帧率等异常不再有提醒。',
      ),
      say('Undo: start it again with the same sound.', '可撤销：按原来的声音设置重新启动。'),
    ],
  };
}

/** The one call that stops it. */
export async function runStop(context: CommandContext, plan: StopPlan): Promise<void> {
  await context.live.call('StopLiveStreamMonitor', { MonitorId: plan.id });
}

/** Whether it is idle. One that runs since another moment was started anew. */
export async function verifyStop(context: CommandContext, plan: StopPlan): Promise<Verified> {
  const monitor = await readMonitor(context, plan.id);
  const facts = monitorFacts(context, monitor);
  if (isRunning(monitor)) {
    const anew = plan.started !== undefined && Number(monitor.info.StartTime ?? 0) !== plan.started;
    return { seen: false, ...(anew && { maybeOthers: true }), facts };
  }
  const left: Left = {
    running: false,
    at: Number(monitor.info.StopTime ?? 0),
    settings: settingsMark(monitor),
  };
  return { seen: true, facts, left };
}
