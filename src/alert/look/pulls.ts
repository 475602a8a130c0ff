import type { Live } from '../../live/live.ts';

/**
 * Whether a pull task should be running at `now`, ms UTC: it is there, not paused, and its time has come and is not
 * over. A status does not tell: of a task that has ended, or never was, it says `inactive` too. @throws LiveError
 */
export async function isPullDue(live: Live, id: string, now: number, timeoutMs: number): Promise<boolean> {
  const { TaskInfos } = await live.call('DescribeLivePullStreamTasks', { TaskId: id }, { timeoutMs });
  const task = TaskInfos.find(({ TaskId }) => TaskId === id);
  if (!task || task.Status === 'pause') return false;
  const start = Date.parse(task.StartTime ?? '');
  const end = Date.parse(task.EndTime ?? '');
  // A time that cannot be read keeps no alarm back.
  return !(start > now) && !(end <= now);
}
