import type { SuggestionSource } from '../../src/chat/suggest/source.ts';
import { isOver, readTasksAround, type TaskKind } from '../../src/live/read/tasks.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { TASK_ROWS, type TaskRow } from './kinds.ts';
import { minute, taskState } from './noun.ts';

/** The tasks that are not over, then those that ended lately. */
function tasksOf(row: TaskRow): SuggestionSource {
  return {
    within: [],
    async load(context) {
      const { items } = await readTasksAround(row.kind, context, context.now());
      const now = context.now();
      const sorted = [...items].sort((left, right) => Number(isOver(left, now)) - Number(isOver(right, now)));
      return sorted.map((task) => ({
        value: task.id,
        also: [fullName(task.stream), task.stream.stream],
        label: (words) => ({
          name: `${fullName(task.stream)} ${minute(words, task.start)}`,
          state: taskState(words, row, task),
        }),
      }));
    },
  };
}

/** By kind. */
export const taskSuggestions = Object.fromEntries(
  TASK_ROWS.map((row) => [`${row.kind}-task`, tasksOf(row)]),
) as Readonly<Record<`${TaskKind}-task`, SuggestionSource>>;
