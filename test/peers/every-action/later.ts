import { iso, type Left, type Step } from './step.ts';

/** Steps of what came after the document. */
const room = ({ ids }: Left) => ({ RoomId: ids['room'] });
const script = ({ ids }: Left) => ({ ScriptId: ids['script'] });
const library = ({ ids }: Left) => ({ LibId: ids['library'] });
const keepId = (name: string, field: string): Pick<Step, 'keep'> => ({
  keep: (output, { ids }) => {
    ids[name] = output[field];
  },
});

/** A digital human: a room is made, filled, put on air, spoken to, stopped and removed. */
export const avatarSteps: readonly Step[] = [
  { action: 'DescribeLiveAvatarImageList', filled: 'ImageInfoList' },
  { action: 'DescribeLiveAvatarBackgroundList', filled: 'InfoList' },
  { action: 'DescribeLiveAvatarTimbreList', filled: 'TimbreList' },
  { action: 'CreateLiveAvatarRoom', params: { Name: 'shop' }, ...keepId('room', 'RoomId') },
  { action: 'ModifyLiveAvatarRoom', params: (left) => ({ ...room(left), SpeechSpeed: 1.2 }) },
  {
    action: 'DescribeLiveAvatarRooms',
    params: room,
    answer: { TotalNum: 1, InfoList: [{ Name: 'shop', SpeechSpeed: 1.2 }] },
  },
  {
    action: 'CreateLiveAvatarScript',
    params: (left) => ({ ...room(left), Title: 'hello', Content: 'Welcome.' }),
    ...keepId('script', 'ScriptId'),
  },
  { action: 'ModifyLiveAvatarScript', params: (left) => ({ ...script(left), Title: 'good evening' }) },
  {
    action: 'DescribeLiveAvatarScripts',
    params: room,
    answer: { InfoList: [{ Title: 'good evening', Content: 'Welcome.' }] },
  },
  {
    action: 'GenerateLiveAvatarScriptBroadcast',
    params: (left) => ({ ...room(left), ...script(left) }),
  },
  {
    action: 'CopyLiveAvatarRoom',
    params: ({ ids }) => ({ Name: 'shop 2', SourceRoomId: ids['room'], IsCopyScript: true }),
  },
  {
    action: 'SendTemporaryScriptToAvatarRoom',
    params: (left) => ({ ...room(left), Content: 'Sold out.' }),
    code: 'InvalidParameterValue',
  },
  {
    action: 'StartLiveAvatarRoom',
    params: (left) => ({ ...room(left), Comment: 'tonight', ToUrl: 'rtmp://push.example.com/live/shop' }),
  },
  { action: 'SendTemporaryScriptToAvatarRoom', params: (left) => ({ ...room(left), Content: 'Sold out.' }) },
  {
    action: 'DescribeLiveAvatarTemporaryScriptList',
    params: room,
    answer: { InfoList: [{ Content: 'Sold out.' }] },
  },
  { action: 'DeleteLiveAvatarRoom', params: room, code: 'InvalidParameterValue' },
  { action: 'StopLiveAvatarRoom', params: room },
  { action: 'DeleteLiveAvatarScript', params: script },
  { action: 'DeleteLiveAvatarRoom', params: room },
  {
    action: 'CreateLiveAvatarCloneFigure',
    params: { SceneType: 'portrait', FigureName: 'Lan', MaterialUrl: 'https://media.example.com/lan.mp4' },
    ...keepId('figure', 'TaskId'),
  },
  { action: 'DescribeLiveAvatarCloneFigureList', answer: { TotalCount: 1 } },
  { action: 'DeleteLiveAvatarCloneFigure', params: ({ ids }) => ({ TaskId: ids['figure'] }) },
];

/** An effect is made and sent over a stream. */
export const effectSteps: readonly Step[] = [
  { action: 'DescribeLiveCloudEffectConfig', filled: 'EffectTemplateList' },
  { action: 'CreateLiveCloudEffect', params: { Prompt: 'confetti' }, ...keepId('effect', 'Id') },
  { action: 'DescribeLiveCloudEffectList', answer: { TotalNum: 1, InfoList: [{ Prompt: 'confetti' }] } },
  {
    action: 'SendLiveCloudEffect',
    params: ({ ids }) => ({
      ...{ PushDomainName: 'push.example.com', AppName: 'live', StreamName: 'nobody', Id: ids['effect'] },
    }),
    code: 'InvalidParameterValue',
  },
];

