import type { FieldRow, FieldValues } from '../../shape/fields.ts';
import { lengthOf, oneOf, switchOf, wholeOf, type ApiValue } from '../../shape/values.ts';
import type { Feature, Shortcut } from '../feature.ts';
import { listOf, nameOf, plain, wordsOf } from '../kinds.ts';
import { about } from './about.ts';

/** The formats, as people and as the API call them. */
const FORMATS = [
  ['hls', 'HlsParam'],
  ['mp4', 'Mp4Param'],
  ['flv', 'FlvParam'],
  ['aac', 'AacParam'],
  ['mp3', 'Mp3Param'],
] as const;

const DAY = 86_400;
/** What files are called where nobody says otherwise. */
const FILE_NAME =
  '{StreamID}_{StartYear}-{StartMonth}-{StartDay}-{StartHour}-{StartMinute}-{StartSecond}_{EndYear}-{EndMonth}-{EndDay}-{EndHour}-{EndMinute}-{EndSecond}';
const cut = lengthOf('s', { min: 30, max: 7200 });
const keep = {
  ...lengthOf('s', { min: DAY, max: 1500 * DAY }, { value: 0, word: { en: 'forever', zh: '永久' } }),
  example: '30d',
};
const text = { ...wordsOf(300), example: 'none' };

/** The settings of one format. HLS is one file from push to end: it is not cut. */
function formatRows(format: string, member: string): readonly FieldRow[] {
  const name = format.toUpperCase();
  const row = (
    key: string,
    zh: string,
    label: { readonly en: string; readonly zh: string },
    at: string,
    kind: FieldRow['kind'],
  ): FieldRow => ({
    ...{ key: `${format}.${key}`, zh: `${format}.${zh}`, path: `${member}.${at}`, kind },
    label: { en: `${name} ${label.en}`, zh: `${name} ${label.zh}` },
  });
  return [
    {
      ...{ key: format, zh: format, label: { en: name, zh: name }, path: `${member}.Enable` },
      kind: switchOf(),
    },
    ...(format === 'hls'
      ? []
      : [row('cut', '切片', { en: 'cut every', zh: '切片时长' }, 'RecordInterval', cut)]),
    row('keep', '保留', { en: 'kept for', zh: '保留时长' }, 'StorageTime', keep),
    row('file', '文件名', { en: 'file name', zh: '文件名' }, 'VodFileName', text),
    row('vod', '子应用', { en: 'VOD sub-app', zh: '点播子应用' }, 'VodSubAppId', {
      ...wholeOf('', { min: 0 }, { en: 'none', zh: '无' }),
      example: '0',
    }),
    row('flow', '任务流', { en: 'VOD procedure', zh: '点播任务流' }, 'Procedure', text),
    row('class', '分类', { en: 'VOD class', zh: '点播分类' }, 'ClassId', {
      ...wholeOf('', { min: 0 }, { en: 'none', zh: '无' }),
      example: '0',
    }),
    row(
      ...(['tier', '存储类型', { en: 'storage', zh: '存储类型' }, 'StorageMode'] as const),
      oneOf([
        { word: 'normal', zh: '标准', value: 'normal' },
        { word: 'cold', zh: '低频', value: 'cold' },
      ]),
    ),
    row('bucket', '存储桶', { en: 'bucket', zh: '存储桶' }, 'CosBucketName', text),
    row('region', '地域', { en: 'region', zh: '地域' }, 'CosBucketRegion', text),
    row('folder', '目录', { en: 'folder', zh: '目录' }, 'CosBucketPath', text),
  ];
}

const word = oneOf(FORMATS.map(([format, member]) => ({ word: format, zh: format, value: member })));

const rows: readonly FieldRow[] = [
  ...FORMATS.flatMap(([format, member]) => formatRows(format, member)),
  {
    ...{ key: 'hls.wait', zh: 'hls.续录', path: 'HlsSpecialParam.FlowContinueDuration' },
    label: { en: 'HLS resumes after a break of up to', zh: 'HLS 断流续录等待' },
    kind: lengthOf('s', { min: 0, max: 1800 }),
  },
  {
    ...{ key: 'flv.at-once', zh: 'flv.边录边传', path: 'FlvSpecialParam.UploadInRecording' },
    label: { en: 'FLV uploaded while recording', zh: 'FLV 边录边上传' },
    kind: switchOf({ on: true, off: false }),
  },
  {
    ...{ key: 'store', zh: '存储', label: { en: 'Stored in', zh: '存储到' }, path: 'CosStore' },
    kind: oneOf([
      { word: 'vod', zh: '点播', value: 0 },
      { word: 'cos', zh: '对象存储', value: 1 },
    ]),
  },
  {
    ...{ key: 'slow', zh: '慢直播', label: { en: 'Slow live', zh: '慢直播' }, path: 'IsDelayLive' },
    kind: switchOf(),
  },
  {
    ...{
      key: 'clean',
      zh: '去水印',
      label: { en: 'Without watermark', zh: '去除水印' },
      path: 'RemoveWatermark',
    },
    kind: switchOf({ on: true, off: false }),
  },
  about(false),
];

