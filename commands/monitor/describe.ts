import type { CommandContext } from '../../src/command.ts';
import type { Fact } from '../../src/reply.ts';
import { brief } from '../brief.ts';
import { fromCloud, when } from '../when.ts';
import type { Monitor } from './resolve.ts';

/** LiveStreamMonitorInfo, Status. */
const RUNNING = 1;
/** Input indexes of a caster's own pictures (LiveStreamMonitorInputInfo, CasterInputIndex). */
const CASTER_PVW = 10_000;
const CASTER_PGM = 10_001;

/** One picture of a monitor. */
export interface MonitorInput {
  readonly index: number;
  readonly text: string;
}

/** Whether the monitor runs now. */
export function isRunning(monitor: Monitor): boolean {
  return Number(monitor.info.Status ?? 0) === RUNNING;
}

/** The pictures, numbered as StartLiveStreamMonitor takes them: from 1, in the order of the list. */
export function inputsOf(context: Pick<CommandContext, 'say'>, monitor: Monitor): MonitorInput[] {
  return (monitor.info.InputList ?? []).map((input, place) => {
    const index = place + 1;
    const casterIndex = Number(input.CasterInputIndex ?? 0);
    if (casterIndex === CASTER_PVW) return { index, text: context.say('PVW of the caster', '导播台预监') };
    if (casterIndex === CASTER_PGM) return { index, text: context.say('PGM of the caster', '导播台主监') };
    const name = [input.InputDomain, input.InputApp, input.InputStreamName].filter(Boolean).join('/');
    return { index, text: brief([name, input.Description].filter(Boolean).join(' · '), 80) };
  });
}

/** Indexes of the inputs that are heard. */
export function audibleOf(monitor: Monitor): number[] {
  return (monitor.info.AudibleInputIndexList ?? []).map(Number).sort((a, b) => a - b);
}

/** State, since when, and what is heard. */
export function monitorFacts(context: CommandContext, monitor: Monitor): Fact[] {
  const { say } = context;
  const running = isRunning(monitor);
  const facts: Fact[] = [
    { label: say('State', '状态'), value: running ? say('running', '监播中') : say('idle', '空闲') },
  ];
  const at = fromCloud(running ? monitor.info.StartTime : monitor.info.StopTime);
  if (at !== undefined)
    facts.push({
      label: running ? say('Started', '启动于') : say('Stopped', '停止于'),
      value: when(context, at),
    });
  if (running) facts.push({ label: say('Sound', '声音'), value: audibleText(context, audibleOf(monitor)) });
  return facts;
}

/** Which inputs are heard, in words. */
export function audibleText({ say }: Pick<CommandContext, 'say'>, audible: readonly number[]): string {
  if (audible.length === 0) return say('none', '静音');
  return say(`input ${audible.join(', ')}`, `输入 ${audible.join('、')}`);
}
