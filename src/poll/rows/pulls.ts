import { valuesOf } from '../../callback/normalise/reading.ts';
import { oneByOne } from '../../live/read/one-by-one.ts';
import { isDue, readPullTasks, type PullTask } from '../../live/read/pulls.ts';
import type { Live } from '../../live/live.ts';
import type { Finding, Poller } from '../poller.ts';

const PATIENCE_MS = 8000;
/** Tasks whose state is asked for in one look, in turn where there are more: each takes a call. */
const MOST_ASKED = 60;

/** Pull tasks that should be running and are not: their messages are not signed, and they can have no address for any. */
export const PULLS: Poller = {
  name: 'pulls',
  about: {
    en: 'Pull tasks that should be running and are not.',
    zh: '应在运行却未运行的拉流转推任务。',
  },
  conditions: ['pull.failing'],
  actions: ['DescribeLivePullStreamTasks', 'DescribeLivePullStreamTaskStatus'],
  async look({ live, now, memory }) {
    const { items, complete } = await readPullTasks({ live, timeoutMs: PATIENCE_MS });
    const due = items.filter((task) => isDue(task, now)).sort((a, b) => (a.id < b.id ? -1 : 1));
    const start = typeof memory?.['next'] === 'number' ? memory['next'] % Math.max(due.length, 1) : 0;
    const turn = [...due.slice(start), ...due.slice(0, start)].slice(0, MOST_ASKED);
    const findings: Finding[] = [];
    const judged = new Set<string>();
    for (const [task, isRunning] of await oneByOne(turn, (task) => runs(live, task))) {
      if (isRunning === undefined) continue;
      judged.add(task.id);
      if (!isRunning) findings.push(failing(task));
    }
    const known = new Set(items.map(({ id }) => id));
    const isDueNow = new Set(due.map(({ id }) => id));
    return {
      findings,
      // What is paused, over or deleted is no fault; what was not asked about this time goes on as it was.
      isUnknown: (_condition, { id }) => (known.has(id) ? isDueNow.has(id) && !judged.has(id) : !complete),
      memory: { next: start + turn.length },
    };
  },
};

/** Undefined where the cloud does not say. */
async function runs(live: Live, { id }: PullTask): Promise<boolean | undefined> {
  const { TaskStatusInfo } = await live.call(
    'DescribeLivePullStreamTaskStatus',
    { TaskId: id },
    { timeoutMs: PATIENCE_MS },
  );
  const { RunStatus } = TaskStatusInfo;
  return RunStatus === 'active' ? true : RunStatus === 'inactive' ? false : undefined;
}

function failing(task: PullTask): Finding {
  return {
    condition: 'pull.failing',
    subject: { type: 'pull', id: task.id.slice(0, 300) },
    values: valuesOf({ comment: task.name || undefined }),
  };
}
