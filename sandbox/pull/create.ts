import type { World } from '../world.ts';
import type { PullConfig, PullTask } from './pull-task.ts';

/** Adds a task; it does nothing yet. Its id is counted up unless given. */
export function createPull(
  world: World,
  config: PullConfig,
  given: {
    readonly id?: string;
    readonly by: string;
    readonly specifyId?: string;
    readonly tellsAccount?: boolean;
  },
): PullTask {
  const now = world.clock.now();
  const task: PullTask = {
    id: given.id ?? String(world.nextPullId++),
    specifyId: given.specifyId ?? '',
    tellsAccount: given.tellsAccount ?? false,
    region: world.region,
    createTime: now,
    createBy: given.by,
    config,
    updateTime: now,
    updateBy: '',
    broken: false,
    onBackup: false,
    run: undefined,
    resume: undefined,
    lastReport: undefined,
    errorInfo: '',
    alarmed: false,
    timers: {},
  };
  world.pulls.set(task.id, task);
  return task;
}
