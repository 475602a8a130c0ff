import type { Feature, Misfit, Values, ValueRule } from '../feature.ts';
import { amount, flag, onOff, templateName, text } from '../rules-of-value.ts';

const DAY_SECONDS = 86_400;
const FILE_NAME =
  '{StreamID}_{StartYear}-{StartMonth}-{StartDay}-{StartHour}-{StartMinute}-{StartSecond}_{EndYear}-{EndMonth}-{EndDay}-{EndHour}-{EndMinute}-{EndSecond}';
/** Of the times that `{Start…}` and `{End…}` stand for. */
const PARTS = 'Year|Month|Day|Hour|Minute|Second|Millisecond';
/** No braces but those of a placeholder, and none of the characters that a file name cannot have. */
const FILE_NAME_FORM = new RegExp(`^(?:[^{}\\\\/:*?"<>|]|\\{(?:StreamID|(?:Start|End)(?:${PARTS}))\\})+$`);

/** One format of a recording. Times in seconds. */
const format: ValueRule = {
  fallback: {},
  parts: {
    RecordInterval: amount(1800, { min: 30, max: 43_200 }),
    StorageTime: amount(0, { min: 0, max: 1500 * DAY_SECONDS }),
    Enable: onOff(0),
    VodSubAppId: amount(0, { min: 0 }),
    VodFileName: {
      fallback: FILE_NAME,
      pattern: FILE_NAME_FORM,
      allows: 'a file name with placeholders such as {StreamID}',
      why: 'vodFileName',
    },
    Procedure: text,
    StorageMode: { fallback: 'normal', oneOf: ['normal', 'cold'] },
    ClassId: amount(0, { min: 0 }),
    CosBucketName: text,
    CosBucketRegion: text,
    CosBucketPath: text,
  },
};

/** Members with a format, and the word that messages have for it. */
export const RECORD_FORMATS = {
  FlvParam: 'flv',
  HlsParam: 'hls',
  Mp4Param: 'mp4',
  AacParam: 'aac',
  Mp3Param: 'mp3',
} as const;

/** Files of a stream, from its push to the end of it. */
export const record: Feature = {
  name: 'record',
  actions: {
    create: 'CreateLiveRecordTemplate',
    modify: 'ModifyLiveRecordTemplate',
    remove: 'DeleteLiveRecordTemplate',
    one: 'DescribeLiveRecordTemplate',
    all: 'DescribeLiveRecordTemplates',
    bind: 'CreateLiveRecordRule',
    unbind: 'DeleteLiveRecordRule',
    rules: 'DescribeLiveRecordRules',
  },
  members: { id: 'TemplateId', one: 'Template', all: 'Templates' },
  domains: 'push',
  most: 50,
  mostRules: 1000,
  values: {
    TemplateName: templateName,
    Description: text,
    FlvParam: format,
    HlsParam: format,
    Mp4Param: format,
    AacParam: format,
    Mp3Param: format,
    IsDelayLive: onOff(0),
    HlsSpecialParam: { fallback: {}, parts: { FlowContinueDuration: amount(0, { min: 0, max: 1800 }) } },
    CosStore: onOff(0),
    RemoveWatermark: flag,
    FlvSpecialParam: { fallback: {}, parts: { UploadInRecording: flag } },
  },
  together: cosBucketWithoutAccount,
  select: (templates, params) => ({
    templates: templates.filter(({ values }) => values['IsDelayLive'] === Number(params['IsDelayLive'] ?? 0)),
  }),
};

/** The account's number is no part of a bucket's name. */
function cosBucketWithoutAccount(values: Values): Misfit | undefined {
  for (const member of Object.keys(RECORD_FORMATS)) {
    const { CosBucketName } = values[member] as { CosBucketName: string };
    if (/-\d{6,}$/.test(CosBucketName))
      return { why: 'value', message: `${member}.CosBucketName is given without the account number.` };
  }
  return undefined;
}
