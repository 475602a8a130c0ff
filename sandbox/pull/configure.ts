import type { Actions } from '../../src/live/catalogue/types.generated.ts';
import { ApiError } from '../api-error.ts';
import { parseUtc } from '../cloud-time.ts';
import type { World } from '../world.ts';
import type { PullConfig, PullTarget } from './pull-task.ts';

const DAY = 86_400_000;
const SOURCE_TYPES = ['PullLivePushLive', 'PullVodPushLive', 'PullPicPushLive'];
const REFRESH_TYPES = ['ImmediateNewSource', 'ContinueBreakPoint'];
const EVENTS = [
  'TaskStart',
  'TaskExit',
  'VodSourceFileStart',
  'VodSourceFileFinish',
  'ResetTaskConfig',
  'TaskAlarm',
];
const SOURCE = /^(?:https?|rtmps?|rtsp|srt):\/\/[^\s/]+/i;
const TARGET = /^(?:rtmps?|rtsp|rtp|srt):\/\/([^\s/:?]+)(?::\d+)?\/([^\s/?]+)\/([^\s/?]+)/i;

type Created = Actions['CreateLivePullStreamTask']['input'];
type Changed = Omit<Actions['ModifyLivePullStreamTask']['input'], 'TaskId' | 'Operator' | 'SpecifyTaskId'>;

/** The configuration of a new task. @throws ApiError InvalidParameter, or one of its kinds */
export function newPull(world: World, given: Created): PullConfig {
  const { DomainName, AppName, StreamName, ToUrl = '', PushArgs = '' } = given;
  const name = { domain: DomainName, app: AppName, stream: StreamName };
  const parts = Object.values(name);
  if (ToUrl !== '' && parts.some((part) => part !== ''))
    throw invalid('InvalidToUrl', 'DomainName, AppName and StreamName are empty where ToUrl is given.');
  if (ToUrl === '' && parts.some((part) => part === ''))
    throw new ApiError('InvalidParameterValue', 'DomainName, AppName and StreamName must not be empty.');
  const args = PushArgs === '' ? '' : `?${PushArgs}`;
  const own: PullTarget = { url: `rtmp://${parts.join('/')}${args}`, toUrl: '', stream: name };
  return checked(world.clock.now(), {
    sourceType: given.SourceType,
    sourceUrls: given.SourceUrls.map((url) => url.trim()),
    target: ToUrl === '' ? own : targetOf(world, ToUrl),
    pushArgs: PushArgs,
    startTime: parseUtc('StartTime', given.StartTime),
    endTime: parseUtc('EndTime', given.EndTime),
    enabled: true,
    loops: Number(given.VodLoopTimes ?? '-1'),
    refreshType: given.VodRefreshType || 'ImmediateNewSource',
    callbackUrl: given.CallbackUrl ?? '',
    callbackEvents: given.CallbackEvents ?? [],
    comment: given.Comment ?? '',
    backupSourceType: given.BackupSourceType ?? '',
    backupSourceUrl: given.BackupSourceUrl ?? '',
    backupToUrl: given.BackupToUrl ?? '',
    watermarks: given.WatermarkList ?? [],
    localMode: Number(given.VodLocalMode ?? 0),
    recordTemplateId: given.RecordTemplateId ?? '',
    transcodeTemplateName: given.TranscodeTemplateName ?? '',
  });
}

