import type { World } from './world.ts';

/** Marks a task as starting or stopping until the world's task time is over. */
export function occupy(world: World, task: string): void {
  if (world.taskMs > 0) world.busy.set(task, world.clock.now() + world.taskMs);
}

/** Whether a task is starting or stopping: another operation on it conflicts. */
export function isBusy(world: World, task: string): boolean {
  const until = world.busy.get(task);
  if (until === undefined) return false;
  if (until > world.clock.now()) return true;
  world.busy.delete(task);
  return false;
}
