import type { OldParams } from './old-params.ts';
import { streamIn, streamParams, timeIn, unixIn, type Offer, type OldName } from './old-name.ts';

const drop = (params: OldParams): Offer[] => [
  { command: 'stream drop', options: { stream: streamIn(params) } },
  { action: 'DropLiveStream', params: streamParams(params) },
];
const forbid = (params: OldParams): Offer[] => [
  { command: 'stream forbid', options: { stream: streamIn(params), for: timeIn(params['abstime_end']) } },
  {
    action: 'ForbidLiveStream',
    params: { ...streamParams(params), ResumeTime: timeIn(params['abstime_end']) },
  },
];
const resume = (params: OldParams): Offer[] => [
  { command: 'stream resume', options: { stream: streamIn(params) } },
  { action: 'ResumeLiveStream', params: streamParams(params) },
];
const show = (params: OldParams): Offer[] => [
  { command: 'stream show', options: { stream: streamIn(params) } },
];
const list = (params: OldParams): Offer[] => [
  { command: 'stream list', options: { page: params['page_no'] ?? params['pageno'] } },
];
const chart = (): Offer[] => [{ command: 'traffic chart' }];
const tapes = (params: OldParams): Offer[] => [
  { command: 'record task list', options: { stream: streamIn(params) } },
  { action: 'DescribeRecordTask', params: streamParams(params) },
];
const startTape = (params: OldParams): Offer[] => {
  const [from, to] = [timeIn(params['start_time'] ?? params['starttime']), timeIn(endOf(params))];
  const add = { command: 'record task add', options: { stream: streamIn(params), from, for: to } };
  const now = { command: 'record now', options: { stream: streamIn(params) } };
  return [
    ...(from === undefined ? [now, add] : [add]),
    {
      action: 'CreateRecordTask',
      params: {
        ...streamParams(params),
        StartTime: unixIn(params['start_time'] ?? params['starttime']),
        EndTime: unixIn(endOf(params)),
      },
    },
  ];
};
const endOf = (params: OldParams) => params['end_time'] ?? params['endtime'];
const TASK_IDS = {
  en: 'Old recording task ids no longer work: choose the task from the list.',
  zh: '旧录制任务的 ID 已失效，请从列表中选择任务。',
};
const stopTape = (params: OldParams): Offer[] => [
  { command: 'record task stop', options: { task: streamIn(params) } },
  { command: 'record task list' },
  { action: 'StopRecordTask' },
];
const removeTape = (): Offer[] => [
  { command: 'record task remove' },
  { command: 'record task list' },
  { action: 'DeleteRecordTask' },
];
const NO_CHANNELS = {
  en: 'Channels no longer have to be created, changed or removed: just push the stream.',
  zh: '不再需要创建、修改或删除频道：流名直接推流即可，不推就没有。',
};
const setDelay = (params: OldParams): Offer[] => {
  const seconds = params['time_length'];
  if (seconds === '0')
    return [
      { command: 'delay remove', options: { stream: streamIn(params) } },
      { action: 'ResumeDelayLiveStream', params: streamParams(params) },
    ];
  return [
    {
      command: 'delay set',
      options: { stream: streamIn(params), delay: seconds === undefined ? undefined : `${seconds}s` },
    },
    { action: 'AddDelayLiveStream', params: { ...streamParams(params), DelayTime: seconds } },
  ];
};
const mix = (params: OldParams): Offer[] => {
  const session = params['mix_stream_session_id'];
  if (/cancel/iu.test(params['interface'] ?? ''))
    return [
      { command: 'mix stop', options: { session } },
      { action: 'CancelCommonMixStream', params: { MixStreamSessionId: session } },
    ];
  return [
    {
      command: 'mix start',
      options: {
        session,
        inputs: params['input_stream_list'],
        output: params['output_stream_id'],
        layout: params['mix_stream_template_id'],
      },
    },
    {
      action: 'CreateCommonMixStream',
      params: {
        MixStreamSessionId: session,
        'OutputParams.OutputStreamName': params['output_stream_id'],
        MixStreamTemplateId: params['mix_stream_template_id'],
      },
    },
  ];
};

/** The interfaces of 2017, offline since 2023-01-01. */
export const INTERFACES_OF_2017: readonly OldName[] = [
  {
    name: 'Live_Channel_SetStatus',
    now: (params) => {
      const { status } = params;
      if (status === '0') return forbid(params);
      if (status === '1') return resume(params);
      return status === '2' ? drop(params) : [...forbid(params), ...resume(params), ...drop(params)];
    },
  },
  {
    name: 'channel_manager',
    now: (params) => {
      const action = params['action']?.toLowerCase();
      if (action !== 'resume')
        return action === 'forbid' ? forbid(params) : [...forbid(params), ...resume(params)];
      // With an end it forbade until then, and resumed later.
      return params['abstime_end'] === undefined ? resume(params) : forbid(params);
    },
  },
  { name: 'Mix_StreamV2', now: mix },
  { name: 'mix_streamv2.start_mix_stream_advanced', now: mix },
  { name: 'mix_streamv2.cancel_mix_stream', now: (params) => mix({ ...params, interface: 'cancel' }) },
  { name: 'Live_Tape_Start', now: startTape },
  { name: 'Live_Tape_Stop', note: TASK_IDS, now: stopTape },
  { name: 'Live_Set_Delay', now: setDelay },
  { name: 'Live_Channel_GetStatus', now: show },
  { name: 'Live_Channel_GetChannelList', now: list },
  { name: 'Live_Channel_GetLiveChannelList', now: list },
  { name: 'Get_LiveStat', now: chart },
  { name: 'Get_LivePlayStat', now: chart },
  {
    name: 'Get_LivePushStat',
    now: (params) => [
      { command: 'stream health', options: { stream: streamIn(params) } },
      { action: 'DescribeLiveStreamPushInfoList', params: { PushDomain: params['push_domain'] } },
    ],
  },
  {
    name: 'Get_BillingBandwidth',
    now: (params) => [
      {
        command: 'traffic usage',
        options: {
          from: timeIn(params['start_time']),
          to: timeIn(params['end_time']),
          domain: params['domain'],
        },
      },
    ],
  },
  { name: 'CreateLVBChannel', note: NO_CHANNELS, now: () => [{ command: 'stream list' }] },
  { name: 'DeleteLVBChannel', note: NO_CHANNELS, now: () => [{ command: 'stream list' }] },
  { name: 'ModifyLVBChannel', note: NO_CHANNELS, now: () => [{ command: 'stream list' }] },
  { name: 'DescribeLVBChannel', now: show },
  { name: 'DescribeLVBChannelList', now: list },
  { name: 'StartLVBChannel', now: resume },
  { name: 'StopLVBChannel', now: forbid },
  { name: 'CreateRecord', now: startTape },
  { name: 'StopRecord', note: TASK_IDS, now: stopTape },
  { name: 'DeleteRecord', note: TASK_IDS, now: removeTape },
  { name: 'DescribeRecord', now: tapes },
  { name: 'DescribeRecordList', now: tapes },
  {
    name: 'GetVodRecordFiles',
    note: {
      en: 'Recorded files are in the VOD product; the cloud sends a callback for each (event 100).',
      zh: '录制文件存放在云点播产品中；每个文件生成后，云端会发送录制回调（事件 100）。',
    },
    now: tapes,
  },
];
