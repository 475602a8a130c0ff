import { STOP_REASONS } from '../stream/stop-reasons.ts';
import { cut, push } from '../stream/push.ts';
import { upstreamsOf, type Upstream } from '../stream/streams.ts';
import type { RelayEvent } from '../callback/relay-message.ts';
import type { World } from '../world.ts';
import { FILE_SECONDS, fileUrl, playsFiles, sourceOf, type PullTask } from './pull-task.ts';

const DAY = 86_400_000;
/** A task whose target does not take its push tries again after this long, ms [I]. */
const RETRY_MS = 10_000;
/** Of a task that did not end by itself (267/56208, sample). */
const BROKEN_OFF = { code: -22, message: 'write packet error.' };
const ENDED = { code: 0, message: '' };

/** Brings a task to what it should be now, and looks again when that changes. */
export function settlePull(world: World, task: PullTask): void {
  task.timers.settle?.();
  delete task.timers.settle;
  const now = world.clock.now();
  const { startTime, endTime, enabled } = task.config;
  const due = enabled && now >= startTime && now < endTime && world.pulls.has(task.id);
  if (!due) stopPull(world, task, ENDED);
  else if (!canPull(task)) stopPull(world, task, BROKEN_OFF);
  else if (!task.run) startPull(world, task);
  const next = now < startTime ? startTime : endTime;
  const wait = due && canPull(task) && !task.run ? Math.min(RETRY_MS, next - now) : next - now;
  if (enabled && next > now && world.pulls.has(task.id))
    // Longer than a timer of Node can be: on the way there it looks once a day.
    settleLater(world, task, Math.min(wait, DAY));
}

/** Nothing that made the task wait is the cause of what it does then. */
function settleLater(world: World, task: PullTask, ms: number): void {
  task.timers.settle?.();
  task.timers.settle = world.later(ms, () => {
    world.cause = undefined;
    settlePull(world, task);
  });
}

/** The push of a task is cut and comes again, from the main source. Of files: as its refresh type says. */
export function restartPull(world: World, task: PullTask): void {
  const { run } = task;
  if (run && task.config.refreshType === 'ContinueBreakPoint')
    task.resume = { fileIndex: run.fileIndex, looped: run.looped };
  task.onBackup = task.broken && task.config.backupSourceUrl !== '';
  task.alarmed = false;
  stopPull(world, task, ENDED);
  if (world.taskMs > 0) settleLater(world, task, world.taskMs);
  else settlePull(world, task);
}

/** The source of a task fails, or is there again. A backup source takes over, and gives back if it is a file. */
export function breakPull(world: World, task: PullTask, broken: boolean): void {
  task.broken = broken;
  const backup = task.config.backupSourceUrl !== '' && !playsFiles(task);
  if (broken) {
    task.errorInfo = 'PullFileFailed';
    alarm(world, task, 'PullFileFailed');
    if (backup) task.onBackup = true;
  } else {
    task.errorInfo = '';
    task.alarmed = false;
    if (task.config.backupSourceType === 'PullVodPushLive') task.onBackup = false;
  }
  settlePull(world, task);
}

/** Files that were changed while one plays: at once, or when it is over. */
export function refreshFiles(world: World, task: PullTask, before: readonly string[]): void {
  const { run, config } = task;
  if (!run || !playsFiles(task)) return;
  if (config.refreshType === 'ContinueBreakPoint') {
    run.nextFiles = config.sourceUrls;
    task.config = { ...config, sourceUrls: before };
  } else beginFile(world, task, 0);
}

/** A push ended that was a task's: by a drop, a ban, or an order. The task exits and tries again. */
export function notePullCut(world: World, upstream: Upstream): void {
  for (const task of world.pulls.values()) {
    if (!task.run || sourceOf(task) !== upstream.source) continue;
    leave(world, task, BROKEN_OFF);
    alarm(world, task, 'PushStreamFailed');
    settleLater(world, task, RETRY_MS);
  }
}

/** Tells the task's own URL. */
export function tellPull(
  world: World,
  task: PullTask,
  name: RelayEvent['name'],
  msg: RelayEvent['msg'],
): void {
  world.emitPull({ task, event: { name, msg }, cause: world.cause });
}

function canPull(task: PullTask): boolean {
  return !task.broken || task.onBackup;
}

function startPull(world: World, task: PullTask): void {
  const { stream } = task.config.target;
  const pushed = stream && pushesOf(world, task).length === 0;
  if (pushed && !push(world, stream, { source: sourceOf(task) }).accepted) {
    task.errorInfo = 'PushStreamFailed';
    alarm(world, task, 'PushStreamFailed');
    return;
  }
  const now = world.clock.now();
  const { fileIndex, looped } = task.resume ?? { fileIndex: 0, looped: 0 };
  task.resume = undefined;
  task.run = { since: now, fileIndex, fileSince: now, looped, nextFiles: undefined };
  if (!task.broken) task.errorInfo = '';
  task.alarmed = task.broken;
  tellPull(world, task, 'TaskStart', { task_start_time: now });
  if (playsFiles(task)) beginFile(world, task, fileIndex);
}

/** Ends the run and its push. An idle task stays as it is. */
export function stopPull(world: World, task: PullTask, why: { code: number; message: string } = ENDED): void {
  if (!task.run) return;
  leave(world, task, why);
  for (const upstream of pushesOf(world, task)) cut(world, upstream, STOP_REASONS.encoderStopped);
}

function leave(world: World, task: PullTask, { code, message }: { code: number; message: string }): void {
  const now = world.clock.now();
  task.timers.file?.();
  delete task.timers.file;
  const url = fileUrl(task);
  task.run = undefined;
  task.lastReport = now;
  tellPull(world, task, 'TaskExit', { task_exit_time: now, url, code, message });
}

function alarm(world: World, task: PullTask, type: string): void {
  if (task.alarmed) return;
  task.alarmed = true;
  tellPull(world, task, 'TaskAlarm', { type, url: fileUrl(task), index: task.run?.fileIndex ?? 0 });
}

function beginFile(world: World, task: PullTask, index: number): void {
  const { run } = task;
  if (!run) return;
  task.timers.file?.();
  run.fileIndex = index;
  run.fileSince = world.clock.now();
  tellPull(world, task, 'VodSourceFileStart', { url: fileUrl(task), index });
  task.timers.file = world.later(FILE_SECONDS * 1000, () => {
    world.cause = undefined;
    endFile(world, task);
  });
}

function endFile(world: World, task: PullTask): void {
  const { run, config } = task;
  if (!run) return;
  delete task.timers.file;
  const index = run.fileIndex;
  tellPull(world, task, 'VodSourceFileFinish', { url: fileUrl(task), index, duration: FILE_SECONDS });
  if (run.nextFiles) {
    task.config = { ...config, sourceUrls: run.nextFiles };
    run.nextFiles = undefined;
    beginFile(world, task, 0);
  } else if (index + 1 < config.sourceUrls.length) beginFile(world, task, index + 1);
  else if (config.loops === -1 || run.looped < config.loops) {
    run.looped += 1;
    beginFile(world, task, 0);
  } else {
    task.config = { ...config, endTime: Math.min(config.endTime, world.clock.now()) };
    settlePull(world, task);
  }
}

function pushesOf(world: World, task: PullTask): Upstream[] {
  return upstreamsOf(world.streams).filter((upstream) => upstream.source === sourceOf(task));
}