/** Words that reviews look for. */
export const keywordSteps: readonly Step[] = [
  {
    action: 'CreateAuditKeywordLib',
    params: { Name: 'walk', Description: 'walk', Suggestion: 'Block', MatchType: 'Exact' },
    ...keepId('library', 'LibId'),
  },
  {
    action: 'CreateAuditKeywords',
    params: (left) => ({ ...library(left), Keywords: [{ Content: 'word', Label: 'Ad' }] }),
    filled: 'KeywordIds',
    ...keepId('keywords', 'KeywordIds'),
  },
  {
    action: 'DescribeAuditKeywords',
    params: (left) => ({ ...library(left), Offset: 0, Limit: 10, Content: '' }),
    answer: { Total: 1 },
  },
  {
    action: 'DeleteAuditKeywords',
    params: (left) => ({ ...library(left), KeywordIds: left.ids['keywords'] }),
    answer: { SuccessCount: 1 },
  },
];

/** Films that are made or drawn anew. */
export const videoSteps: readonly Step[] = [
  { action: 'CreateSceneVideoTask', params: { Prompt: 'a lake at dawn' }, ...keepId('film', 'TaskId') },
  {
    action: 'DescribeSceneVideoTask',
    params: ({ ids }) => ({ TaskId: ids['film'] }),
    answer: { Status: 'RUN' },
  },
  {
    action: 'CreateVideoRedrawTask',
    params: { Input: { Url: 'https://media.example.com/a.mp4' } },
    ...keepId('redraw', 'TaskId'),
  },
  {
    action: 'DescribeAIGCTaskStatus',
    params: ({ ids }) => ({ TaskId: ids['redraw'] }),
    answer: { TaskStatus: 'PROCESSING' },
  },
];

const ORIGIN = { DomainName: 'play.example.com' };

/** A domain pulls from an origin, and stops doing so. */
export const originSteps: readonly Step[] = [
  { action: 'DescribeOriginStreamInfo', params: ORIGIN, answer: { Status: 3 } },
  { action: 'CloseSourceStream', params: ORIGIN, code: 'InvalidParameterValue' },
  {
    action: 'ModifyOriginStreamInfo',
    params: {
      ...ORIGIN,
      OriginStreamPlayType: 'hls',
      CdnStreamPlayType: ['hls'],
      OriginStreamType: 1,
      OriginAddress: ['origin.example.com:80'],
      OriginAddressType: 1,
    },
  },
  {
    action: 'DescribeOriginStreamInfo',
    params: ORIGIN,
    answer: { Status: 1, OriginAddress: ['origin.example.com:80'] },
  },
  { action: 'CloseSourceStream', params: ORIGIN },
];

const PADDED = { PushDomainName: 'push.example.com', AppName: 'live', StreamName: 'gala' };

/** Padding by hand. */
export const padStreamSteps: readonly Step[] = [
  { action: 'StartLivePadStream', params: PADDED },
  { action: 'DescribeLivePadStreamList', params: { StreamName: 'gala' }, answer: { TotalNum: 1 } },
  { action: 'StopLivePadStream', params: PADDED },
  { action: 'StopLivePadStream', params: PADDED, code: 'InvalidParameterValue' },
];

/** The standby video of a caster that has no programme. */
export const emergencySteps: readonly Step[] = [
  {
    action: 'DescribeCasterEmergencyStatus',
    params: ({ ids }) => ({ CasterId: ids['later-caster'] }),
    answer: { EmergencyStatus: 0 },
  },
  {
    action: 'SwitchCasterToEmergency',
    params: ({ ids }) => ({ CasterId: ids['later-caster'] }),
    code: 'FailedOperation',
  },
];

/** A caster of its own, so that other walks keep theirs. */
export const emergencyCaster: Step = {
  action: 'CreateCaster',
  params: { CasterName: 'later' },
  ...keepId('later-caster', 'CasterId'),
};

const TASK = { TaskId: 'task-sports-backup' };

/** Films in between, of a task of the scene. */
export const insertSteps: readonly Step[] = [
  {
    action: 'InsertTaskTemporaryFiles',
    params: { ...TASK, TemporaryFiles: ['https://media.example.com/a.mp4'], Operator: 'walk' },
  },
];

/** What a pull task has pushed. */
export const pullTransformSteps: readonly Step[] = [
  {
    action: 'DescribePullTransformPushInfoList',
    params: ({ now }) => ({ ...TASK, StartTime: iso(now - 3_600_000), EndTime: iso(now) }),
  },
];
