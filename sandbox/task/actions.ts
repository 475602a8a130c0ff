import { actions, type ActionName } from '../../src/live/catalogue/catalogue.ts';
import { seconds } from '../cloud-time.ts';
import type { Values } from '../feature/feature.ts';
import { textOf } from '../feature/text-of.ts';
import { refuse } from '../refuse.ts';
import { streamPath } from '../stream/streams.ts';
import { checkLimits } from '../wire/check-limits.ts';
import type { World } from '../world.ts';
import { settleTasks } from './run.ts';
import type { StreamTask, TaskKind } from './task.ts';
import { listTasks } from './list.ts';

type TaskHandler = (world: World, params: Values) => Values;
type Verb = 'create' | 'stop' | 'remove' | 'list';

const DAY = 86_400_000;
/** Tasks that are not over yet, and those that are listed in all [I]. */
const MOST_OPEN = 1000;
const MOST_KEPT = 10_000;
const ACTIONS: Readonly<Record<TaskKind, Readonly<Record<Verb, ActionName>>>> = {
  record: {
    create: 'CreateRecordTask',
    stop: 'StopRecordTask',
    remove: 'DeleteRecordTask',
    list: 'DescribeRecordTask',
  },
  snapshot: {
    create: 'CreateScreenshotTask',
    stop: 'StopScreenshotTask',
    remove: 'DeleteScreenshotTask',
    list: 'DescribeScreenshotTask',
  },
};

/** The actions on tasks that record a stream, or take pictures of it, between two times. */
export const taskActions: Readonly<Record<string, TaskHandler>> = Object.fromEntries([
  ...handlersOf('record'),
  ...handlersOf('snapshot'),
]);

function handlersOf(kind: TaskKind): [string, TaskHandler][] {
  const { create, stop, remove, list } = ACTIONS[kind];
  const handlers: [ActionName, TaskHandler][] = [
    [create, (world, params) => ({ TaskId: createTask(world, kind, create, params).id })],
    [stop, (world, params) => stopTask(world, findTask(world, kind, stop, params))],
    [remove, (world, params) => removeTask(world, findTask(world, kind, remove, params))],
    [list, (world, params) => listTasks(world, kind, list, params)],
  ];
  return handlers.map(([action, handler]) => [
    action,
    (world, params) => {
      checkLimits(action, params, actions[action]?.input ?? []);
      return handler(world, params);
    },
  ]);
}

function createTask(world: World, kind: TaskKind, action: string, params: Values): StreamTask {
  const { tasks, tasksOf, seeded } = world.features;
  const now = world.clock.now();
  forgetOld(world);
  const open = [...tasks.values()].filter((task) => task.kind === kind && !task.isOver);
  if (open.length >= MOST_OPEN)
    throw refuse(action, 'tasksFull', `There are ${open.length} ${kind} tasks that are not over.`);
  const task: StreamTask = {
    // As long as the cloud's own.
    id: seeded.hex(29),
    kind,
    domain: textOf(params, 'DomainName'),
    app: textOf(params, 'AppName'),
    stream: textOf(params, 'StreamName'),
    startTime: params['StartTime'] === undefined ? now : Number(params['StartTime']) * 1000,
    endTime: Number(params['EndTime']) * 1000,
    templateId: Number(params['TemplateId'] ?? 0),
    stopped: undefined,
    isOver: false,
    isDeleted: false,
    run: undefined,
    timers: [],
  };
  checkTask(action, task, params, now);
  tasks.set(task.id, task);
  const path = streamPath(task);
  tasksOf.set(path, [...(tasksOf.get(path) ?? []), task]);
  const settle = () => settleTasks(world, task);
  task.timers = [
    ...(task.startTime > now ? [world.later(task.startTime - now, settle)] : []),
    world.later(task.endTime - now, settle),
  ];
  settle();
  return task;
}

function checkTask(action: string, task: StreamTask, params: Values, now: number): void {
  const { startTime, endTime } = task;
  if ([task.domain, task.app, task.stream].includes(''))
    throw refuse(action, 'value', 'DomainName, AppName and StreamName must not be empty.');
  if (![0, 1].includes(Number(params['StreamType'] ?? 0)))
    throw refuse(action, 'value', 'StreamType must be 0 or 1.');
  if (endTime <= startTime || endTime <= now || endTime >= now + 7 * DAY)
    throw refuse(action, 'value', 'EndTime must be ahead, after StartTime, and less than 7 days from now.');
  if (endTime - startTime > DAY)
    throw refuse(action, 'value', 'StartTime and EndTime must be at most 24 hours apart.');
}

/** What runs ends with its file; a task that is over already stays as it is [I]. */
function stopTask(world: World, task: StreamTask): Values {
  if (task.isOver) return {};
  task.isOver = true;
  task.stopped = seconds(world.clock.now());
  settleTasks(world, task);
  return {};
}

/** What runs is not touched, until the push ends or its time is over. */
function removeTask(world: World, task: StreamTask): Values {
  task.isDeleted = true;
  world.features.tasks.delete(task.id);
  settleTasks(world, task);
  return {};
}

function findTask(world: World, kind: TaskKind, action: string, params: Values): StreamTask {
  const id = textOf(params, 'TaskId');
  const task = world.features.tasks.get(id);
  if (task?.kind !== kind) throw refuse(action, 'value', `There is no ${kind} task ${id.slice(0, 100)}.`);
  return task;
}

/** Tasks are kept for three months, and not more than so many. */
function forgetOld(world: World): void {
  const { tasks } = world.features;
  const now = world.clock.now();
  const over = [...tasks.values()].filter((task) => task.isOver);
  const surplus = tasks.size - MOST_KEPT + 1;
  over.forEach((task, index) => {
    if (index < surplus || task.endTime < now - 90 * DAY) tasks.delete(task.id);
  });
}
