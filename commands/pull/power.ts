import type { CommandContext } from '../../src/command.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';
import { isPaused, targetStream, type PullTask } from '../../src/live/read/pulls.ts';
import { byId } from '../../src/text/name-forms.ts';
import { actCommand, nothingToDo } from '../shape/act.ts';
import { viewersFact } from '../stream/viewers.ts';
import { typedLine } from '../typed-line.ts';
import { pullNoun, pullSubject } from './noun.ts';
import { pullLabel } from './resolve.ts';
import { readPullState } from './state.ts';

/** What viewers of its stream would notice. */
async function facts(context: CommandContext, task: PullTask) {
  const target = targetStream(task);
  return target ? [await viewersFact(context, target)] : [];
}

/** Whether it pushes now. @throws LiveError */
async function isPushing(context: CommandContext, task: PullTask): Promise<boolean> {
  return (await readPullState(context, { ...task, word: byId(task.id) })).runStatus === 'active';
}

export const pullStart = actCommand({
  name: 'pull start',
  zh: '拉流 启动',
  summary: { en: 'Start a pull task that was stopped', zh: '启动已停止的拉流转推任务' },
  risk: 'air',
  noun: pullNoun,
  subject: pullSubject,
  options: {},
  action: 'ModifyLivePullStreamTask',
  params: (task, _, { person }) => ({ TaskId: task.id, Operator: person.id, Status: 'enable' }),
  title: (label) => ({ en: `Start pull task ${label}`, zh: `启动拉流转推任务 ${label}` }),
  refuse: (task, _, context) => {
    const label = pullLabel(task);
    const show = typedLine('pull show', byId(task.id));
    if ((fromCloud(task.info.EndTime) ?? Infinity) <= context.now())
      return nothingToDo(
        { en: `The time of pull task ${label} is over`, zh: `拉流转推任务 ${label} 已过期` },
        {
          en: 'It would not push: give it a later end first, with pull extend.',
          zh: '启动后也不会推流：请先用“拉流 延期”延长结束时间。',
        },
        show,
      );
    if (isPaused(task)) return undefined;
    return nothingToDo(
      { en: `Pull task ${label} is started already`, zh: `拉流转推任务 ${label} 已处于启用状态` },
      {
        en: 'Where it does not push all the same, restart it: pull restart.',
        zh: '如果仍未推流，请用“拉流 重启”。',
      },
      show,
    );
  },
  warn: (_, task) => [
    task.info.SourceType === 'PullVodPushLive'
      ? { en: 'It pushes again, its files from the beginning.', zh: '任务会重新推流，点播文件从头播放。' }
      : { en: 'It pushes again to its stream.', zh: '任务会重新向目标流推流。' },
  ],
  facts,
  isDone: async (task, _, context) =>
    task !== undefined && !isPaused(task) && (await isPushing(context, task)),
  undo: () => ({ command: 'pull stop', label: { en: 'Undo: stop it', zh: '撤销：停止任务' } }),
  undoText: { en: 'Undo: stop it.', zh: '可撤销：停止任务。' },
});

export const pullStop = actCommand({
  name: 'pull stop',
  zh: '拉流 停止',
  summary: { en: 'Stop a pull task; its push ends', zh: '停止拉流转推任务，其推流随之结束' },
  risk: 'air',
  noun: pullNoun,
  subject: pullSubject,
  options: {},
  action: 'ModifyLivePullStreamTask',
  params: (task, _, { person }) => ({ TaskId: task.id, Operator: person.id, Status: 'pause' }),
  title: (label) => ({ en: `Stop pull task ${label}`, zh: `停止拉流转推任务 ${label}` }),
  refuse: (task) =>
    isPaused(task)
      ? nothingToDo(
          {
            en: `Pull task ${pullLabel(task)} is stopped already`,
            zh: `拉流转推任务 ${pullLabel(task)} 已停止`,
          },
          { en: 'Nothing to stop.', zh: '无需停止。' },
          typedLine('pull start', byId(task.id)),
        )
      : undefined,
  warn: () => [
    {
      en: 'Viewers lose the picture where this push is the only or the main one.',
      zh: '如果它是唯一的推流或主流，观众会看不到画面。',
    },
  ],
  facts,
  isDone: async (task, _, context) =>
    task !== undefined && isPaused(task) && !(await isPushing(context, task)),
  undo: () => ({ command: 'pull start', label: { en: 'Undo: start it', zh: '撤销：启动任务' } }),
  undoText: {
    en: 'Undo: start it; files start from the beginning.',
    zh: '可撤销：重新启动；点播文件从头播放。',
  },
});

export const pullRemove = actCommand({
  name: 'pull remove',
  zh: '拉流 删除',
  summary: { en: 'Remove a pull task for good', zh: '永久删除拉流转推任务' },
  risk: 'destroy',
  noun: pullNoun,
  subject: pullSubject,
  options: {},
  action: 'DeleteLivePullStreamTask',
  params: (task, _, { person }) => ({ TaskId: task.id, Operator: person.id }),
  title: (label) => ({ en: `Remove pull task ${label}`, zh: `删除拉流转推任务 ${label}` }),
  refuse: async (task, _, context) =>
    (await isPushing(context, task))
      ? nothingToDo(
          {
            en: `Pull task ${pullLabel(task)} pushes now`,
            zh: `拉流转推任务 ${pullLabel(task)} 正在推流`,
          },
          {
            en: 'Stop it first, so that nobody takes a stream off air by removing a task.',
            zh: '请先停止任务，避免因删除任务而断流。',
          },
          typedLine('pull stop', byId(task.id)),
        )
      : undefined,
  isDone: (task) => task === undefined,
  undoText: { en: 'No undo: the task cannot be got back.', zh: '无法撤销：任务删除后不能恢复。' },
});
