import { readPullTask, readPullTasks, type PullTask } from '../../src/live/read/pulls.ts';
import type { Noun, NounOption } from '../shape/noun.ts';
import { pullLabel, pullOption } from './resolve.ts';
import { settingsOf } from './settings.ts';
import { pullFacts, readPullState, taskMark } from './state.ts';

/** Pull tasks, as commands of one call change them. */
export const pullNoun: Noun<PullTask> = {
  kind: 'pull',
  words: { en: 'pull task', zh: '拉流转推任务' },
  list: 'pull list',
  show: 'pull show',
  read: readPullTasks,
  readOne: readPullTask,
  label: pullLabel,
  facts: async (context, pull) => pullFacts(context, pull, await readPullState(context, pull)),
  state: (task) => ({
    status: task.info.Status ?? '',
    ends: task.info.EndTime ?? '',
    task: taskMark(task),
    ...settingsOf(task),
  }),
};

/** The option that names one. */
export const pullSubject: NounOption & { readonly name: string } = {
  ...{ name: 'task', zh: pullOption.zh, summary: pullOption.summary },
  ...{ example: pullOption.example, suggests: pullOption.suggests },
};
