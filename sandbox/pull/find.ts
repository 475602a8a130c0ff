import { ApiError } from '../api-error.ts';
import type { World } from '../world.ts';
import type { PullTask } from './pull-task.ts';

/** The task with this id, or with this id of the caller's own. */
export function findPull(world: World, id: string, specifyId = ''): PullTask | undefined {
  if (specifyId !== '')
    return [...world.pulls.values()].find(
      (task) => task.specifyId === specifyId && ['', task.id].includes(id),
    );
  return world.pulls.get(id);
}

/** The same. @throws ApiError InvalidParameter.TaskNotExist */
export function requirePull(world: World, params: { TaskId: string; SpecifyTaskId?: string | undefined }) {
  const task = findPull(world, params.TaskId, params.SpecifyTaskId);
  if (!task) throw new ApiError('InvalidParameter.TaskNotExist', `There is no pull task ${params.TaskId}.`);
  return task;
}
