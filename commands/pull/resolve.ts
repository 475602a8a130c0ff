import { safeLine } from '../../src/text/safe-line.ts';
import { z } from 'zod';
import type { CommandContext, OptionSpec, Target } from '../../src/command.ts';
import { readPullTask, readPullTasks, type PullTask } from '../../src/live/read/pulls.ts';
import { byId, idOf } from '../../src/text/name-forms.ts';
import { itemsMeant, pick, worded, type Worded } from '../pick.ts';
import type { Reader } from '../../src/live/reader.ts';

/** A pull task with what names it and nothing else in a line. */
export type Pull = Worded<PullTask>;

/** The pull task that a command is about. */
export const pullOption = {
  schema: z.string().min(1).max(128),
  summary: { en: 'id or comment of the pull task', zh: '拉流转推任务的 ID 或备注' },
  zh: '任务',
  required: true,
  example: 'stadium-feed',
  suggests: 'pull',
  names: true,
} as const satisfies OptionSpec;

/** The first 200 pull tasks, the one that was changed last in front, and how many there are in all. @throws LiveError */
export async function readPulls(context: Reader): Promise<{ pulls: Pull[]; total: number }> {
  const { items, total } = await readPullTasks(context);
  return { pulls: worded(items), total };
}

/** The one pull task that `given` can mean, by id or by comment. @throws Refusal */
export async function resolvePull(context: Reader, given: string, command: string): Promise<Pull> {
  const { pulls, total } = await readPulls(context);
  const incomplete = pulls.length < total;
  const listed = itemsMeant(given, pulls).some(({ id }) => id === idOf(given));
  const beyond = incomplete && !listed ? await readPull(context, idOf(given)) : undefined;
  const noun = { en: 'pull task', zh: '拉流转推任务' };
  return pick(given, worded(beyond ? [...pulls, beyond] : pulls), {
    noun,
    list: 'pull list',
    command,
    rest: [],
    incomplete,
  });
}

/** Reads one pull task by its id. Undefined: there is none. @throws LiveError */
export async function readPull(context: Reader, id: string): Promise<Pull | undefined> {
  const task = await readPullTask(context, id);
  return task && { ...task, word: byId(task.id) };
}

/** What a command on a pull task acts on. */
export function pullTarget(context: CommandContext, pull: Pull): Target {
  return { key: `${context.account}/pull/${pull.id}`, label: pullLabel(pull) };
}

/** Its comment, or its id where it has none. */
export function pullLabel(pull: Pick<PullTask, 'id' | 'name'>): string {
  return safeLine(pull.name, 60) || pull.id;
}
