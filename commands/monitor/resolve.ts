import { z } from 'zod';
import type { CommandContext, OptionSpec, Target } from '../../src/command.ts';
import type { LiveStreamMonitorInfo } from '../../src/live/catalogue/types.generated.ts';
import { LiveError } from '../../src/live/live-error.ts';
import { pick } from '../pick.ts';
import { brief } from '../brief.ts';
import type { Reader } from '../reader.ts';

/** A monitor task (several pictures in one, watched for faults) as the cloud knows it. */
export interface Monitor {
  readonly id: string;
  readonly name: string;
  readonly info: LiveStreamMonitorInfo;
}

/** The monitor that a command is about. */
export const monitorOption = {
  schema: z.string().min(1).max(128),
  summary: { en: 'id or name of the monitor', zh: '监播任务的 ID 或名称' },
  zh: '监播',
  required: true,
  example: 'studio-a',
  suggests: 'monitor',
} as const satisfies OptionSpec;

const PAGE = 100;
const MOST_PAGES = 5;

/** The first 500 monitors, and how many there are in all. @throws LiveError */
export async function readMonitors(context: Reader): Promise<{ monitors: Monitor[]; total: number }> {
  const monitors: Monitor[] = [];
  let total = 0;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await context.live.call('DescribeLiveStreamMonitorList', {
      Index: page * PAGE,
      Count: PAGE,
    });
    monitors.push(...answer.LiveStreamMonitors.map(monitorOf));
    total = Number(answer.TotalNum);
    if (answer.LiveStreamMonitors.length === 0 || monitors.length >= total) break;
  }
  return { monitors, total: Math.max(total, monitors.length) };
}

/** The one monitor with the id or the unique name `given`. @throws Refusal */
export async function resolveMonitor(
  context: CommandContext,
  given: string,
  command: string,
  rest: readonly string[] = [],
): Promise<Monitor> {
  const { monitors, total } = await readMonitors(context);
  const listed = monitors.some((monitor) => monitor.id === given || monitor.name === given);
  if (!listed && monitors.length < total) {
    const beyond = await findById(context, given);
    if (beyond) return beyond;
  }
  const noun = { en: 'monitor', zh: '监播任务' };
  return pick(given, monitors, { noun, list: 'monitor list', command, rest });
}

/** Reads one monitor again. @throws LiveError */
export async function readMonitor(context: CommandContext, id: string): Promise<Monitor> {
  const answer = await context.live.call('DescribeLiveStreamMonitor', { MonitorId: id });
  return monitorOf(answer.LiveStreamMonitor);
}

/** A monitor beyond those that were listed. */
async function findById(context: CommandContext, id: string): Promise<Monitor | undefined> {
  try {
    return await readMonitor(context, id);
  } catch (error) {
    if (error instanceof LiveError && error.outcome === 'refused') return undefined;
    throw error;
  }
}

/** What a command on a monitor acts on. */
export function monitorTarget(context: CommandContext, monitor: Monitor): Target {
  return { key: `${context.account}/monitor/${monitor.id}`, label: monitorLabel(monitor) };
}

/** Its name, or its id where it has none. */
export function monitorLabel(monitor: Monitor): string {
  return brief(monitor.name, 60) || monitor.id;
}

function monitorOf(info: LiveStreamMonitorInfo): Monitor {
  return { id: info.MonitorId, name: info.MonitorName ?? '', info };
}
