import { lengthOf, oneOf, switchOf, wholeOf } from '../../shape/values.ts';
import type { Feature } from '../feature.ts';
import { listOf, nameOf, PLAIN_NAME } from '../kinds.ts';
import { about } from './about.ts';

/** Lets viewers go back in a stream. */
export const timeshift: Feature = {
  name: 'timeshift',
  zh: '时移',
  words: { en: 'time shift template', zh: '时移模板' },
  one: 'a time shift template',
  domains: 'push',
  hasStreams: true,
  everything: '*',
  namePath: 'TemplateName',
  canRename: true,
  nameKind: nameOf('two-hours-back', 255, PLAIN_NAME),
  rows: [
    {
      ...{
        key: 'keep',
        zh: '保留',
        label: { en: 'Viewers can go back', zh: '可回看时长' },
        path: 'Duration',
      },
      kind: { ...lengthOf('s', { min: 1 }), example: '2h' },
    },
    {
      ...{ key: 'area', zh: '区域', label: { en: 'Area', zh: '区域' }, path: 'Area' },
      kind: oneOf([
        { word: 'mainland', zh: '中国大陆', value: 'Mainland' },
        { word: 'overseas', zh: '海外及港澳台', value: 'Overseas' },
      ]),
    },
    {
      ...{ key: 'segment', zh: '分片', label: { en: 'Segment', zh: '分片时长' }, path: 'ItemDuration' },
      kind: { ...lengthOf('s', { min: 3, max: 10 }), example: '5s' },
    },
    {
      ...{ key: 'clean', zh: '去水印', path: 'RemoveWatermark' },
      label: { en: 'Without watermark', zh: '去除水印' },
      kind: switchOf({ on: true, off: false }),
    },
    {
      ...{ key: 'renditions', zh: '转码流', path: 'TranscodeTemplateIds' },
      label: { en: 'Renditions', zh: '转码流' },
      kind: listOf({
        ...wholeOf('', { min: 1 }),
        fits: { en: 'ids of transcode templates', zh: '转码模板的 ID' },
        example: '1370001',
      }),
    },
    about(true),
  ],
  required: ['keep'],
  optional: ['area', 'segment', 'clean', 'renditions'],
  usual: { Area: 'Mainland', ItemDuration: 5, RemoveWatermark: false, TranscodeTemplateIds: [] },
  columns: ['keep', 'segment', 'area', 'clean'],
  example: { name: 'two-hours-back', scope: 'push.example.com/live/gala' },
  risks: { set: 'air', ruleAdd: 'change', ruleSet: 'air', ruleRemove: 'air' },
  warnings: {
    set: {
      en: 'With a shorter time viewers can no longer go back as far.',
      zh: '时长缩短后，观众能回看的范围会变小。',
    },
    add: {
      en: 'What viewers can go back to is stored, and billed by length.',
      zh: '回看内容会被存储，按时长计费。',
    },
    change: {
      en: 'Viewers go back by the new template from the next push on.',
      zh: '从下一次推流开始，观众按新模板回看。',
    },
    remove: {
      en: 'Viewers can no longer go back in streams under it.',
      zh: '其下的流，观众将无法再回看。',
    },
  },
};
