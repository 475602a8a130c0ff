import { oneOf } from '../../shape/values.ts';
import type { Feature } from '../feature.ts';
import { addressOf, nameOf, PLAIN_NAME, secondsAsMs } from '../kinds.ts';
import { about } from './about.ts';

/** A picture or a film that viewers see while a push is broken. */
export const pad: Feature = {
  name: 'pad',
  zh: '垫片',
  words: { en: 'pad template', zh: '垫片模板' },
  one: 'a pad template',
  domains: 'push',
  hasStreams: true,
  everything: '',
  namePath: 'TemplateName',
  canRename: true,
  nameKind: nameOf('back-soon', 255, PLAIN_NAME),
  rows: [
    {
      ...{ key: 'source', zh: '来源', label: { en: 'Shows', zh: '垫片内容' }, path: 'Url' },
      kind: addressOf('https://media.example.com/back-soon.png'),
    },
    {
      ...{ key: 'kind', zh: '类型', label: { en: 'Kind', zh: '类型' }, path: 'Type' },
      kind: oneOf([
        { word: 'picture', zh: '图片', value: 1 },
        { word: 'video', zh: '视频', value: 2 },
      ]),
    },
    {
      ...{ key: 'wait', zh: '等待', label: { en: 'Begins after', zh: '断流后等待' }, path: 'WaitDuration' },
      kind: { ...secondsAsMs({ min: 0, max: 30 }), example: '3s' },
    },
    {
      ...{ key: 'longest', zh: '最长', label: { en: 'Ends after', zh: '最长播放' }, path: 'MaxDuration' },
      kind: {
        ...secondsAsMs({ min: 0 }, { value: 0, word: { en: 'never', zh: '不限' } }),
        example: '10m',
      },
    },
    {
      ...{ key: 'when', zh: '触发', label: { en: 'Shown after', zh: '触发条件' }, path: 'TriggerCondition' },
      kind: oneOf([
        { word: 'any', zh: '任何断流', value: 0 },
        { word: 'fault', zh: '异常断流', value: 1 },
      ]),
    },
    about(true),
  ],
  required: ['source'],
  optional: ['kind', 'wait', 'longest'],
  usual: { Type: 1, TriggerCondition: 0 },
  always: { WaitDuration: 0, MaxDuration: 0 },
  columns: ['kind', 'wait', 'longest'],
  example: { name: 'back-soon', scope: 'push.example.com/live' },
  risks: { set: 'air', ruleAdd: 'air', ruleSet: 'air', ruleRemove: 'air' },
  warnings: {
    set: { en: 'Viewers see the new pad at the next break.', zh: '下次断流时，观众会看到新的垫片。' },
    add: {
      en: 'Viewers see this pad when a push under it breaks.',
      zh: '其下的推流中断时，观众会看到该垫片。',
    },
    change: { en: 'Viewers see the new pad at the next break.', zh: '下次断流时，观众会看到新的垫片。' },
    remove: {
      en: 'Viewers see nothing when a push under it breaks.',
      zh: '其下的推流中断时，观众将看不到任何画面。',
    },
  },
};
