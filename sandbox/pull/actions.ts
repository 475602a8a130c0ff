import { ApiError } from '../api-error.ts';
import type { Handlers } from '../handler.ts';
import { pageOf } from '../page.ts';
import type { World } from '../world.ts';
import { changedPull, newPull } from './configure.ts';
import { createPull } from './create.ts';
import { findPull, requirePull } from './find.ts';
import { pullInfo, pullStatus } from './pull-task.ts';
import { refreshFiles, restartPull, settlePull, stopPull, tellPull } from './run.ts';

/** The actions of the group pull. A task is seen from every region [I]. */
export const pullActions: Handlers<
  | 'CreateLivePullStreamTask'
  | 'DescribeLivePullStreamTasks'
  | 'DescribeLivePullStreamTaskStatus'
  | 'ModifyLivePullStreamTask'
  | 'DeleteLivePullStreamTask'
  | 'RestartLivePullStreamTask'
> = {
  /** A second task with the same id of the caller's own is refused [I]: that id is there against doing it twice. */
  CreateLivePullStreamTask(world, params) {
    const { SpecifyTaskId = '' } = params;
    if (world.pulls.size >= world.scene.limits.pulls)
      throw new ApiError(
        'InvalidParameter.TaskNumMoreThanLimit',
        `There are ${world.pulls.size} tasks already.`,
      );
    if (SpecifyTaskId !== '' && findPull(world, '', SpecifyTaskId))
      throw new ApiError('InvalidParameter', `There is a task ${SpecifyTaskId} already.`);
    const task = createPull(world, newPull(world, params), { by: params.Operator, specifyId: SpecifyTaskId });
    after(world, () => settlePull(world, task));
    return { TaskId: task.id };
  },

  DescribeLivePullStreamTasks(world, params) {
    const { TaskId = '', SpecifyTaskId = '' } = params;
    const one = TaskId !== '' || SpecifyTaskId !== '' ? findPull(world, TaskId, SpecifyTaskId) : undefined;
    const all = [...world.pulls.values()].sort((left, right) => right.updateTime - left.updateTime);
    const page = pageOf(TaskId === '' && SpecifyTaskId === '' ? all : one ? [one] : [], params, 1);
    const now = world.clock.now();
    return {
      TaskInfos: page.items.map((task) => pullInfo(task, now)),
      ...page.numbers,
      LimitTaskNum: world.scene.limits.pulls,
    };
  },

  /** Documents no error for a task that is not there: it is inactive, and nothing is known of it [I]. */
  DescribeLivePullStreamTaskStatus: (world, params) => ({
    TaskStatusInfo: pullStatus(findPull(world, params.TaskId), world.clock.now()),
  }),

  /** Another target is another push; sources of a live task are changed under the running push [I]. */
  ModifyLivePullStreamTask(world, params) {
    const task = requirePull(world, params);
    const before = task.config;
    const config = changedPull(world, before, params);
    task.updateBy = params.Operator;
    task.updateTime = world.clock.now();
    after(world, () => {
      task.config = config;
      tellPull(world, task, 'ResetTaskConfig', {});
      if (config.target.url !== before.target.url) stopPull(world, task);
      if (params.SourceUrls) refreshFiles(world, task, before.sourceUrls);
      settlePull(world, task);
    });
    return {};
  },

  DeleteLivePullStreamTask(world, params) {
    const task = requirePull(world, params);
    world.pulls.delete(task.id);
    after(world, () => settlePull(world, task));
    return {};
  },

  /** Only a task that is due now can be restarted [I]. */
  RestartLivePullStreamTask(world, params) {
    const task = requirePull(world, params);
    const now = world.clock.now();
    const { enabled, startTime, endTime } = task.config;
    if (!enabled || now < startTime || now >= endTime)
      throw new ApiError('FailedOperation', `Pull task ${task.id} is paused, has ended, or has not begun.`);
    task.updateBy = params.Operator;
    task.updateTime = now;
    after(world, () => restartPull(world, task));
    return {};
  },
};

function after(world: World, run: () => void): void {
  world.later(world.effectDelayMs, run);
}
