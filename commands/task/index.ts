import type { Command } from '../../src/command.ts';
import { taskAdd } from './add.ts';
import { taskRemove, taskStop } from './change.ts';
import { TASK_ROWS } from './kinds.ts';
import { taskList } from './list.ts';

/** Tasks that record a stream, or take pictures of it, between two times: one shape. */
export const taskCommands: readonly Command[] = TASK_ROWS.flatMap((row) => [
  taskList(row),
  taskAdd(row),
  taskStop(row),
  taskRemove(row),
]);
