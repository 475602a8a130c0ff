import type { ActCommand } from '../../src/command.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { isOver, type StreamTask } from '../../src/live/read/tasks.ts';
import { toCloud } from '../../src/live/cloud-time.ts';
import { byId } from '../../src/text/name-forms.ts';
import { inRed } from '../in-red.ts';
import { actCommand, nothingToDo } from '../shape/act.ts';
import { streamWord } from '../stream/naming/word.ts';
import { typedLine } from '../typed-line.ts';
import type { TaskRow } from './kinds.ts';
import { taskLabel, taskNoun, taskSubject } from './noun.ts';
import { spaced } from '../../src/card/name-with-id.ts';

/** The command that ends what a task of this kind makes, as `record task stop`. */
export function taskStop(row: TaskRow): ActCommand {
  const { kind, zh, words, calls, summaries, stopped, again } = row;
  return actCommand({
    name: `${kind} task stop`,
    zh: `${zh} 任务 停止`,
    summary: summaries.stop,
    risk: 'change',
    noun: taskNoun(row),
    subject: taskSubject(row),
    options: {},
    action: calls.stop,
    params: ({ id }) => ({ TaskId: id }),
    title: (label) => ({ en: `Stop ${words.en} ${label}`, zh: `停止${words.zh} ${label}` }),
    refuse: (task, _, { now }) =>
      isOver(task, now())
        ? nothingToDo(
            {
              en: `The ${words.en} ${taskLabel(task).en} is over already`,
              zh: `${words.zh} ${spaced(taskLabel(task).zh)}已结束`,
            },
            { en: 'There is nothing to stop.', zh: '无需停止。' },
            typedLine(`${kind} task list`, fullName(task.stream)),
          )
        : undefined,
    warn: ({ now }, task) => [
      task.start > now()
        ? { en: 'It has not begun, and will not begin.', zh: '任务尚未开始，停止后不会再开始。' }
        : inRed(stopped),
    ],
    isDone: (task) => task?.stopped !== undefined,
    undoText: again,
  });
}

/** Takes a task off the list, and off everything that would be pushed. */
export function taskRemove(row: TaskRow): ActCommand {
  const { kind, zh, words, calls, summaries, removed } = row;
  return actCommand({
    name: `${kind} task remove`,
    zh: `${zh} 任务 删除`,
    summary: summaries.remove,
    risk: 'destroy',
    noun: taskNoun(row),
    subject: taskSubject(row),
    options: {},
    action: calls.remove,
    params: ({ id }) => ({ TaskId: id }),
    title: (label) => ({ en: `Remove ${words.en} ${label}`, zh: `删除${words.zh} ${label}` }),
    warn: ({ now }, task) => (isOver(task, now()) || task.start > now() ? [] : [inRed(removed)]),
    facts: ({ say, now }, task) =>
      isOver(task, now())
        ? []
        : [{ label: say('To add it again', '重新添加'), value: lineOf(row, task, now()) }],
    isDone: (task) => task === undefined,
    undoText: {
      en: 'No undo: the task and its entry are gone; one that is made again has another id.',
      zh: '无法撤销：任务及其记录会被删除；重新添加的任务 ID 不同。',
    },
  });
}

/** What adds the same task, from now on where it has begun. */
function lineOf({ kind }: TaskRow, task: StreamTask, now: number): string {
  const words = [streamWord(task.stream), toCloud(Math.max(task.start, now + 60_000)), toCloud(task.end)];
  return typedLine(`${kind} task add`, ...words, byId(task.templateId));
}
