import { plainHost } from '../../text/host.ts';
import type { PullStreamTaskInfo } from '../catalogue/types.generated.ts';
import { fromCloud } from '../cloud-time.ts';
import { callOptions, readPages, type From, type Listed } from './pages.ts';
import type { StreamName } from './stream-name.ts';

/** A pull task (a source pulled and pushed to a target) as the cloud lists it. Its name is its comment. */
export interface PullTask {
  readonly id: string;
  /** Empty where nobody gave it a name. */
  readonly name: string;
  readonly info: PullStreamTaskInfo;
}

/** Largest page of DescribeLivePullStreamTasks. */
const PAGE = 20;
/** 200 tasks: as many as an account usually may have. */
const MOST_PAGES = 10;

/** Pull tasks, and how many the account may have; undefined where the cloud does not tell. */
export interface ListedPulls extends Listed<PullTask> {
  readonly most: number | undefined;
}

/** The first 200 pull tasks, the one that was changed last in front. @throws LiveError */
export async function readPullTasks(from: From): Promise<ListedPulls> {
  let most: number | undefined;
  const listed = await readPages(MOST_PAGES, async (page) => {
    const { TaskInfos, TotalNum, LimitTaskNum } = await from.live.call(
      'DescribeLivePullStreamTasks',
      { PageNum: page, PageSize: PAGE },
      callOptions(from),
    );
    most = Number(LimitTaskNum) || undefined;
    return { items: TaskInfos.map(pullTask), total: Number(TotalNum) };
  });
  // A task that was changed between two pages moves to the front, and would be there twice.
  return { ...listed, most, items: [...new Map(listed.items.map((task) => [task.id, task])).values()] };
}

/** Reads one pull task by its id. Undefined: there is none. @throws LiveError */
export async function readPullTask(from: From, id: string): Promise<PullTask | undefined> {
  const { TaskInfos } = await from.live.call(
    'DescribeLivePullStreamTasks',
    { TaskId: id },
    callOptions(from),
  );
  const info = TaskInfos.find((task) => task.TaskId === id);
  return info && pullTask(info);
}

/**
 * The tasks that were made with this id of the caller's own: one, or none. A cloud that does not know the parameter answers
 * with others, so whoever asks looks at what they are. @throws LiveError
 */
export async function readPullTasksMadeAs(from: From, specifyId: string): Promise<readonly PullTask[]> {
  const { TaskInfos } = await from.live.call(
    'DescribeLivePullStreamTasks',
    { SpecifyTaskId: specifyId },
    callOptions(from),
  );
  return TaskInfos.map(pullTask);
}

/**
 * Whether it should be running at `now`, ms UTC: it is not paused, and its time has come and is not over. Its status does
 * not tell: of a task that has ended, or never was, the cloud says `inactive` too. A time that cannot be read counts for
 * nothing, so that it keeps no alarm back.
 */
export function isDue({ info }: Pick<PullTask, 'info'>, now: number): boolean {
  const [start, end] = [fromCloud(info.StartTime), fromCloud(info.EndTime)];
  return !isPaused({ info }) && (start ?? now) <= now && (end ?? Infinity) > now;
}

/** Whether somebody paused it. */
export function isPaused({ info }: Pick<PullTask, 'info'>): boolean {
  return info.Status === 'pause';
}

/** The stream that it pushes: by its own fields. Undefined where they do not tell, as with an address in full. */
export function targetStream({ info }: Pick<PullTask, 'info'>): StreamName | undefined {
  const { DomainName: domain = '', AppName: app = '', StreamName: stream = '' } = info;
  return domain !== '' && app !== '' && stream !== ''
    ? { domain: plainHost(domain), app, stream }
    : undefined;
}

function pullTask(info: PullStreamTaskInfo): PullTask {
  return { id: info.TaskId ?? '', name: (info.Comment ?? '').trim(), info };
}
