import { FEATURES } from '../../../sandbox/feature/table/features.ts';
import type { FeatureName } from '../../../sandbox/feature/feature.ts';
import { createBench, type Answered, type Bench } from '../caller.ts';
import { faultsOf } from '../whole-answer.ts';

type Params = Readonly<Record<string, unknown>>;

/** How one of the seven features is tried out. */
export interface FeatureCase {
  readonly name: FeatureName;
  /** Only what is required. */
  readonly least: Params;
  /** What the answer then says of the rest. */
  readonly usual: Params;
  /** A change, with whatever the action requires beside it. */
  readonly change: Params;
  /** Wrong values, each with the code of its refusal at creation. */
  readonly wrong: readonly (readonly [string, Params, string])[];
  readonly inUse: string;
  readonly notThere: { readonly modify: string; readonly remove: string; readonly bind: string };
  readonly boundTwice: string;
  readonly noRule: string;
}

const VALUE = 'InvalidParameterValue';
const COS = { CosAppId: 1250000000, CosBucket: 'pictures', CosRegion: 'ap-guangzhou' };
const FORMAT = {
  RecordInterval: 1800,
  StorageTime: 0,
  Enable: 0,
  VodSubAppId: 0,
  Procedure: '',
  StorageMode: 'normal',
  ClassId: 0,
  CosBucketName: '',
};

