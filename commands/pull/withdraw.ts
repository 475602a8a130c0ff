import { z } from 'zod';
import { Refusal } from '../../src/errors.ts';
import { targetStream } from '../../src/live/read/pulls.ts';
import { byId } from '../../src/text/name-forms.ts';
import { actCommand } from '../shape/act.ts';
import { viewersFact } from '../stream/viewers.ts';
import { typedLine } from '../typed-line.ts';
import { pullNoun, pullSubject } from './noun.ts';
import { taskMark } from './state.ts';

/** Undo of `pull add`: removes the task also while it pushes, where it is as the command left it. */
export const pullWithdraw = actCommand({
  name: 'pull withdraw',
  zh: '拉流 撤回',
  summary: { en: 'Remove a pull task that was just made', zh: '删除刚新建的拉流转推任务' },
  hidden: true,
  risk: 'air',
  noun: pullNoun,
  subject: pullSubject,
  options: {
    left: {
      schema: z.string().min(1).max(128),
      summary: { en: 'how the command left it', zh: '命令执行后的标记' },
      ...{ zh: '现状', required: true, example: '4f1c' },
    },
  },
  action: 'DeleteLivePullStreamTask',
  params: (task, _, { person }) => ({ TaskId: task.id, Operator: person.id }),
  title: (label) => ({ en: `Remove pull task ${label} again`, zh: `删除刚新建的拉流转推任务 ${label}` }),
  refuse: (task, { left }) =>
    taskMark(task) === left
      ? undefined
      : new Refusal(
          'airdesk.changed',
          { en: 'The task was changed since', zh: '任务之后又被改过' },
          {
            en: 'Nothing was done. Check it first; pull stop ends its push.',
            zh: '未执行任何操作。请先查看；“拉流 停止”可结束其推流。',
          },
          [typedLine('pull show', byId(task.id))],
        ),
  warn: () => [{ en: 'Its push ends with it.', zh: '其推流随之结束。' }],
  facts: async (context, task) => {
    const target = targetStream(task);
    return target ? [await viewersFact(context, target)] : [];
  },
  isDone: (task) => task === undefined,
  undoText: { en: 'No undo: create it again with pull add.', zh: '无法撤销：可用“拉流 添加”重新创建。' },
});
