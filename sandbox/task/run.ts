import type { Values } from '../feature/feature.ts';
import { startPictures } from '../on-air/pictures.ts';
import { startRecordings } from '../on-air/record-stream.ts';
import { streamPath, type StreamName } from '../stream/streams.ts';
import type { World } from '../world.ts';
import type { StreamTask } from './task.ts';

/** Of the tasks of one kind that are due on a stream, so many run. */
const MOST_AT_ONCE = 3;
/** What a task without a template, or with one that is not there, records: HLS, kept for ever. */
const PLAIN_RECORDING: Values = { HlsParam: { Enable: 1, StorageTime: 0 } };

/**
 * Brings the tasks of a stream to what they should be now: running where they are due and the stream is on air.
 * `onAir` false: the stream is ending.
 */
export function settleTasks(world: World, name: StreamName, onAir = true): void {
  const path = streamPath(name);
  const tasks = world.features.tasksOf.get(path) ?? [];
  const began = onAir ? world.features.onAir.get(path) : undefined;
  const now = world.clock.now();
  for (const task of tasks) {
    if (now >= task.endTime) task.isOver = true;
    if (task.run && (!began || task.isOver)) end(task);
  }
  if (began)
    for (const task of tasks) {
      const due = !task.isOver && !task.isDeleted && now >= task.startTime;
      const running = tasks.filter((other) => other.kind === task.kind && other.run);
      if (due && !task.run && running.length < MOST_AT_ONCE) task.run = start(world, task);
    }
  const rest = tasks.filter((task) => !isGone(task));
  for (const task of tasks) if (isGone(task)) silence(task);
  if (rest.length === 0) world.features.tasksOf.delete(path);
  else world.features.tasksOf.set(path, rest);
}

/** Nothing will run under it any more. */
function isGone({ run, isOver, isDeleted }: StreamTask): boolean {
  return run === undefined && (isOver || isDeleted);
}

function silence(task: StreamTask): void {
  for (const cancel of task.timers) cancel();
  task.timers = [];
}

function end(task: StreamTask): void {
  task.run?.();
  task.run = undefined;
}

function start(world: World, task: StreamTask): (() => void) | undefined {
  const onAir = world.features.onAir.get(streamPath(task));
  if (!onAir) return undefined;
  const template = world.features.bindings[task.kind].templates.get(task.templateId);
  if (task.kind === 'record')
    return startRecordings(world, onAir, template?.values ?? PLAIN_RECORDING, task.id);
  return template && startPictures(world, onAir, template.values);
}
