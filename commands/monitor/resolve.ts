import { safeLine } from '../../src/text/safe-line.ts';
import { z } from 'zod';
import type { CommandContext, OptionSpec, Target } from '../../src/command.ts';
import { readMonitorTask, readMonitorTasks, type MonitorTask } from '../../src/live/read/monitors.ts';
import { LiveError } from '../../src/live/live-error.ts';
import { byId, idOf } from '../../src/text/name-forms.ts';
import { itemsMeant, pick, worded, type Worded } from '../pick.ts';
import type { Reader } from '../../src/live/reader.ts';

/** A monitor with what names it and nothing else in a line. */
export type Monitor = Worded<MonitorTask>;

/** The monitor that a command is about. */
export const monitorOption = {
  schema: z.string().min(1).max(128),
  summary: { en: 'id or name of the monitor', zh: '监播任务的 ID 或名称' },
  zh: '监播',
  required: true,
  example: 'studio-a',
  suggests: 'monitor',
  names: true,
} as const satisfies OptionSpec;

/** The first 500 monitors, and how many there are in all. @throws LiveError */
export async function readMonitors(context: Reader): Promise<{ monitors: Monitor[]; total: number }> {
  const { items, total } = await readMonitorTasks(context);
  return { monitors: worded(items), total };
}

/** The one monitor that `given` can mean, by id or by name. @throws Refusal */
export async function resolveMonitor(
  context: CommandContext,
  given: string,
  command: string,
  rest: readonly string[] = [],
): Promise<Monitor> {
  const { monitors, total } = await readMonitors(context);
  const incomplete = monitors.length < total;
  const beyond = incomplete && !itemsMeant(given, monitors).some(({ id }) => id === idOf(given));
  const all = beyond ? [...monitors, ...(await findById(context, idOf(given)))] : monitors;
  const noun = { en: 'monitor', zh: '监播任务' };
  return pick(given, worded(all), { noun, list: 'monitor list', command, rest, incomplete });
}

/** Reads one monitor again. @throws LiveError */
export async function readMonitor(context: Reader, id: string): Promise<Monitor> {
  const monitor = await readMonitorTask(context, id);
  return { ...monitor, word: byId(monitor.id) };
}

/** A monitor by its id, also beyond those that were listed; none where there is none. @throws LiveError */
export async function findById(context: Reader, id: string): Promise<Monitor[]> {
  try {
    return [await readMonitor(context, id)];
  } catch (error) {
    if (error instanceof LiveError && error.outcome === 'refused') return [];
    throw error;
  }
}

/** What a command on a monitor acts on. */
export function monitorTarget(context: CommandContext, monitor: Monitor): Target {
  return { key: `${context.account}/monitor/${monitor.id}`, label: monitorLabel(monitor) };
}

/** Its name, or its id where it has none. */
export function monitorLabel(monitor: MonitorTask): string {
  return safeLine(monitor.name, 60) || monitor.id;
}
