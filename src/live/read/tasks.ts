import { plainHost } from '../../text/host.ts';
import type { RecordTask } from '../catalogue/types.generated.ts';
import { fromCloud } from '../cloud-time.ts';
import { callOptions, type From, type Listed } from './pages.ts';
import { fullName, type StreamName } from './stream-name.ts';

/** What a task makes of a stream: a recording, or pictures. */
export type TaskKind = 'record' | 'snapshot';

/** A stream is recorded, or pictures are taken of it, between two times. Its name is that of its stream. */
export interface StreamTask {
  readonly id: string;
  readonly name: string;
  readonly stream: StreamName;
  /** ms UTC. */
  readonly start: number;
  readonly end: number;
  /** Empty where the cloud names none. */
  readonly templateId: string;
  /** When somebody stopped it, ms UTC; undefined: nobody did. */
  readonly stopped: number | undefined;
}

/** ms UTC, at most 7 days apart, `from` within the last 90 days. */
export interface Within {
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400_000;
const LISTS = { record: 'DescribeRecordTask', snapshot: 'DescribeScreenshotTask' } as const;
/** How many answers of one span are read: some thousand tasks. */
const MOST_PAGES = 20;

/** The tasks that lie wholly within a span, oldest first. @throws LiveError */
export async function readTasks(
  kind: TaskKind,
  from: From,
  within: Within,
  stream?: StreamName,
): Promise<Listed<StreamTask>> {
  const items: StreamTask[] = [];
  let token = '';
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await from.live.call(
      LISTS[kind],
      {
        StartTime: Math.floor(within.from / 1000),
        EndTime: Math.floor(within.to / 1000),
        ...(stream && { DomainName: stream.domain, AppName: stream.app, StreamName: stream.stream }),
        ...(token !== '' && { ScrollToken: token }),
      },
      callOptions(from),
    );
    items.push(...answer.TaskList.map(taskOf));
    token = answer.ScrollToken;
    if (token === '' || answer.TaskList.length === 0) return { items, total: items.length, complete: true };
  }
  return { items, total: items.length + 1, complete: false };
}

/**
 * The tasks that are not over at `now`, and those that ended lately. A task is at most a day long and ends within seven;
 * the cloud tells of seven days at once, so two spans that overlap by a day hold all of them. @throws LiveError
 */
export async function readTasksAround(
  kind: TaskKind,
  from: From,
  now: number,
  stream?: StreamName,
): Promise<Listed<StreamTask>> {
  const spans = [
    { from: now - DAY, to: now + 6 * DAY },
    { from: now, to: now + 7 * DAY },
  ];
  const lists = await Promise.all(spans.map((span) => readTasks(kind, from, span, stream)));
  const tasks = new Map(lists.flatMap(({ items }) => items).map((task) => [task.id, task]));
  const complete = lists.every((list) => list.complete);
  return { items: [...tasks.values()], total: tasks.size + (complete ? 0 : 1), complete };
}

/** Whether nothing begins under it any more at `now`, ms UTC. */
export function isOver({ stopped, end }: StreamTask, now: number): boolean {
  return stopped !== undefined || end <= now;
}

function taskOf(info: RecordTask): StreamTask {
  const { DomainName = '', AppName = '', StreamName = '', TemplateId } = info;
  const stream = { domain: plainHost(DomainName), app: AppName, stream: StreamName };
  return {
    ...{ id: info.TaskId ?? '', name: fullName(stream), stream },
    start: fromCloud(info.StartTime) ?? 0,
    end: fromCloud(info.EndTime) ?? 0,
    templateId: TemplateId === undefined || Number(TemplateId) === 0 ? '' : String(TemplateId),
    stopped: fromCloud(info.Stopped),
  };
}
