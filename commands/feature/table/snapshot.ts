import { lengthOf, switchOf, wholeOf } from '../../shape/values.ts';
import type { Feature } from '../feature.ts';
import { nameOf, PLAIN_NAME, wordsOf } from '../kinds.ts';
import { about } from './about.ts';

const AS_SOURCE = { en: 'as the source', zh: '与源一致' };

/** Pictures of a stream at an interval, looked through where the template says so. */
export const snapshot: Feature = {
  name: 'snapshot',
  zh: '截图',
  words: { en: 'snapshot template', zh: '截图模板' },
  one: 'a snapshot template',
  domains: 'push',
  hasStreams: true,
  everything: '',
  isOneADomain: true,
  namePath: 'TemplateName',
  canRename: true,
  nameKind: nameOf('studio-stills', 255, PLAIN_NAME),
  rows: [
    {
      ...{ key: 'bucket', zh: '存储桶', label: { en: 'Bucket', zh: '存储桶' }, path: 'CosBucket' },
      kind: {
        ...wordsOf(60, {
          pattern: /^(?!.*-\d{6,}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/u,
          fits: {
            en: 'the name of a COS bucket without the app id behind it',
            zh: 'COS 存储桶名称，不含末尾的 AppId',
          },
        }),
        example: 'stills',
      },
    },
    {
      ...{ key: 'region', zh: '地域', label: { en: 'Region', zh: '地域' }, path: 'CosRegion' },
      kind: {
        ...wordsOf(40, {
          pattern: /^[a-z0-9-]+$/u,
          fits: { en: 'a region of COS', zh: 'COS 地域' },
        }),
        example: 'ap-guangzhou',
      },
    },
    {
      ...{ key: 'appid', zh: '应用号', label: { en: 'App id', zh: '应用 ID' }, path: 'CosAppId' },
      kind: { ...wholeOf('', { min: 1 }), example: '1250000000' },
    },
    {
      ...{
        key: 'every',
        zh: '间隔',
        label: { en: 'A picture every', zh: '截图间隔' },
        path: 'SnapshotInterval',
      },
      // Making one takes 2 s, changing one 5 s at least: what cannot be set again is not offered.
      kind: { ...lengthOf('s', { min: 5, max: 300 }), example: '10s' },
    },
    {
      ...{ key: 'review', zh: '审核', label: { en: 'Picture review', zh: '智能鉴黄' }, path: 'PornFlag' },
      kind: switchOf(),
    },
    {
      ...{ key: 'width', zh: '宽度', label: { en: 'Width', zh: '宽度' }, path: 'Width' },
      kind: { ...wholeOf('px', { min: 0, max: 3000 }, AS_SOURCE), example: '1280' },
    },
    {
      ...{ key: 'height', zh: '高度', label: { en: 'Height', zh: '高度' }, path: 'Height' },
      kind: { ...wholeOf('px', { min: 0, max: 2000 }, AS_SOURCE), example: '720' },
    },
    {
      ...{ key: 'folder', zh: '目录', label: { en: 'Folder', zh: '目录' }, path: 'CosPrefix' },
      kind: { ...wordsOf(300), example: '/{Year}-{Month}-{Day}' },
    },
    {
      ...{ key: 'file', zh: '文件名', label: { en: 'File name', zh: '文件名' }, path: 'CosFileName' },
      kind: { ...wordsOf(300), example: '{StreamID}-{Hour}-{Minute}-{Second}{Ext}' },
    },
    about(true),
  ],
  required: ['bucket', 'region', 'appid'],
  optional: ['every', 'review'],
  usual: { PornFlag: 0, Width: 0, Height: 0 },
  columns: ['every', 'bucket', 'review', 'width', 'height'],
  example: { name: 'studio-stills', scope: 'push.example.com/live' },
  risks: { set: 'change', ruleAdd: 'change', ruleSet: 'change', ruleRemove: 'change' },
  warnings: {
    set: {
      en: 'Pictures go elsewhere or come at other times; with review off they are no longer checked.',
      zh: '截图的存储位置或间隔会改变；关闭审核后不再有人检查图片。',
    },
    add: {
      en: 'Pictures are stored and billed. A domain takes one snapshot template only.',
      zh: '截图会被存储并计费。一个域名只能使用一个截图模板。',
    },
    change: {
      en: 'Pictures of pushes that begin later follow the new template.',
      zh: '之后开始的推流按新模板截图。',
    },
    remove: {
      en: 'Pushes that begin later give no pictures, and picture review falls silent.',
      zh: '之后开始的推流不再截图，智能鉴黄也随之停止。',
    },
  },
};
