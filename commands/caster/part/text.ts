import type { CasterMarkWordInfo } from '../../../src/live/catalogue/types.generated.ts';
import { inRed } from '../../in-red.ts';
import type { FieldRow } from '../../shape/fields.ts';
import { lengthOf, oneOf, switchOf, textOf, wholeOf } from '../../shape/values.ts';
import { colour, shareOf } from './kinds.ts';
import type { Info, Part } from './part.ts';
import { usesIn } from './uses.ts';

const share = shareOf({ below: 100 });

const rows: readonly FieldRow[] = [
  {
    ...{ key: 'text', zh: '文本', label: { en: 'Words', zh: '文字' }, path: 'MarkWordText' },
    kind: { ...textOf(200), example: 'LIVE' },
  },
  {
    ...{ key: 'size', zh: '字号', label: { en: 'Size', zh: '字号' }, path: 'MarkWordFontSize' },
    kind: { ...wholeOf('px', { min: 16, max: 60 }), example: '24' },
  },
  { key: 'left', zh: '左', label: { en: 'Left', zh: '左边距' }, path: 'MarkWordLocationX', kind: share },
  { key: 'top', zh: '上', label: { en: 'Top', zh: '上边距' }, path: 'MarkWordLocationY', kind: share },
  {
    ...{ key: 'roll', zh: '滚动', label: { en: 'Rolls', zh: '滚动' }, path: 'MarkWordRollEnable' },
    kind: switchOf({ on: true, off: false }),
  },
  {
    ...{ key: 'colour', zh: '颜色', label: { en: 'Colour', zh: '颜色' }, path: 'MarkWordFontColor' },
    kind: colour,
  },
  {
    ...{ key: 'font', zh: '字体', label: { en: 'Font', zh: '字体' }, path: 'MarkWordFontType' },
    kind: oneOf([
      { word: 'song', zh: '宋体', value: 1 },
      { word: 'hei', zh: '黑体', value: 2 },
    ]),
  },
  {
    ...{
      key: 'time',
      zh: '时长',
      label: { en: 'Rolls once in', zh: '滚动一遍' },
      path: 'MarkWordRollOnceTime',
    },
    kind: lengthOf('s', { min: 5, max: 600 }),
  },
  {
    ...{
      key: 'direction',
      zh: '方向',
      label: { en: 'Rolls', zh: '滚动方向' },
      path: 'MarkWordRollDirection',
    },
    kind: oneOf([
      { word: 'right', zh: '从左到右', value: 0 },
      { word: 'left', zh: '从右到左', value: 1 },
    ]),
  },
  {
    ...{ key: 'from', zh: '起点', label: { en: 'Rolls from', zh: '滚动起点' } },
    ...{ path: 'MarkWordRollStartLocationX', kind: share },
  },
  {
    ...{ key: 'to', zh: '终点', label: { en: 'Rolls to', zh: '滚动终点' } },
    ...{ path: 'MarkWordRollEndLocationX', kind: share },
  },
];

/** Words that a caster lays over its picture. */
export const textPart: Part = {
  ...{ name: 'text', zh: '文本', words: { en: 'text', zh: '文本' } },
  ...{ range: { min: 1, max: 1000 }, firstFree: 1, index: 'MarkWordIndex', rows },
  usual: {
    ...{ MarkWordFontSize: 16, MarkWordLocationX: 0, MarkWordLocationY: 0, MarkWordRollEnable: false },
    ...{ MarkWordFontColor: '0xffffff', MarkWordFontType: 1, MarkWordRollOnceTime: 5 },
    ...{ MarkWordRollDirection: 0, MarkWordRollStartLocationX: 0, MarkWordRollEndLocationX: 1 },
  },
  ...{ required: ['text'], optional: ['size', 'left', 'top'], often: ['text'] },
  ...{ listed: ['text', 'size', 'left', 'top', 'roll'], setRisk: 'air', locked: [] },
  read: async ({ live }, CasterId) =>
    (await live.call('DescribeCasterMarkWordInfos', { CasterId }))
      .MarkWordInfos as readonly object[] as Info[],
  async add({ live }, CasterId, info) {
    await live.call('AddCasterMarkWordInfo', {
      CasterId,
      MarkWordInfo: info as unknown as CasterMarkWordInfo,
    });
  },
  async modify({ live }, CasterId, info) {
    const MarkWordInfo = info as unknown as CasterMarkWordInfo;
    await live.call('ModifyCasterMarkWordInfo', { CasterId, MarkWordInfo });
  },
  async remove({ live }, CasterId, MarkWordIndex) {
    await live.call('DeleteCasterMarkWordInfo', { CasterId, MarkWordIndex });
  },
  valuesOf(info) {
    const mark = info as unknown as CasterMarkWordInfo;
    return {
      MarkWordText: mark.MarkWordText ?? '',
      MarkWordFontSize: Number(mark.MarkWordFontSize ?? 16),
      MarkWordLocationX: mark.MarkWordLocationX ?? 0,
      MarkWordLocationY: mark.MarkWordLocationY ?? 0,
      MarkWordRollEnable: mark.MarkWordRollEnable ?? false,
      MarkWordFontColor: mark.MarkWordFontColor ?? '0xffffff',
      MarkWordFontType: Number(mark.MarkWordFontType ?? 1),
      MarkWordRollOnceTime: Number(mark.MarkWordRollOnceTime ?? 5),
      MarkWordRollDirection: Number(mark.MarkWordRollDirection ?? 0),
      MarkWordRollStartLocationX: mark.MarkWordRollStartLocationX ?? 0,
      MarkWordRollEndLocationX: mark.MarkWordRollEndLocationX ?? 1,
    };
  },
  infoOf: (values) => values,
  uses: (number, scene) => usesIn(scene, (display) => display.texts.includes(number)),
  lines: {
    add: () => ({
      en: 'Viewers notice nothing: it is seen only once caster overlay shows it. Read the words once more.',
      zh: '观众无感知：用“导播 叠加”显示之后才会出现。请再读一遍文字。',
    }),
    set: ({ pgm }) => [
      pgm
        ? inRed({
            en: 'It is in PGM: viewers read it at once, as it is written here.',
            zh: '正在主监显示：观众会立即看到这里写的文字。',
          })
        : { en: 'Viewers notice nothing: it is not in PGM.', zh: '观众无感知：主监没有显示它。' },
    ],
    remove: () => [{ en: 'Viewers notice nothing: it is not shown.', zh: '观众无感知：它没有在显示。' }],
  },
};
