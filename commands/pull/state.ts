import { safeLine } from '../../src/text/safe-line.ts';
import type { CommandContext } from '../../src/command.ts';
import type { Fact } from '../../src/reply.ts';
import { readGroups, type Upstream } from '../../src/live/read/backup-groups.ts';
import type { Reader } from '../../src/live/reader.ts';
import { when } from '../when.ts';
import { isDue, isPaused, targetStream, type PullTask } from '../../src/live/read/pulls.ts';
import type { Pull } from './resolve.ts';
import { fingerprint } from '../../src/json.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';
import { fullName } from '../../src/live/read/stream-name.ts';

/** How a pull task stands. */
export interface PullReading {
  /** The cloud's word: `active` or `inactive`. */
  readonly runStatus: string;
  /** Its last heartbeat, ms UTC. */
  readonly reported: number | undefined;
  /** The push that it makes now, where its target is a stream of ours. */
  readonly push: Upstream | undefined;
  /** What it pulls now, in full: it can hold a key. Undefined: the cloud does not tell. */
  readonly file?: string | undefined;
}

/** Reads whether the task runs, and what it pushes. @throws LiveError */
export async function readPullState(context: Reader, pull: Pull): Promise<PullReading> {
  const target = targetStream(pull);
  const [status, groups] = await Promise.all([
    context.live.call('DescribeLivePullStreamTaskStatus', { TaskId: pull.id }),
    target ? readGroups(context, target.stream) : [],
  ]);
  const pushes = groups.flatMap((group) => group.upstreams);
  return {
    runStatus: status.TaskStatusInfo.RunStatus ?? '',
    reported: fromCloud(status.TaskStatusInfo.ReportTime),
    push: pushes.find((upstream) => upstream.source === `拉流转推(${pull.id})`),
    file: status.TaskStatusInfo.FileUrl || undefined,
  };
}

/** Where it pushes, in words. The cloud does not list addresses in full; they hold keys. */
export function targetText({ say }: Pick<CommandContext, 'say'>, pull: Pull): string {
  const target = targetStream(pull);
  return target ? safeLine(fullName(target), 120) : say('an address in full', '完整推流地址（不显示）');
}

/** Its sources without what follows the path: that can hold keys. */
export function sourcesText(pull: Pull): string {
  const shown = (pull.info.SourceUrls ?? []).map((url) => safeLine(plainAddress(url), 100));
  const more = shown.length - MOST_SOURCES;
  return [...shown.slice(0, MOST_SOURCES), ...(more > 0 ? [`+ ${more}`] : [])].join('\n');
}

const MOST_SOURCES = 3;

/** A mark of what it pulls. Addresses go into it, and cannot be read from it. */
export function sourceMark({ info }: Pick<PullTask, 'info'>): string {
  return fingerprint({
    type: info.SourceType ?? '',
    sources: [...(info.SourceUrls ?? [])],
    backup: [info.BackupSourceType ?? '', info.BackupSourceUrl ?? ''],
  });
}

/** The same, with where it pushes and how. */
export function taskMark(pull: Pick<PullTask, 'info'>): string {
  const { info } = pull;
  return fingerprint({
    source: sourceMark(pull),
    target: [info.DomainName ?? '', info.AppName ?? '', info.StreamName ?? '', info.BackupToUrl ?? ''],
    files: [Number(info.VodLoopTimes ?? -1), info.VodRefreshType ?? '', Number(info.VodLocalMode ?? 0)],
    pushArgs: info.PushArgs ?? '',
    transcode: info.TranscodeTemplateName ?? '',
    watermarks: (info.WatermarkList ?? []).map((mark) => [
      mark.PictureUrl,
      ...[mark.XPosition, mark.YPosition, mark.Width, mark.Height, mark.Location].map(Number),
    ]),
  });
}

/** An address without what can be a key: its parameters, and who logs in. */
export function plainAddress(url: string): string {
  return url.replace(/[?#].*/su, '').replace(/^(\w+:\/\/)[^/@]*@/u, '$1');
}

/** What it is set to, as far as that keeps it from running: `paused`, `ended`. Undefined: it is due. */
export function idleReason(context: Pick<CommandContext, 'now' | 'say'>, pull: Pull): string | undefined {
  const { say } = context;
  if (isDue(pull, context.now())) return undefined;
  if (isPaused(pull)) return say('paused', '已暂停');
  return (fromCloud(pull.info.StartTime) ?? 0) > context.now()
    ? say('not begun', '未开始')
    : say('ended', '已过期');
}

/** The state in words: why it is idle, or whether it really runs. */
function stateText(
  context: Pick<CommandContext, 'now' | 'say'>,
  pull: Pull,
  reading: Pick<PullReading, 'runStatus'>,
): string {
  const { say } = context;
  const idle = idleReason(context, pull);
  if (reading.runStatus === 'active') return say('pulling', '转推中');
  return idle ?? say('not running: it should be', '未在转推（应在运行）');
}

/** State, source, target and times, as lines of a card. */
export function pullFacts(context: CommandContext, pull: Pull, reading: PullReading): Fact[] {
  const { say } = context;
  const time = (ms: number | undefined) => (ms === undefined ? '' : when(context, ms));
  return [
    { label: say('State', '状态'), value: stateText(context, pull, reading) },
    { label: say('Source', '拉流源'), value: sourcesText(pull) },
    { label: say('Target', '转推目标'), value: targetText(context, pull) },
    { label: say('Pushed since', '开始推流'), value: time(reading.push?.since) },
    { label: say('Last report', '最近上报'), value: time(reading.reported) },
    { label: say('Ends', '结束时间'), value: time(fromCloud(pull.info.EndTime)) },
    { label: say('Cloud says', '云端提示'), value: safeLine(pull.info.ErrorInfo ?? '', 120) },
  ].filter((fact) => fact.value !== '');
}
