import type {
  PullPushWatermarkInfo,
  PullStreamTaskInfo,
  TaskStatusInfo,
} from '../../src/live/catalogue/types.generated.ts';
import type { RelayEvent, RelayTask } from '../callback/relay-message.ts';
import { seconds, utcText } from '../cloud-time.ts';
import type { StreamName } from '../stream/streams.ts';

/** What every file of a task of files lasts, s [I]. */
export const FILE_SECONDS = 600;

/** Where a task pushes: a stream of a domain, or an address in full. */
export interface PullTarget {
  /** The address in full, parameters included. */
  readonly url: string;
  /** As it was given; empty where domain, path and name were. */
  readonly toUrl: string;
  /** The stream of this account that it feeds. Undefined: somebody else's. */
  readonly stream: StreamName | undefined;
}

/** What can be configured of a task. Times in ms UTC. */
export interface PullConfig {
  readonly sourceType: string;
  readonly sourceUrls: readonly string[];
  readonly target: PullTarget;
  readonly pushArgs: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly enabled: boolean;
  /** How often all files are played again; -1 for ever. */
  readonly loops: number;
  readonly refreshType: string;
  readonly callbackUrl: string;
  /** Empty: all. */
  readonly callbackEvents: readonly string[];
  readonly comment: string;
  readonly backupSourceType: string;
  readonly backupSourceUrl: string;
  readonly backupToUrl: string;
  readonly watermarks: readonly PullPushWatermarkInfo[];
  readonly localMode: number;
  readonly recordTemplateId: string;
  readonly transcodeTemplateName: string;
}

/** The running of a task, from a TaskStart to the next TaskExit. */
export interface PullRun {
  /** ms UTC */
  readonly since: number;
  fileIndex: number;
  /** ms UTC */
  fileSince: number;
  looped: number;
  /** Files that take the place of the present ones when the one that plays is over. */
  nextFiles: readonly string[] | undefined;
}

/** A pull task: pulls a source and pushes it to a target, from its start to its end. */
export interface PullTask {
  readonly id: string;
  readonly specifyId: string;
  readonly region: string;
  readonly createTime: number;
  readonly createBy: string;
  /** Its messages go where the account's go: the cloud has no such thing, demonstrations do. */
  readonly tellsAccount: boolean;
  config: PullConfig;
  updateTime: number;
  updateBy: string;
  /** The source cannot be pulled. */
  broken: boolean;
  /** It pulls the backup source. */
  onBackup: boolean;
  /** Undefined: inactive. */
  run: PullRun | undefined;
  /** Where the next run of files begins. */
  resume: { readonly fileIndex: number; readonly looped: number } | undefined;
  /** The last heartbeat while it is inactive, ms UTC. */
  lastReport: number | undefined;
  errorInfo: string;
  /** It was told why nothing is pushed, once for every outage. */
  alarmed: boolean;
  /** Cancels what waits for the clock: the next start, end or try, and the end of a file. */
  readonly timers: { settle?: () => void; file?: () => void };
}

/** What a relay callback is made of. */
export interface PullEvent {
  readonly task: PullTask;
  readonly event: RelayEvent;
  /** The action that caused it. */
  readonly cause: string | undefined;
}

/** The cloud's words for a push that comes from this task. */
export function sourceOf({ id }: Pick<PullTask, 'id'>): string {
  return `拉流转推(${id})`;
}

/** The task as relay messages tell it. */
export function relayTask({ id, config }: PullTask): RelayTask {
  const { target, sourceUrls, callbackUrl } = config;
  return {
    id,
    sources: sourceUrls,
    toUrl: target.url,
    stream: target.stream?.stream ?? /\/([^/?]+)(?:\?|$)/.exec(target.url)?.[1] ?? '',
    callbackUrl,
  };
}

/** What it pulls now. */
export function fileUrl({ config, onBackup, run }: PullTask): string {
  if (onBackup) return config.backupSourceUrl;
  return config.sourceUrls[run?.fileIndex ?? 0] ?? '';
}

/** Whether its sources are files, played one after another. */
export function playsFiles({ config }: PullTask): boolean {
  return config.sourceType === 'PullVodPushLive';
}

/** How it really stands, as the cloud shows it. Of a task without a heartbeat: empty. */
export function pullStatus(task: PullTask | undefined, now: number): TaskStatusInfo {
  const { run, lastReport } = task ?? {};
  if (!task || !run)
    return {
      FileUrl: '',
      LoopedTimes: -1,
      OffsetTime: 0,
      ReportTime: lastReport === undefined ? '' : utcText(lastReport),
      RunStatus: 'inactive',
      FileDuration: 0,
      NextFileUrl: '',
    };
  const files = playsFiles(task);
  const next = task.config.sourceUrls[(run.fileIndex + 1) % task.config.sourceUrls.length] ?? '';
  return {
    FileUrl: fileUrl(task),
    LoopedTimes: run.looped,
    OffsetTime: seconds(now - run.fileSince),
    ReportTime: utcText(now),
    RunStatus: 'active',
    FileDuration: files ? FILE_SECONDS : 0,
    NextFileUrl: files ? next : '',
  };
}

/** The task as the cloud lists it. */
export function pullInfo(task: PullTask, now: number): PullStreamTaskInfo {
  const { config } = task;
  const { FileUrl, OffsetTime, LoopedTimes, ReportTime } = pullStatus(task, now);
  const named = config.target.toUrl === '' ? config.target.stream : undefined;
  return {
    TaskId: task.id,
    SourceType: config.sourceType,
    SourceUrls: [...config.sourceUrls],
    DomainName: named?.domain ?? '',
    AppName: named?.app ?? '',
    StreamName: named?.stream ?? '',
    PushArgs: config.pushArgs,
    StartTime: utcText(config.startTime),
    EndTime: utcText(config.endTime),
    Region: task.region,
    VodLoopTimes: config.loops,
    VodRefreshType: config.refreshType,
    CreateTime: utcText(task.createTime),
    UpdateTime: utcText(task.updateTime),
    CreateBy: task.createBy,
    UpdateBy: task.updateBy,
    CallbackUrl: config.callbackUrl,
    CallbackEvents: [...config.callbackEvents],
    CallbackInfo: '',
    ErrorInfo: task.errorInfo,
    Status: config.enabled ? 'enable' : 'pause',
    RecentPullInfo: { FileUrl, OffsetTime, LoopedTimes, ReportTime },
    Comment: config.comment,
    BackupSourceType: config.backupSourceType,
    BackupSourceUrl: config.backupSourceUrl,
    WatermarkList: [...config.watermarks],
    VodLocalMode: config.localMode,
    RecordTemplateId: config.recordTemplateId,
    BackupToUrl: config.backupToUrl,
    TranscodeTemplateName: config.transcodeTemplateName,
  };
}
