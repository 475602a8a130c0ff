import { seconds } from '../cloud-time.ts';
import { RECORD_FORMATS } from '../feature/table/record.ts';
import type { Values } from '../feature/feature.ts';
import { streamPath } from '../stream/streams.ts';
import type { World } from '../world.ts';
import type { OnAir } from './on-air.ts';
import { detailOf } from './record-detail.ts';
import type { Recording } from './recording.ts';

/** What a file takes, kbit/s. */
const KBPS = 3000;

/** Starts what the values of a record template say. Returns what ends it, with the files and messages of that. */
export function startRecordings(world: World, onAir: OnAir, values: Values, taskId?: string): () => void {
  const formats = (Object.keys(RECORD_FORMATS) as (keyof typeof RECORD_FORMATS)[]).filter(
    (member) => paramsOf(values, member)['Enable'] === 1,
  );
  const started = formats.map((member) => startOne(world, onAir, { member, values, taskId }));
  return () => started.forEach((stop) => stop());
}

function startOne(
  world: World,
  onAir: OnAir,
  given: { member: keyof typeof RECORD_FORMATS; values: Values; taskId: string | undefined },
): () => void {
  const { member, values, taskId } = given;
  const format = RECORD_FORMATS[member];
  const key = `${streamPath(onAir.upstream)} ${format} ${taskId ?? ''}`;
  const now = world.clock.now();
  const waiting = world.features.paused.get(key);
  waiting?.cancel();
  world.features.paused.delete(key);
  const recording: Recording = waiting ?? {
    onAir,
    format,
    taskId,
    session: world.features.seeded.hex(16),
    detail: detailOf(onAir.bound, { format, values, taskId }),
    fileSince: now,
    told: 0,
    cancel: () => undefined,
  };
  tellState(world, recording, waiting ? 'record_resumed' : 'record_start_succeeded');
  if (format !== 'hls') nextFile(world, recording, Number(paramsOf(values, member)['RecordInterval']) * 1000);
  const special = (values['HlsSpecialParam'] ?? {}) as Values;
  const waitMs = format === 'hls' ? Number(special['FlowContinueDuration'] ?? 0) * 1000 : 0;
  return () => {
    recording.cancel();
    if (waitMs > 0 && !isStopped(world, taskId)) pause(world, { recording, key, waitMs });
    else finish(world, recording);
  };
}

/** A task that is stopped or over does not wait for its stream. */
function isStopped(world: World, taskId: string | undefined): boolean {
  return taskId !== undefined && world.features.tasks.get(taskId)?.isOver !== false;
}

/** HLS goes on in the same file where the stream is back in time: no file is told of before. */
function pause(
  world: World,
  { recording, key, waitMs }: { recording: Recording; key: string; waitMs: number },
): void {
  tellState(world, recording, 'record_paused');
  world.features.paused.set(key, recording);
  recording.cancel = world.later(waitMs, () => {
    world.cause = undefined;
    world.features.paused.delete(key);
    finish(world, recording);
  });
}

/** All but HLS begin another file at every interval. */
function nextFile(world: World, recording: Recording, everyMs: number): void {
  recording.cancel = world.later(everyMs, () => {
    world.cause = undefined;
    tellFile(world, recording);
    recording.fileSince = world.clock.now();
    nextFile(world, recording, everyMs);
  });
}

function finish(world: World, recording: Recording): void {
  tellState(world, recording, 'record_ended');
  tellFile(world, recording);
}

function tellState(world: World, recording: Recording, event: string): void {
  recording.told += 1;
  world.tell({
    type: 332,
    upstream: recording.onAir.upstream,
    task: recording.taskId,
    says: {
      record_event: event,
      record_detail: recording.detail,
      seq: recording.told,
      session_id: recording.session,
    },
  });
}

function tellFile(world: World, { onAir, format, taskId, fileSince }: Recording): void {
  const now = world.clock.now();
  const duration = seconds(now - fileSince);
  world.tell({
    type: 100,
    upstream: onAir.upstream,
    task: taskId,
    says: {
      file_format: format,
      start_time: seconds(now) - duration,
      end_time: seconds(now),
      duration,
      file_size: duration * KBPS * 125,
      record_bps: KBPS,
    },
  });
}

function paramsOf(values: Values, member: string): Values {
  return (values[member] ?? {}) as Values;
}
