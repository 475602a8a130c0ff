import { AirdeskError } from '../../src/errors.ts';
import { isDue, readPullTasks, type PullTask } from '../../src/live/read/pulls.ts';
import type { Reader } from '../../src/live/reader.ts';
import { byId } from '../../src/text/name-forms.ts';
import type { Text } from '../../src/text/language.ts';
import { pullLabel } from '../pull/resolve.ts';
import { typedLine } from '../typed-line.ts';
import type { Part, Trouble } from './part.ts';

/** Whether a task runs takes a call each, and the cloud takes 20 a second. */
const MOST_ASKED = 40;

/** Pull tasks whose time it is: those that run, those that do not and should, and those that could not be asked. */
export const pulls: Part = {
  label: { en: 'Pull tasks', zh: '拉流转推' },
  line: 'pull list',
  async read(context) {
    const { items } = await readPullTasks(context);
    const due = items.filter((task) => isDue(task, context.now()));
    if (due.length === 0) return { value: { en: 'none due', zh: '无应运行的任务' } };
    const asked = await Promise.all(
      due.slice(0, MOST_ASKED).map(async (task) => ({ task, runs: await runs(context, task) })),
    );
    const idle = asked.filter((each) => each.runs === false);
    const running = asked.filter((each) => each.runs === true).length;
    const unknown = due.length - running - idle.length;
    const value: Text = {
      en: `${running} of ${due.length} running${unknown > 0 ? `, ${unknown} not known` : ''}`,
      zh: `应运行 ${due.length} 个，${running} 个运行中${unknown > 0 ? `，${unknown} 个未知` : ''}`,
    };
    return { value, troubles: idle.map(({ task }) => idleTask(task)), isPartial: unknown > 0 };
  },
};

function idleTask(task: PullTask): Trouble {
  const label = pullLabel(task);
  return {
    text: {
      en: `Pull task ${label} should run and does not`,
      zh: `拉流转推任务 ${label} 应在运行，但没有运行`,
    },
    line: typedLine('pull show', byId(task.id)),
    label,
  };
}

async function runs({ live }: Reader, { id }: PullTask): Promise<boolean | undefined> {
  try {
    const { TaskStatusInfo } = await live.call('DescribeLivePullStreamTaskStatus', { TaskId: id });
    return TaskStatusInfo.RunStatus === 'active';
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return undefined;
  }
}
