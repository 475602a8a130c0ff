import type { OldParams } from './old-params.ts';
import { streamIn, streamParams, timeIn, unixIn, type Offer, type OldName } from './old-name.ts';

const CONFIG_IDS = {
  en: 'A ConfigId is not a TaskId: choose the task from the list.',
  zh: 'ConfigId 不是 TaskId，请从列表中选择任务。',
};
const TASK_IDS = {
  en: 'These recording task ids no longer work: choose the task from the list.',
  zh: '这些录制任务的 ID 已失效，请从列表中选择任务。',
};

/** Moments as the present pull tasks take them: ISO 8601, UTC. */
const pulled = (params: OldParams): Offer[] => [
  {
    command: 'pull add',
    options: {
      to: targetIn(params['tourl']),
      source: params['fromurl'],
      until: timeIn(params['endtime']),
      from: timeIn(params['starttime']),
    },
  },
  {
    action: 'CreateLivePullStreamTask',
    params: {
      SourceType: 'PullLivePushLive',
      SourceUrls: params['fromurl'],
      ToUrl: params['tourl'],
      StartTime: timeIn(params['starttime']),
      EndTime: timeIn(params['endtime']),
    },
  },
];

/** `rtmp://domain/app/stream?…` as a stream is named. */
function targetIn(url: string | undefined): string | undefined {
  return /^rtmps?:\/\/([^/?]+\/[^/?]+\/[^/?]+)/iu.exec(url ?? '')?.[1];
}

/** Actions of the present API that the vendor has retired, by what a call of them is today. */
export const RETIRED_ACTIONS: readonly OldName[] = [
  {
    name: 'DescribeLiveCert',
    note: {
      en: 'Certificates themselves are in the SSL product; Airdesk shows what a domain uses.',
      zh: '证书本身在 SSL 证书产品中管理；Airdesk 可查看域名使用的证书。',
    },
    now: () => [{ command: 'cert show' }, { command: 'cert list' }],
  },
  {
    name: 'DescribeLiveCerts',
    now: () => [{ command: 'cert list' }, { action: 'DescribeLiveDomainCertBindings' }],
  },
  { name: 'CreatePullStreamConfig', now: pulled },
  {
    name: 'DeletePullStreamConfig',
    note: CONFIG_IDS,
    now: () => [{ command: 'pull remove' }, { command: 'pull list' }],
  },
  { name: 'DescribePullStreamConfigs', now: () => [{ command: 'pull list' }] },
  {
    name: 'ModifyPullStreamConfig',
    note: CONFIG_IDS,
    now: () => [{ command: 'pull set' }, { command: 'pull list' }, { action: 'ModifyLivePullStreamTask' }],
  },
  {
    name: 'ModifyPullStreamStatus',
    note: CONFIG_IDS,
    now: ({ status }) => {
      const [start, stop] = [{ command: 'pull start' }, { command: 'pull stop' }];
      if (/^(?:enable|1)$/iu.test(status ?? '')) return [start, { command: 'pull list' }];
      return /^(?:disable|0)$/iu.test(status ?? '') ? [stop, { command: 'pull list' }] : [start, stop];
    },
  },
  {
    name: 'CreateLiveRecord',
    now: (params) => [
      {
        command: 'record task add',
        options: {
          stream: streamIn(params),
          from: timeIn(params['starttime']),
          for: timeIn(params['endtime']),
        },
      },
      { command: 'record now', options: { stream: streamIn(params) } },
      {
        action: 'CreateRecordTask',
        params: {
          ...streamParams(params),
          StartTime: unixIn(params['starttime']),
          EndTime: unixIn(params['endtime']),
        },
      },
    ],
  },
  {
    name: 'StopLiveRecord',
    note: TASK_IDS,
    now: (params) => [
      { command: 'record task stop', options: { task: streamIn(params) } },
      { command: 'record task list' },
      { action: 'StopRecordTask' },
    ],
  },
  {
    name: 'DeleteLiveRecord',
    note: TASK_IDS,
    now: () => [
      { command: 'record task remove' },
      { command: 'record task list' },
      { action: 'DeleteRecordTask' },
    ],
  },
];
