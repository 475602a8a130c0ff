import { safeLine } from '../../src/text/safe-line.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';
import { listCommand } from '../shape/list.ts';
import { rowButton } from '../shape/row-button.ts';
import { ago } from '../when.ts';
import { isRunning } from './describe.ts';
import { monitorLabel, readMonitors } from './resolve.ts';

export const monitorList = listCommand({
  name: 'monitor list',
  zh: '监播 列表',
  summary: { en: 'List the monitors', zh: '列出监播任务' },
  read: async (context) => {
    const { monitors, total } = await readMonitors(context);
    return { items: monitors, total };
  },
  searched: (_, monitor) => [monitor.id, monitor.name],
  title: { en: 'Monitors', zh: '监播任务' },
  none: { en: 'There are no monitors', zh: '还没有监播任务' },
  noMatch: { en: 'No such monitor', zh: '没有符合条件的监播任务' },
  columns: [
    [{ en: 'Name', zh: '名称' }, (_, monitor) => safeLine(monitor.name, 40)],
    [
      { en: 'State', zh: '状态' },
      ({ say }, monitor) => (isRunning(monitor) ? say('running', '监播中') : say('idle', '空闲')),
    ],
    [
      { en: 'Since', zh: '起始' },
      (context, monitor) => {
        const at = fromCloud(isRunning(monitor) ? monitor.info.StartTime : monitor.info.StopTime);
        return at === undefined ? '' : ago(context, at);
      },
    ],
    [{ en: 'Inputs', zh: '输入数' }, (_, monitor) => String(monitor.info.InputList?.length ?? 0)],
    [{ en: 'ID', zh: 'ID' }, (_, monitor) => monitor.id],
  ],
  button: (_, monitor, rows) => rowButton('monitor show', monitor, rows, monitorLabel),
});