/** All seven. */
export const CASES: readonly FeatureCase[] = [
  {
    name: 'transcode',
    least: { TemplateName: '720p', VideoBitrate: 1500 },
    usual: {
      Vcodec: 'origin',
      Acodec: 'aac',
      Profile: 'baseline',
      NeedVideo: 1,
      NeedAudio: 1,
      Gop: 0,
      DRMType: '',
    },
    change: { VideoBitrate: 1800, Height: 720 },
    wrong: [
      ['a name with a dash', { TemplateName: '720-p' }, 'InvalidParameter.ArgsNotMatch'],
      ['a name of 11 characters', { TemplateName: 'a2345678901' }, 'InvalidParameter.ArgsNotMatch'],
      [
        'a name of two characters with AiTransCode',
        { TemplateName: 'hd', AiTransCode: 1, Height: 720 },
        'InvalidParameter.ArgsNotMatch',
      ],
      ['AiTransCode without a height', { AiTransCode: 1 }, 'InvalidParameter.ArgsNotMatch'],
      ['too high a bitrate', { VideoBitrate: 8001 }, VALUE],
      ['an odd width', { Width: 1281 }, VALUE],
      ['too wide a picture', { Width: 3002 }, VALUE],
      ['another codec', { Vcodec: 'vp9' }, VALUE],
      ['a rotation in between', { Rotate: 45 }, VALUE],
      ['a GOP of 1 s', { Gop: 1 }, VALUE],
      ['a share above a half', { AdaptBitratePercent: 0.6 }, VALUE],
      ['two sizes under DRM', { DRMType: 'widevine', DRMTracks: 'SD|HD' }, VALUE],
    ],
    inUse: 'FailedOperation.ConfInUsed',
    notThere: {
      modify: 'FailedOperation.NotFound',
      remove: 'FailedOperation.NotFound',
      bind: 'InvalidParameter.ConfNotFound',
    },
    boundTwice: 'FailedOperation.RuleAlreadyExist',
    noRule: 'InvalidParameter.RuleNotFound',
  },
  {
    name: 'record',
    least: { TemplateName: '节目存档' },
    usual: {
      Description: '',
      IsDelayLive: 0,
      CosStore: 0,
      RemoveWatermark: false,
      FlvParam: FORMAT,
      Mp3Param: FORMAT,
      HlsSpecialParam: { FlowContinueDuration: 0 },
      FlvSpecialParam: { UploadInRecording: false },
    },
    change: { Mp4Param: { Enable: 1, RecordInterval: 3600 }, Description: 'Evening programme' },
    wrong: [
      ['a name with a blank', { TemplateName: 'evening programme' }, VALUE],
      ['files of 29 s', { FlvParam: { Enable: 1, RecordInterval: 29 } }, VALUE],
      ['storage of 1501 days', { Mp4Param: { StorageTime: 1501 * 86_400 } }, VALUE],
      ['a switch of 2', { HlsParam: { Enable: 2 } }, VALUE],
      ['another kind of storage', { HlsParam: { StorageMode: 'warm' } }, VALUE],
      ['going on after half an hour', { HlsSpecialParam: { FlowContinueDuration: 1801 } }, VALUE],
      [
        'an unknown placeholder',
        { FlvParam: { VodFileName: '{Stream}_a' } },
        'InvalidParameter.InvalidVodFileName',
      ],
      ['a bucket with the account in it', { FlvParam: { CosBucketName: 'archive-1250000000' } }, VALUE],
    ],
    inUse: 'FailedOperation.ConfInUsed',
    notThere: {
      modify: 'FailedOperation.NotFound',
      remove: 'InternalError.ConfNotFound',
      bind: 'InvalidParameter.ConfNotFound',
    },
    boundTwice: 'FailedOperation.RuleAlreadyExist',
    noRule: 'FailedOperation.NotFound',
  },
  {
    name: 'snapshot',
    least: { TemplateName: 'stills', ...COS },
    usual: { SnapshotInterval: 10, Width: 0, Height: 0, PornFlag: 0, CosPrefix: '/{Year}-{Month}-{Day}' },
    change: { SnapshotInterval: 30, ...COS },
    wrong: [
      ['every second', { SnapshotInterval: 1 }, VALUE],
      ['too wide a picture', { Width: 3001 }, VALUE],
      ['too high a picture', { Height: 2001 }, VALUE],
      ['a switch of 2', { PornFlag: 2 }, VALUE],
      ['a bucket with the account in it', { CosBucket: 'pictures-1250000000' }, VALUE],
      ['no bucket', { CosBucket: '' }, VALUE],
      ['a name of 256 bytes', { TemplateName: 'x'.repeat(256) }, VALUE],
      ['a description with blanks', { Description: 'two words' }, VALUE],
      [
        'a file name with a question mark',
        { CosFileName: 'a?.jpg' },
        'InvalidParameter.COSCustomFileNameError',
      ],
    ],
    inUse: 'FailedOperation.ConfInUsed',
    notThere: {
      modify: 'FailedOperation.NotFound',
      remove: 'InternalError.ConfNotFound',
      bind: 'InvalidParameter.ConfNotFound',
    },
    boundTwice: 'FailedOperation.RuleAlreadyExist',
    noRule: 'FailedOperation.NotFound',
  },
  {
    name: 'watermark',
    least: { PictureUrl: 'https://media.example.com/logo.png', WatermarkName: 'station logo' },
    usual: {
      XPosition: 0,
      YPosition: 0,
      Width: 0,
      Height: 0,
      BackgroundWidth: 1920,
      BackgroundHeight: 1080,
      Status: 0,
    },
    change: { PictureUrl: 'https://media.example.com/logo-2.png', XPosition: 80, YPosition: 10 },
    wrong: [
      ['an address with a bracket', { PictureUrl: 'https://media.example.com/a(1).png' }, 'InvalidParameter'],
      ['no address', { PictureUrl: 'logo.png' }, 'InvalidParameter'],
      ['a name of 31 bytes', { WatermarkName: 'x'.repeat(31) }, 'InvalidParameter'],
      ['a place outside the picture', { XPosition: 101 }, 'InvalidParameter'],
    ],
    inUse: 'InvalidParameter.ConfInUsed',
    notThere: {
      modify: 'ResourceNotFound.WatermarkNotExist',
      remove: 'ResourceNotFound.WatermarkNotExist',
      bind: 'InvalidParameter.ConfNotFound',
    },
    boundTwice: 'FailedOperation.RuleAlreadyExist',
    noRule: 'FailedOperation.NotFound',
  },
  {
    name: 'callback',
    least: { TemplateName: 'desk', StreamBeginNotifyUrl: 'https://desk.example.com/begin' },
    usual: { StreamEndNotifyUrl: '', StreamMixNotifyUrl: '', CallbackKey: '', RecordExceptionLevels: [] },
    change: { RecordNotifyUrl: 'https://desk.example.com/file', RecordExceptionLevels: ['error', 'info'] },
    wrong: [
      ['no URL at all', { StreamBeginNotifyUrl: '' }, VALUE],
      ['no web address', { StreamBeginNotifyUrl: 'ftp://desk.example.com/' }, VALUE],
      [
        'a host that has no address',
        { StreamEndNotifyUrl: 'https://desk.invalid/' },
        'InvalidParameter.UrlNotSafe',
      ],
      ['a level that does not exist', { RecordExceptionLevels: ['alarm'] }, VALUE],
      ['a description of 1025 bytes', { Description: 'x'.repeat(1025) }, VALUE],
    ],
    inUse: 'FailedOperation.ConfInUsed',
    notThere: {
      modify: 'FailedOperation.NotFound',
      remove: 'FailedOperation.NotFound',
      bind: 'InvalidParameter.ConfNotFound',
    },
    boundTwice: VALUE,
    noRule: 'FailedOperation.NotFound',
  },
  {
    name: 'timeshift',
    least: { TemplateName: 'two-hours', Duration: 7200 },
    usual: {
      Description: '',
      Area: 'Mainland',
      ItemDuration: 5,
      RemoveWatermark: false,
      TranscodeTemplateIds: [],
    },
    change: { Duration: 3600, Area: 'Overseas' },
    wrong: [
      ['no duration', { Duration: 0 }, VALUE],
      ['pieces of 2 s', { ItemDuration: 2 }, VALUE],
      ['an area of another spelling', { Area: 'Oversea' }, VALUE],
      ['a name with a dot', { TemplateName: 'two.hours' }, VALUE],
    ],
    inUse: 'FailedOperation.ConfInUsed',
    notThere: {
      modify: 'InternalError.ConfNotFound',
      remove: 'FailedOperation.NotFound',
      bind: 'InternalError.ConfNotFound',
    },
    boundTwice: 'FailedOperation.RuleAlreadyExist',
    noRule: 'FailedOperation.NotFound',
  },
  {
    name: 'pad',
    least: { TemplateName: 'back-soon', Url: 'https://media.example.com/back-soon.png' },
    usual: { Description: '', WaitDuration: 0, MaxDuration: 0, Type: 1 },
    change: {
      TemplateName: 'back-soon',
      Url: 'https://media.example.com/back-soon.mp4',
      WaitDuration: 2000,
      MaxDuration: 0,
      Type: 2,
    },
    wrong: [
      ['a wait of more than 30 s', { WaitDuration: 30_001 }, VALUE],
      ['less than no time', { MaxDuration: -1 }, VALUE],
      ['a kind of 3', { Type: 3 }, VALUE],
      ['no content', { Url: '' }, VALUE],
      ['a content that is no address', { Url: 'back-soon.png' }, VALUE],
    ],
    inUse: 'FailedOperation.ConfInUsed',
    notThere: {
      modify: 'FailedOperation.NotFound',
      remove: 'FailedOperation.NotFound',
      bind: 'FailedOperation.NotFound',
    },
    boundTwice: 'FailedOperation.RuleAlreadyExist',
    noRule: 'FailedOperation.NotFound',
  },
];

