import { z } from 'zod';
import { Refusal } from '../../src/errors.ts';
import { byId } from '../../src/text/name-forms.ts';
import { actCommand } from '../shape/act.ts';
import { typedLine } from '../typed-line.ts';
import { settingsMark } from './describe.ts';
import { monitorNoun, monitorSubject } from './noun.ts';

/** Undo of `monitor add`: removes what was made and never started, where it is as the command left it. */
export const monitorWithdraw = actCommand({
  name: 'monitor withdraw',
  zh: '监播 撤回',
  summary: { en: 'Remove a monitor that was just made', zh: '删除刚新建的监播任务' },
  hidden: true,
  risk: 'change',
  noun: monitorNoun,
  subject: monitorSubject,
  options: {
    left: {
      schema: z.string().min(1).max(128),
      summary: { en: 'how the command left it', zh: '命令执行后的标记' },
      ...{ zh: '现状', required: true, example: '4f1c' },
    },
  },
  action: 'DeleteLiveStreamMonitor',
  params: ({ id }) => ({ MonitorId: id }),
  title: (label) => ({ en: `Remove monitor ${label} again`, zh: `删除刚新建的监播任务 ${label}` }),
  refuse: (monitor, { left }) =>
    settingsMark(monitor) === left && Number(monitor.info.StartTime ?? 0) <= 0
      ? undefined
      : new Refusal(
          'airdesk.changed',
          { en: 'The monitor was changed or started since', zh: '监播任务之后又被改过或启动过' },
          {
            en: 'Nothing was done. To remove it all the same: monitor remove.',
            zh: '未执行任何操作。仍要删除请用“监播 删除”。',
          },
          [typedLine('monitor show', byId(monitor.id))],
        ),
  isDone: (monitor) => monitor === undefined,
  undoText: { en: 'No undo: create it again with monitor add.', zh: '无法撤销：可用“监播 添加”重新创建。' },
});