const formats: Shortcut = {
  ...{ key: 'formats', zh: '格式', label: { en: 'file formats, with commas', zh: '录制格式，用逗号分隔' } },
  kind: {
    ...listOf(word),
    example: 'hls,mp4',
    read: (typed) => {
      const members = listOf(word).read(typed);
      return Array.isArray(members) && members.length > 0
        ? (members as readonly ApiValue[]).map(plain).join(',')
        : undefined;
    },
  },
  means(value) {
    const on = value.split(',');
    return Object.fromEntries(FORMATS.map(([, member]) => [`${member}.Enable`, on.includes(member) ? 1 : 0]));
  },
};

/** One length for every format that is on. */
function forAll(values: FieldValues, at: string, value: string, except?: string): FieldValues {
  const on = FORMATS.filter(([, member]) => values[`${member}.Enable`] === 1 && member !== except);
  return Object.fromEntries(on.map(([, member]) => [`${member}.${at}`, Number(value)]));
}

const cutAll: Shortcut = {
  ...{
    key: 'cut',
    zh: '切片',
    label: { en: 'length of a file; HLS is never cut', zh: '单个文件时长，HLS 不切片' },
  },
  kind: { ...cut, example: '30m' },
  means: (value, sofar) => forAll(sofar, 'RecordInterval', value, 'HlsParam'),
};

const keepAll: Shortcut = {
  ...{ key: 'keep', zh: '保留', label: { en: 'how long files are kept', zh: '文件保留时长' } },
  kind: keep,
  means: (value, sofar) => forAll(sofar, 'StorageTime', value),
};

/** Files of a stream, from its push to the end of it. */
export const record: Feature = {
  name: 'record',
  zh: '录制',
  words: { en: 'record template', zh: '录制模板' },
  one: 'a record template',
  domains: 'push',
  hasStreams: true,
  everything: '',
  namePath: 'TemplateName',
  canRename: true,
  nameKind: nameOf('evening-archive', 255, {
    pattern: /^[\p{Script=Han}A-Za-z0-9_-]+$/u,
    fits: { en: 'letters, digits, Chinese, _ and -', zh: '中文、英文、数字、_ 和 -' },
  }),
  rows,
  fixed: ['store', 'slow'],
  shortcuts: [formats, cutAll, keepAll],
  required: ['formats', 'keep'],
  optional: ['cut', 'store'],
  usual: {
    ...Object.fromEntries(
      FORMATS.flatMap(([, member]): [string, ApiValue][] => [
        [`${member}.Enable`, 0],
        [`${member}.VodFileName`, FILE_NAME],
        [`${member}.StorageMode`, 'normal'],
        [`${member}.VodSubAppId`, 0],
        [`${member}.ClassId`, 0],
      ]),
    ),
    ...{ 'HlsSpecialParam.FlowContinueDuration': 0, 'FlvSpecialParam.UploadInRecording': false },
    ...{ CosStore: 0, IsDelayLive: 0, RemoveWatermark: false },
  },
  columns: ['hls', 'mp4', 'flv', 'mp4.cut', 'store', 'slow'],
  isIdle: (row, values) => {
    const [member = '', at] = row.path.split('.');
    return (
      at !== undefined && at !== 'Enable' && values[`${member.replace('SpecialParam', 'Param')}.Enable`] !== 1
    );
  },
  example: { name: 'evening-archive', scope: 'push.example.com/live' },
  risks: { set: 'change', ruleAdd: 'change', ruleSet: 'change', ruleRemove: 'change' },
  warnings: {
    set: {
      en: 'Recordings that begin later are cut, kept or stored otherwise.',
      zh: '之后开始的录制会按新的切片、保留和存储方式进行。',
    },
    add: {
      en: 'Every push under it is recorded and billed, and kept for as long as the template says.',
      zh: '其下的每次推流都会被录制并计费，按模板设定的时长保留。',
    },
    change: {
      en: 'Pushes that begin later are recorded by the new template.',
      zh: '之后开始的推流按新模板录制。',
    },
    remove: {
      en: 'Pushes that begin later are not recorded: what was not recorded cannot be got back.',
      zh: '之后开始的推流不再录制：没有录下的内容无法找回。',
    },
  },
};
