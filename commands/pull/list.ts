import { safeLine } from '../../src/text/safe-line.ts';
import { listCommand } from '../shape/list.ts';
import { rowButton } from '../shape/row-button.ts';
import { pullLabel, readPulls } from './resolve.ts';
import { idleReason, sourcesText, targetText } from './state.ts';

/** Whether a task that is due really runs takes a call for each: that is on its own card. */
export const pullList = listCommand({
  name: 'pull list',
  zh: '拉流 列表',
  summary: { en: 'List the pull tasks', zh: '列出拉流转推任务' },
  read: async (context) => {
    const { pulls, total } = await readPulls(context);
    return { items: pulls, total };
  },
  searched: (context, pull) => [pull.id, pull.name, targetText(context, pull)],
  title: { en: 'Pull tasks', zh: '拉流转推任务' },
  none: { en: 'There are no pull tasks', zh: '还没有拉流转推任务' },
  noMatch: { en: 'No such pull task', zh: '没有符合条件的拉流转推任务' },
  columns: [
    [{ en: 'Comment', zh: '备注' }, (_, pull) => safeLine(pull.name, 40)],
    [
      { en: 'State', zh: '状态' },
      (context, pull) => idleReason(context, pull) ?? context.say('enabled', '已启用'),
    ],
    [{ en: 'Source', zh: '拉流源' }, (_, pull) => safeLine(sourcesText(pull).split('\n', 1)[0] ?? '', 60)],
    [{ en: 'Target', zh: '转推目标' }, (context, pull) => targetText(context, pull)],
    [{ en: 'ID', zh: 'ID' }, (_, pull) => pull.id],
  ],
  button: (_, pull, rows) => rowButton('pull show', pull, rows, pullLabel),
});