/** The actions of one feature on a Bench, by what they do. Every good answer is held against the catalogue as a whole. */
export function createTrial({ name, least }: FeatureCase, bench: Bench = createBench()) {
  const feature = FEATURES[name];
  const { actions, members } = feature;
  const place = {
    DomainName: feature.domains === 'play' ? 'play.example.com' : 'push.example.com',
    AppName: 'live',
    ...(name !== 'callback' && { StreamName: feature.noStreams ? '' : 'main' }),
  };
  async function ask(action: string, params: Params): Promise<Answered> {
    const answered = await bench.call(action as 'DeleteLivePadRule', params as never);
    const faults = answered.code === undefined ? faultsOf(action, answered.output) : [];
    if (faults.length > 0) throw new Error(faults.join('; '));
    return answered;
  }
  const all = async (params: Params = {}) =>
    (await ask(actions.all, params)).output[members.all] as Record<string, unknown>[];
  /** Deletes of transcoding and padding name the template too. */
  const unbindParams = (id: number) =>
    name === 'transcode' || name === 'pad' ? { ...place, TemplateId: id } : place;
  return {
    ...{ bench, feature, place, all, ask },
    create: (given: Params = {}) => ask(actions.create, { ...least, ...given }),
    async made(given: Params = {}) {
      return Number((await ask(actions.create, { ...least, ...given })).output[members.id]);
    },
    show: async (id: number) => (await all()).find((one) => one[members.id] === id),
    modify: (id: number, given: Params) => ask(actions.modify, { [members.id]: id, ...given }),
    remove: (id: number) => ask(actions.remove, { [members.id]: id }),
    bind: (id: number, given: Params = {}) => ask(actions.bind, { ...place, TemplateId: id, ...given }),
    unbind: (id: number, given: Params = {}) => ask(actions.unbind, { ...unbindParams(id), ...given }),
    rules: async () => (await ask(actions.rules, {})).output['Rules'] as Record<string, unknown>[],
  };
}
