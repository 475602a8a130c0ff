import { z } from 'zod';
import type { CommandContext, OptionSpec, Target } from '../../src/command.ts';
import type { PullStreamTaskInfo } from '../../src/live/catalogue/types.generated.ts';
import { byId, idOf } from '../../src/text/name-forms.ts';
import { brief } from '../brief.ts';
import { itemsMeant, pick, worded } from '../pick.ts';
import type { Reader } from '../../src/live/reader.ts';

/** A pull task (a source pulled and pushed to a target) as the cloud lists it. Its name is its comment. */
export interface Pull {
  readonly id: string;
  readonly name: string;
  /** What names it and nothing else in a line. */
  readonly word: string;
  readonly info: PullStreamTaskInfo;
}

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

/** Largest page of DescribeLivePullStreamTasks. */
const PAGE = 20;
/** 200 tasks: as many as an account usually may have. */
const MOST_PAGES = 10;

/** The first 200 pull tasks, the one that was changed last in front, and how many there are in all. @throws LiveError */
export async function readPulls(context: Reader): Promise<{ pulls: Pull[]; total: number }> {
  const pulls: Pull[] = [];
  let total = 0;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await context.live.call('DescribeLivePullStreamTasks', { PageNum: page, PageSize: PAGE });
    pulls.push(...answer.TaskInfos.map(pullOf));
    total = Number(answer.TotalNum);
    if (answer.TaskInfos.length === 0 || pulls.length >= total) break;
  }
  // A task that was changed between two pages moves to the front, and would be there twice.
  const distinct = [...new Map(pulls.map((pull) => [pull.id, pull])).values()];
  return { pulls: worded(distinct), total: Math.max(total, distinct.length) };
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
  const answer = await context.live.call('DescribeLivePullStreamTasks', { TaskId: id });
  const info = answer.TaskInfos.find((task) => task.TaskId === id);
  return info && pullOf(info);
}

/** What a command on a pull task acts on. */
export function pullTarget(context: CommandContext, pull: Pull): Target {
  return { key: `${context.account}/pull/${pull.id}`, label: pullLabel(pull) };
}

/** Its comment, or its id where it has none. */
export function pullLabel(pull: Pull): string {
  return brief(pull.name, 60) || pull.id;
}

function pullOf(info: PullStreamTaskInfo): Pull {
  const id = info.TaskId ?? '';
  return { id, name: (info.Comment ?? '').trim(), word: byId(id), info };
}
