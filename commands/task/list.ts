import { z } from 'zod';
import type { CommandContext, LookCommand, OptionSpecs } from '../../src/command.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { isOver, readTasks, readTasksAround, type StreamTask } from '../../src/live/read/tasks.ts';
import { readTemplates } from '../../src/live/read/templates.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { readSpan } from '../figures/span.ts';
import { worded, type Worded } from '../pick.ts';
import { listCommand, type Typed } from '../shape/list.ts';
import { rowButton } from '../shape/row-button.ts';
import type { TaskRow } from './kinds.ts';
import { minute, taskState } from './noun.ts';

const DAY = 86_400_000;

/** A row: the task, and what its template is called. */
type Row = Worded<StreamTask> & { readonly template: string };

const options = {
  from: {
    schema: z.string().max(40).optional(),
    summary: {
      en: 'those that began later than this: how long ago, or a date; without it those of now',
      zh: '只列出此后开始的：多久以前，或日期；不填为当前任务',
    },
    zh: '起始',
    required: false,
    example: '7d',
  },
  to: {
    schema: z.string().max(40).optional(),
    summary: {
      en: 'and ended before this: at most 7 days after `from`',
      zh: '并在此前结束的：最多为起始后 7 天',
    },
    zh: '结束',
    required: false,
    example: '1d',
  },
} as const satisfies OptionSpecs;

/** The tasks of now, or of a week of the last 90 days. */
export function taskList(row: TaskRow): LookCommand {
  const { kind, zh, words, summaries } = row;
  return listCommand({
    name: `${kind} task list`,
    zh: `${zh} 任务 列表`,
    summary: summaries.list,
    options,
    read: async (context, typed) => {
      const [tasks, templates] = await Promise.all([
        readAsked(row, context, typed),
        readTemplates(kind, context),
      ]);
      const names = new Map(templates.items.map(({ id, name }) => [id, name]));
      const items = worded(tasks.items).map((task): Row => ({
        ...task,
        template: names.get(task.templateId) ?? task.templateId,
      }));
      return { items: items.sort((left, right) => left.start - right.start), total: tasks.total };
    },
    searched: (_, task) => [task.id, fullName(task.stream), task.template],
    title: { en: `${words.en.charAt(0).toUpperCase()}${words.en.slice(1)}s`, zh: words.zh },
    none: { en: `There are no ${words.en}s at that time`, zh: `该时间段内没有${words.zh}` },
    noMatch: { en: `No such ${words.en}`, zh: `没有符合条件的${words.zh}` },
    hint: {
      en: `Shown are those that are not over, and those that ended in the last day. Earlier ones: ${kind} task list from:7d`,
      zh: `这里显示未结束的任务和一天内结束的任务。查看更早的：${zh} 任务 列表 起始:7d`,
    },
    note: ({ say, config }) => say(`Times: ${config.timeZone}`, `时间：${config.timeZone}`),
    columns: [
      [{ en: 'Stream', zh: '流' }, (_, task) => safeLine(fullName(task.stream), 80)],
      [{ en: 'State', zh: '状态' }, (context, task) => taskState(context, row, task)],
      [{ en: 'From', zh: '开始' }, (context, task) => minute(context, task.start)],
      [{ en: 'Until', zh: '结束' }, (context, task) => minute(context, task.end)],
      [{ en: 'Template', zh: '模板' }, (_, task) => safeLine(task.template, 40)],
      [{ en: 'ID', zh: 'ID' }, (_, task) => task.id],
    ],
    button: (context, task, rows) =>
      isOver(task, context.now())
        ? undefined
        : rowButton(`${kind} task stop`, task, rows, ({ stream }) =>
            context.say(`Stop ${safeLine(stream.stream, 40)}`, `停止 ${safeLine(stream.stream, 40)}`),
          ),
  });
}

function readAsked({ kind }: TaskRow, context: CommandContext, { from, to }: Typed) {
  if (from === undefined && to === undefined) return readTasksAround(kind, context, context.now());
  const reach = { usual: 7 * DAY, longest: 7 * DAY, back: 90 * DAY };
  return readTasks(kind, context, readSpan(context, { from, to: to ?? weekAfter(context, from) }, reach));
}

/** Without an end, a week after the beginning, or now where that is earlier. */
function weekAfter(context: CommandContext, from: string | undefined): string | undefined {
  const { from: begin, to } = readSpan(context, { from }, { usual: 0, longest: 90 * DAY, back: 90 * DAY });
  return to - begin > 7 * DAY ? new Date(begin + 7 * DAY).toISOString() : undefined;
}
