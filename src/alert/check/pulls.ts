import type { Live } from '../../live/live.ts';

/** A pull task as the cloud lists it. */
export interface ListedPull {
  /** It should be running now. */
  readonly isDue: boolean;
  /** What people call it; undefined where nobody gave it a name. */
  readonly name: string | undefined;
}

/**
 * Whether a pull task should be running at `now`, ms UTC, and what it is called. It should where it is there, not paused,
 * and its time has come and is not over. A status does not tell: of a task that has ended, or never was, it says `inactive`
 * too. @throws LiveError
 */
export async function listedPull(
  live: Live,
  id: string,
  now: number,
  timeoutMs: number,
): Promise<ListedPull> {
  const { TaskInfos } = await live.call('DescribeLivePullStreamTasks', { TaskId: id }, { timeoutMs });
  const task = TaskInfos.find(({ TaskId }) => TaskId === id);
  const name = task?.Comment?.trim() || undefined;
  if (!task || task.Status === 'pause') return { isDue: false, name };
  const start = Date.parse(task.StartTime ?? '');
  const end = Date.parse(task.EndTime ?? '');
  // A time that cannot be read keeps no alarm back.
  return { isDue: !(start > now) && !(end <= now), name };
}
