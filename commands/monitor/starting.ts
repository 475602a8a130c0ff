import type { CommandContext, Preview, Verified } from '../../src/command.ts';
import { typedLine } from '../typed-line.ts';
import {
  audibleOf,
  audibleText,
  inputsMark,
  inputsOf,
  isRunning,
  monitorFacts,
  outputText,
  settingsMark,
} from './describe.ts';
import type { Left } from './left.ts';
import { type Monitor, monitorLabel, monitorTarget, readMonitor } from './resolve.ts';

/** `inputs`: mark of the inputs that were previewed. */
export type StartPlan = {
  readonly id: string;
  readonly audible: readonly number[];
  readonly inputs?: string;
};

/** The preview of starting a monitor that is idle. */
export function previewStart(
  context: CommandContext,
  monitor: Monitor,
  audible: readonly number[],
): Preview<StartPlan> {
  const { say } = context;
  const label = monitorLabel(monitor);
  return {
    target: monitorTarget(context, monitor),
    title: say(`Start monitor ${label}`, `启动监播 ${label}`),
    plan: { id: monitor.id, audible, inputs: inputsMark(monitor) },
    showCommand: typedLine('monitor show', monitor.word),
    state: { running: false, audible, settings: settingsMark(monitor) },
    facts: [
      ...monitorFacts(context, monitor),
      {
        label: say('Inputs', '输入'),
        value: inputsOf(context, monitor)
          .slice(0, 10)
          .map((input) => `${input.index}  ${input.text}`)
          .join('\n'),
      },
      { label: say('Output', '输出'), value: outputText(monitor) },
      { label: say('Sound', '声音'), value: audibleText(context, audible) },
    ].filter((fact) => fact.value !== ''),
    lines: [say('Viewers notice nothing.', '观众无感知。'), say('Undo: stop it.', '可撤销：停止监播。')],
  };
}

/** The one call that starts it. */
export async function runStart(context: CommandContext, plan: StartPlan): Promise<void> {
  await context.live.call('StartLiveStreamMonitor', {
    MonitorId: plan.id,
    ...(plan.audible.length > 0 ? { AudibleInputIndexList: [...plan.audible] } : {}),
  });
}

/** Whether it runs, with the sound that was asked for and the inputs that were previewed. */
export async function verifyStart(context: CommandContext, plan: StartPlan): Promise<Verified> {
  const { say } = context;
  const monitor = await readMonitor(context, plan.id);
  const facts = monitorFacts(context, monitor);
  if (!isRunning(monitor)) return { seen: false, facts };
  const audible = audibleOf(monitor);
  if (plan.inputs !== undefined && inputsMark(monitor) !== plan.inputs) {
    const value = say('not those of the preview: they were changed', '与预览不同：输入已被改动');
    return {
      seen: false,
      maybeOthers: true,
      facts: [...facts, { label: say('Inputs', '输入'), value }],
    };
  }
  if (audible.join() !== plan.audible.join()) return { seen: false, maybeOthers: true, facts };
  const left: Left = { running: true, at: Number(monitor.info.StartTime ?? 0), audible };
  return { seen: true, facts, left };
}