/** The configuration with what is given put in; the rest stays. @throws ApiError as newPull */
export function changedPull(world: World, old: PullConfig, given: Changed): PullConfig {
  const { Status, StartTime, EndTime, VodLoopTimes, ToUrl } = given;
  if (Status !== undefined && Status !== 'enable' && Status !== 'pause')
    throw new ApiError('InvalidParameter', 'Status must be enable or pause.');
  // Times are held against the present only where they are given: what has ended can still be paused.
  const now = StartTime === undefined && EndTime === undefined ? undefined : world.clock.now();
  return checked(now, {
    ...old,
    sourceUrls: given.SourceUrls?.map((url) => url.trim()) ?? old.sourceUrls,
    target: ToUrl ? targetOf(world, ToUrl) : old.target,
    startTime: StartTime === undefined ? old.startTime : parseUtc('StartTime', StartTime),
    endTime: EndTime === undefined ? old.endTime : parseUtc('EndTime', EndTime),
    enabled: Status === undefined ? old.enabled : Status === 'enable',
    loops: VodLoopTimes === undefined ? old.loops : Number(VodLoopTimes),
    refreshType: given.VodRefreshType ?? old.refreshType,
    callbackUrl: given.CallbackUrl ?? old.callbackUrl,
    callbackEvents: given.CallbackEvents ?? old.callbackEvents,
    comment: given.Comment ?? old.comment,
    backupSourceType: given.BackupSourceType ?? old.backupSourceType,
    backupSourceUrl: given.BackupSourceUrl ?? old.backupSourceUrl,
    backupToUrl: given.BackupToUrl ?? old.backupToUrl,
    watermarks: given.WatermarkList ?? old.watermarks,
    localMode: given.VodLocalMode === undefined ? old.localMode : Number(given.VodLocalMode),
  });
}

/** A target address; whose domain is not one of ours is somebody else's. */
function targetOf(world: World, url: string): PullTarget {
  const [, domain = '', app = '', stream = ''] = TARGET.exec(url) ?? [];
  if (domain === '') throw invalid('InvalidToUrl', 'ToUrl must be rtmp, rtmps, rtsp, rtp or srt, in full.');
  const ours = world.account.domains.some((known) => known.name === domain && known.type === 'push');
  return { url, toUrl: url, stream: ours ? { domain, app, stream } : undefined };
}

function checked(now: number | undefined, config: PullConfig): PullConfig {
  const { sourceType, sourceUrls, startTime, endTime, callbackUrl, backupSourceUrl, backupToUrl } = config;
  if (!SOURCE_TYPES.includes(sourceType))
    throw new ApiError('InvalidParameter', `SourceType must be ${SOURCE_TYPES.join(', ')}.`);
  const most = sourceType === 'PullVodPushLive' ? 30 : 1;
  if (sourceUrls.length < 1 || sourceUrls.length > most)
    throw invalid('InvalidSourceUrl', `SourceUrls takes 1 to ${most} addresses for ${sourceType}.`);
  if ([...sourceUrls, ...(backupSourceUrl ? [backupSourceUrl] : [])].some((url) => !SOURCE.test(url)))
    throw invalid('InvalidSourceUrl', 'A source must be http, https, rtmp, rtmps, rtsp or srt.');
  if (now !== undefined && (endTime <= startTime || endTime <= now || endTime - startTime >= 30 * DAY))
    throw invalid('InvalidTaskTime', 'EndTime must be ahead, after StartTime, and by less than 30 days.');
  if (callbackUrl !== '' && !/^https?:\/\/[^\s/]+/i.test(callbackUrl))
    throw invalid('InvalidCallbackUrl', 'CallbackUrl must be http or https.');
  if (backupToUrl !== '' && !TARGET.test(backupToUrl))
    throw invalid('InvalidBackupToUrl', 'BackupToUrl must be a push address in full.');
  if (config.watermarks.length > 4) throw invalid('InvalidWatermark', 'There are at most 4 watermarks.');
  if (!Number.isInteger(config.loops) || config.loops < -1)
    throw new ApiError('InvalidParameter', 'VodLoopTimes must be -1 or more.');
  if (!REFRESH_TYPES.includes(config.refreshType))
    throw new ApiError('InvalidParameter', `VodRefreshType must be ${REFRESH_TYPES.join(' or ')}.`);
  const unknown = config.callbackEvents.find((event) => !EVENTS.includes(event));
  if (unknown !== undefined)
    throw new ApiError('InvalidParameter', `CallbackEvents: there is no ${unknown}.`);
  return config;
}

function invalid(kind: string, message: string): ApiError {
  return new ApiError(`InvalidParameter.${kind}`, message);
}
