import { type CommandContext, defineLook } from '../../src/command.ts';
import { card } from '../card.ts';
import { listLines, listOptions, matches, nextPage, pageOf } from '../listing.ts';
import { brief } from '../brief.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { typedLine } from '../typed-line.ts';
import { ago } from '../when.ts';
import { isRunning } from './describe.ts';
import { type Monitor, monitorLabel, readMonitors } from './resolve.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';

/** Up to so many monitors, each gets a button to its own card. */
const FEW = 5;

export const monitorList = defineLook({
  name: 'monitor list',
  zh: '监播 列表',
  summary: { en: 'List the monitors', zh: '列出监播任务' },
  risk: 'read',
  options: listOptions,
  async run(context, options) {
    const { say } = context;
    const { monitors, total } = await readMonitors(context);
    const found = monitors.filter((monitor) => matches(options.filter, monitor.id, monitor.name));
    if (found.length === 0)
      return card(
        total === 0
          ? say('There are no monitors', '还没有监播任务')
          : say('No such monitor', '没有符合条件的监播任务'),
        {},
      );
    const rows = pageOf(found, options.page);
    const count = { total: found.length, ...(monitors.length < total ? { read: monitors.length } : {}) };
    return card(say('Monitors', '监播任务'), {
      lines: listLines(context, 'monitor list', options, count),
      table: {
        columns: [
          say('Name', '名称'),
          say('State', '状态'),
          say('Since', '起始'),
          say('Inputs', '输入数'),
          'ID',
        ],
        rows: rows.map((monitor) => row(context, monitor)),
      },
      buttons: [
        ...(rows.length > FEW ? [] : showButtons(rows)),
        ...nextPage(context, 'monitor list', options, found.length),
      ],
    });
  },
});

function row(context: CommandContext, monitor: Monitor): string[] {
  const { say } = context;
  const running = isRunning(monitor);
  const at = fromCloud(running ? monitor.info.StartTime : monitor.info.StopTime);
  return [
    brief(monitor.name, 40),
    running ? say('running', '监播中') : say('idle', '空闲'),
    at === undefined ? '' : ago(context, at),
    String(monitor.info.InputList?.length ?? 0),
    monitor.id,
  ];
}

function showButtons(monitors: readonly Monitor[]) {
  return buttonRow(
    ...monitors.map((monitor) => {
      const label = monitorLabel(monitor);
      const alone = monitors.filter((other) => monitorLabel(other) === label).length === 1;
      return runButton(typedLine('monitor show', monitor.word), alone ? label : monitor.id);
    }),
  );
}
