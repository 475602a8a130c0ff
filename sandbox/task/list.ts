import { seconds } from '../cloud-time.ts';
import type { Values } from '../feature/feature.ts';
import { textOf } from '../feature/text-of.ts';
import { refuse } from '../refuse.ts';
import type { World } from '../world.ts';
import type { StreamTask, TaskKind } from './task.ts';

const DAY = 86_400_000;
/** Tasks in one answer [I]; what is left has a token. */
const PAGE = 100;

/** The tasks that lie within a span of time, in pages. @throws ApiError */
export function listTasks(world: World, kind: TaskKind, action: string, params: Values): Values {
  const { from, to } = spanOf(world, action, params);
  const asked = { domain: 'DomainName', app: 'AppName', stream: 'StreamName' } as const;
  const found = [...world.features.tasks.values()]
    .filter(
      (task) =>
        task.kind === kind &&
        task.startTime >= from &&
        task.endTime <= to &&
        task.endTime >= world.clock.now() - 90 * DAY &&
        (['domain', 'app', 'stream'] as const).every((part) =>
          ['', task[part]].includes(textOf(params, asked[part])),
        ),
    )
    .sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const after = readToken(action, textOf(params, 'ScrollToken'));
  const rest = found.filter((task) => after === '' || keyOf(task) > after);
  const page = rest.slice(0, PAGE);
  const last = page.at(-1);
  return {
    ScrollToken: last && rest.length > PAGE ? Buffer.from(keyOf(last)).toString('base64url') : '',
    TaskList: page.map(taskInfo),
  };
}

function taskInfo(task: StreamTask): Values {
  return {
    TaskId: task.id,
    DomainName: task.domain,
    AppName: task.app,
    StreamName: task.stream,
    StartTime: seconds(task.startTime),
    EndTime: seconds(task.endTime),
    TemplateId: task.templateId,
    Stopped: task.stopped ?? 0,
  };
}

function spanOf(world: World, action: string, params: Values): { from: number; to: number } {
  const from = Number(params['StartTime']) * 1000;
  const to = Number(params['EndTime']) * 1000;
  if (to <= from || to - from > 7 * DAY)
    throw refuse(action, 'value', 'EndTime must be after StartTime, by at most one week.');
  if (from < world.clock.now() - 90 * DAY)
    throw refuse(action, 'value', 'StartTime must lie within the last 90 days.');
  return { from, to };
}

/** Tasks are listed in the order of this: by their start. */
function keyOf(task: StreamTask): string {
  return `${String(task.startTime).padStart(14, '0')} ${task.id}`;
}

function readToken(action: string, token: string): string {
  const key = Buffer.from(token, 'base64url').toString();
  if (token !== '' && !/^\d{14} [0-9a-f]+$/.test(key))
    throw refuse(action, 'value', 'ScrollToken is none that an answer gave.');
  return key;
}
