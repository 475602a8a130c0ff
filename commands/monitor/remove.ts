import { byId } from '../../src/text/name-forms.ts';
import { actCommand, nothingToDo } from '../shape/act.ts';
import { typedLine } from '../typed-line.ts';
import { isRunning } from './describe.ts';
import { monitorNoun, monitorSubject } from './noun.ts';
import { monitorLabel } from './resolve.ts';

export const monitorRemove = actCommand({
  name: 'monitor remove',
  zh: '监播 删除',
  summary: { en: 'Remove a monitor and its reports for good', zh: '永久删除监播任务及其报告' },
  risk: 'destroy',
  noun: monitorNoun,
  subject: monitorSubject,
  options: {},
  action: 'DeleteLiveStreamMonitor',
  params: ({ id }) => ({ MonitorId: id }),
  title: (label) => ({ en: `Remove monitor ${label}`, zh: `删除监播任务 ${label}` }),
  refuse: (monitor) =>
    isRunning(monitor)
      ? nothingToDo(
          {
            en: `Monitor ${monitorLabel(monitor)} runs now`,
            zh: `监播任务 ${monitorLabel(monitor)} 正在运行`,
          },
          {
            en: 'Stop it first: while it runs, someone may be watching it.',
            zh: '请先停止：运行中的监播可能有人在看。',
          },
          typedLine('monitor stop', byId(monitor.id)),
        )
      : undefined,
  warn: () => [
    {
      en: 'Its reports of the last 7 days are deleted too, and it raises no more alerts.',
      zh: '最近 7 天的报告会一并删除，此后也不会再有来自它的告警。',
    },
  ],
  isDone: (monitor) => monitor === undefined,
  undoText: { en: 'No undo: the monitor cannot be got back.', zh: '无法撤销：监播任务删除后不能恢复。' },
});
