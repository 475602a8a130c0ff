import { findPull } from '../pull/find.ts';
import { pullStatus } from '../pull/pull-task.ts';
import { breakPull } from '../pull/run.ts';
import type { World } from '../world.ts';
import { ControlError } from './control-error.ts';
import type { Control } from './control.ts';

/** The part of Control in which sources of pull tasks come and go, and packages are used up. */
export function steerTasks(worldNow: () => World): Pick<Control, 'pull' | 'package'> {
  return {
    package(order) {
      const { packagesLeft } = worldNow();
      if (order.leftPercent === undefined) packagesLeft.delete(order.type);
      else packagesLeft.set(order.type, order.leftPercent / 100);
      return order;
    },
    pull(order) {
      const world = worldNow();
      const task = findPull(world, order.task);
      if (!task) throw new ControlError('task', `there is no pull task ${order.task}`);
      breakPull(world, task, order.broken);
      const { RunStatus = '' } = pullStatus(task, world.clock.now());
      return { task: task.id, broken: task.broken, runStatus: RunStatus };
    },
  };
}
