import { iso, type Left, type Step } from './step.ts';

const DAY = 86_400_000;
const MAIN = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' };
const PAD = { PushDomainName: 'push.example.com', AppName: 'live' };
const SPORTS = { PushDomainName: 'push.example.com', AppName: 'live', StreamName: 'sports' };
const lastDay = ({ now }: Left) => ({ StartTime: iso(now - DAY), EndTime: iso(now) });
const id = (name: string) => (left: Left) => ({ [name]: left.ids[name] });

/** A stream: looked at, dropped, forbidden, let in again, found in the history. */
export const streamSteps: readonly Step[] = [
  { action: 'DescribeLiveStreamState', params: MAIN, answer: { StreamState: 'active' } },
  { action: 'DescribeLiveStreamOnlineList', params: { DomainName: MAIN.DomainName }, filled: 'OnlineInfo' },
  { action: 'DropLiveStream', params: MAIN },
  { action: 'DescribeLiveStreamState', params: MAIN, answer: { StreamState: 'inactive' } },
  { action: 'ForbidLiveStream', params: { ...MAIN, Reason: 'walk' } },
  { action: 'DescribeLiveForbidStreamList', params: { StreamName: 'main' }, answer: { TotalNum: 1 } },
  { action: 'ResumeLiveStream', params: MAIN },
  { action: 'DescribeLiveForbidStreamList', params: { StreamName: 'main' }, answer: { TotalNum: 0 } },
  { action: 'DescribeLiveStreamEventList', params: lastDay, filled: 'EventList' },
  {
    action: 'DescribeLiveStreamPublishedList',
    params: (left) => ({ ...lastDay(left), DomainName: MAIN.DomainName }),
    filled: 'PublishInfo',
  },
  { action: 'DescribeLivePadProcessorList', params: PAD, answer: { StreamNameList: [] } },
  {
    action: 'StopLivePadProcessor',
    params: { ...PAD, StreamName: 'main' },
    answer: { ResultMessage: 'no match processor stream' },
  },
];

/** Upstreams: the backup is put on air. */
export const backupSteps: readonly Step[] = [
  {
    action: 'DescribeBackupStreamList',
    params: { StreamName: 'sports' },
    filled: 'StreamInfoList',
    keep: ({ StreamInfoList }, { ids }) => {
      const [group] = StreamInfoList as { BackupList: { MasterFlag: number; UpstreamSequence: string }[] }[];
      ids['backup'] = group?.BackupList.find(({ MasterFlag }) => MasterFlag === 0)?.UpstreamSequence;
    },
  },
  { action: 'SwitchBackupStream', params: ({ ids }) => ({ ...SPORTS, UpstreamSequence: ids['backup'] }) },
  { action: 'SwitchBackupStream', params: { ...SPORTS, UpstreamSequence: '1' }, code: 'FailedOperation' },
  { action: 'EnableOptimalSwitching', params: { StreamName: 'sports', EnableSwitch: 1 } },
  {
    action: 'DescribeBackupStreamList',
    params: { StreamName: 'sports' },
    answer: { StreamInfoList: [{ OptimalEnable: 1 }] },
  },
];

/** A monitor: created, changed, started, read, stopped, deleted. */
export const monitorSteps: readonly Step[] = [
  {
    action: 'CreateLiveStreamMonitor',
    params: {
      MonitorName: 'walk',
      OutputInfo: { OutputStreamWidth: 1280, OutputStreamHeight: 720 },
      InputList: [{ InputStreamName: 'news' }],
      AllowMonitorReport: 1,
    },
    keep: ({ MonitorId }, { ids }) => (ids['MonitorId'] = MonitorId),
  },
  {
    action: 'ModifyLiveStreamMonitor',
    params: (left) => ({ ...id('MonitorId')(left), CheckStreamBroken: 1 }),
  },
  {
    action: 'StartLiveStreamMonitor',
    params: (left) => ({ ...id('MonitorId')(left), AudibleInputIndexList: [1] }),
  },
  {
    action: 'DescribeLiveStreamMonitor',
    params: id('MonitorId'),
    answer: { LiveStreamMonitor: { Status: 1, CheckStreamBroken: 1 } },
  },
  { action: 'DeleteLiveStreamMonitor', params: id('MonitorId'), code: 'FailedOperation.MonitorIsActive' },
  { action: 'DescribeMonitorReport', params: id('MonitorId') },
  { action: 'DescribeLiveStreamMonitorList', params: { Index: 0, Count: 10 }, filled: 'LiveStreamMonitors' },
  { action: 'StopLiveStreamMonitor', params: id('MonitorId') },
  { action: 'DeleteLiveStreamMonitor', params: id('MonitorId') },
];

const byWalk = (left: Left) => ({ ...id('TaskId')(left), Operator: 'walk' });

/** A pull task from its creation to its end; the older kind says that it is withdrawn. */
export const pullSteps: readonly Step[] = [
  {
    action: 'CreateLivePullStreamTask',
    params: ({ now }) => ({
      ...{ SourceType: 'PullLivePushLive', SourceUrls: ['rtmp://source.example.com/live/feed'] },
      ...{ DomainName: 'push.example.com', AppName: 'live', StreamName: 'walked' },
      ...{ StartTime: iso(now - 1000), EndTime: iso(now + DAY), Operator: 'walk' },
    }),
    keep: ({ TaskId }, { ids }) => (ids['TaskId'] = TaskId),
  },
  {
    action: 'DescribeLivePullStreamTaskStatus',
    params: id('TaskId'),
    answer: { TaskStatusInfo: { RunStatus: 'active' } },
  },
  { action: 'DescribeLivePullStreamTasks', params: id('TaskId'), filled: 'TaskInfos' },
  { action: 'RestartLivePullStreamTask', params: byWalk },
  { action: 'ModifyLivePullStreamTask', params: (left) => ({ ...byWalk(left), Status: 'pause' }) },
  {
    action: 'DescribeLivePullStreamTaskStatus',
    params: id('TaskId'),
    answer: { TaskStatusInfo: { RunStatus: 'inactive' } },
  },
  { action: 'DeleteLivePullStreamTask', params: byWalk },
  { action: 'RestartLivePullStreamTask', params: byWalk, code: 'InvalidParameter.TaskNotExist' },
  ...(
    [
      'CreatePullStreamConfig',
      'DescribePullStreamConfigs',
      'ModifyPullStreamConfig',
      'ModifyPullStreamStatus',
      'DeletePullStreamConfig',
    ] as const
  ).map((action) => ({ action, code: 'ActionOffline' })),
];
