import type { Risk } from '../../command.ts';
import type { ActionName } from './catalogue.ts';

/** Viewers may notice it, at once or from the next push on. */
const AIR = [
  'AddDelayLiveStream',
  'CancelCommonMixStream',
  'CreateCasterPgm',
  'CreateCasterPgmFromPvw',
  'CreateCasterPvw',
  'CreateCommonMixStream',
  'CreateLivePadRule',
  'CreateLivePullStreamTask',
  'CreateLiveTimeShiftRule',
  'CreateLiveTranscodeRule',
  'CreateLiveWatermarkRule',
  'CreatePullStreamConfig',
  'DeleteLivePadRule',
  'DeleteLiveTimeShiftRule',
  'DeleteLiveTranscodeRule',
  'DeleteLiveWatermarkRule',
  'DropLiveStream',
  'EnableLiveDomain',
  'EnableOptimalSwitching',
  'ForbidLiveDomain',
  'ForbidLiveStream',
  'ModifyCaster',
  'ModifyCasterInputInfo',
  'ModifyCasterMarkPicInfo',
  'ModifyCasterMarkWordInfo',
  'ModifyLiveDomainCertBindings',
  'ModifyLiveDomainReferer',
  'ModifyLivePadTemplate',
  'ModifyLivePlayAuthKey',
  'ModifyLivePlayDomain',
  'ModifyLivePullStreamTask',
  'ModifyLivePushAuthKey',
  'ModifyLiveTimeShiftTemplate',
  'ModifyLiveTranscodeTemplate',
  'ModifyPullStreamConfig',
  'ModifyPullStreamStatus',
  'ReleaseCaster',
  'RestartLivePullStreamTask',
  'ResumeDelayLiveStream',
  'ResumeLiveStream',
  'StopCasterPgm',
  'StopCasterPvw',
  'StopLivePadProcessor',
  'SwitchBackupStream',
  'UnBindLiveDomainCert',
  'UpdateLiveWatermark',
] as const satisfies readonly ActionName[];

/** It cannot be got back as it was: made again it has another id. */
const DESTROY = [
  'DeleteCaster',
  'DeleteLiveCallbackTemplate',
  'DeleteLiveDomain',
  'DeleteLivePadTemplate',
  'DeleteLivePullStreamTask',
  'DeleteLiveRecord',
  'DeleteLiveRecordTemplate',
  'DeleteLiveSnapshotTemplate',
  'DeleteLiveStreamMonitor',
  'DeleteLiveTimeShiftTemplate',
  'DeleteLiveTranscodeTemplate',
  'DeleteLiveWatermark',
  'DeletePullStreamConfig',
  'DeleteRecordTask',
  'DeleteScreenshotTask',
] as const satisfies readonly ActionName[];

/** It changes what viewers do not notice. */
const CHANGE = [
  'AddCasterInputInfo',
  'AddCasterLayoutInfo',
  'AddCasterMarkPicInfo',
  'AddCasterMarkWordInfo',
  'AddCasterOutputInfo',
  'AddLiveDomain',
  'AddLiveWatermark',
  'AuthenticateDomainOwner',
  'CopyCaster',
  'CreateCaster',
  'CreateLiveCallbackRule',
  'CreateLiveCallbackTemplate',
  'CreateLivePadTemplate',
  'CreateLiveRecord',
  'CreateLiveRecordRule',
  'CreateLiveRecordTemplate',
  'CreateLiveSnapshotRule',
  'CreateLiveSnapshotTemplate',
  'CreateLiveStreamMonitor',
  'CreateLiveTimeShiftTemplate',
  'CreateLiveTranscodeTemplate',
  'CreateRecordTask',
  'CreateScreenshotTask',
  'DeleteCasterInputInfo',
  'DeleteCasterLayoutInfo',
  'DeleteCasterMarkPicInfo',
  'DeleteCasterMarkWordInfo',
  'DeleteCasterOutputInfo',
  'DeleteLiveCallbackRule',
  'DeleteLiveRecordRule',
  'DeleteLiveSnapshotRule',
  'ModifyCasterLayoutInfo',
  'ModifyCasterOutputInfo',
  'ModifyLiveCallbackTemplate',
  'ModifyLiveRecordTemplate',
  'ModifyLiveSnapshotTemplate',
  'ModifyLiveStreamMonitor',
  'StartLiveStreamMonitor',
  'StopLiveRecord',
  'StopLiveStreamMonitor',
  'StopRecordTask',
  'StopScreenshotTask',
] as const satisfies readonly ActionName[];

/** It answers with keys, signed addresses, or who watches from where. */
const SECRET = [
  'CreateCasterInputPushUrl',
  'DescribeCasterOutputInfos',
  'DescribeCasterPlayUrl',
  'DescribeDeliverLogDownList',
  'DescribeLiveCallbackTemplate',
  'DescribeLiveCallbackTemplates',
  'DescribeLivePlayAuthKey',
  'DescribeLivePushAuthKey',
  'DescribeLogDownloadList',
  'DescribeTopClientIpSumInfoList',
] as const satisfies readonly ActionName[];

const RISKS: ReadonlyMap<string, Risk> = new Map<string, Risk>([
  ...AIR.map((action) => [action, 'air'] as const),
  ...DESTROY.map((action) => [action, 'destroy'] as const),
  ...CHANGE.map((action) => [action, 'change'] as const),
  ...SECRET.map((action) => [action, 'secret'] as const),
]);

/**
 * What an action can do to a broadcast, called by itself. Of an action that is sometimes harmless it is the worst. What is
 * in no list only looks, by its name; undefined: somebody has to say what it does before it can be called.
 */
export function riskOf(action: string): Risk | undefined {
  return RISKS.get(action) ?? (action.startsWith('Describe') ? 'read' : undefined);
}
