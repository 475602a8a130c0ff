import type { CasterMarkPicInfo } from '../../../src/live/catalogue/types.generated.ts';
import { addressOf, wordsOf } from '../../feature/kinds.ts';
import { inRed } from '../../in-red.ts';
import type { FieldRow } from '../../shape/fields.ts';
import type { ValueKind } from '../../shape/values.ts';
import { shareOf } from './kinds.ts';
import type { Info, Part } from './part.ts';
import { usesIn } from './uses.ts';

/** A whole 1 would be one pixel or all of the picture: the document does not say which. */
const across = shareOf({ below: 99, pixels: 1920 });
const down = shareOf({ below: 99, pixels: 1080 });
const web = addressOf('https://media.example.com/logo.png');

const picture: ValueKind = {
  ...web,
  fits: {
    en: 'a web address that ends in png, jpg, jpeg, bmp or gif, at most 256 characters',
    zh: '以 png、jpg、jpeg、bmp 或 gif 结尾的网址，最多 256 个字符',
  },
  read: (typed) =>
    typed.length <= 256 && /\.(?:jpe?g|png|bmp|gif)$/iu.test(typed.trim()) ? web.read(typed) : undefined,
};

const rows: readonly FieldRow[] = [
  { key: 'picture', zh: '图片', label: { en: 'Picture', zh: '图片' }, path: 'MarkPicUrl', kind: picture },
  { key: 'left', zh: '左', label: { en: 'Left', zh: '左边距' }, path: 'MarkPicLocationX', kind: across },
  { key: 'top', zh: '上', label: { en: 'Top', zh: '上边距' }, path: 'MarkPicLocationY', kind: down },
  { key: 'width', zh: '宽', label: { en: 'Width', zh: '宽' }, path: 'MarkPicWidth', kind: across },
  { key: 'height', zh: '高', label: { en: 'Height', zh: '高' }, path: 'MarkPicHeight', kind: down },
  {
    ...{ key: 'name', zh: '名称', label: { en: 'Name', zh: '名称' }, path: 'Description' },
    kind: { ...wordsOf(256), example: 'Logo' },
  },
];

/** Pictures that a caster lays over its picture. */
export const watermarkPart: Part = {
  ...{ name: 'watermark', zh: '水印', words: { en: 'watermark', zh: '图片水印' } },
  ...{ range: { min: 1, max: 1000 }, firstFree: 1, index: 'MarkPicIndex', rows },
  usual: { MarkPicLocationX: 0, MarkPicLocationY: 0, MarkPicWidth: 0, MarkPicHeight: 0, Description: '' },
  ...{ required: ['picture'], optional: ['left', 'top', 'width'], often: ['picture'] },
  ...{ listed: ['name', 'picture', 'left', 'top', 'width'], setRisk: 'air', locked: [] },
  read: async ({ live }, CasterId) =>
    (await live.call('DescribeCasterMarkPicInfos', { CasterId })).MarkPicInfos as readonly object[] as Info[],
  async add({ live }, CasterId, info) {
    await live.call('AddCasterMarkPicInfo', { CasterId, MarkPicInfo: info as unknown as CasterMarkPicInfo });
  },
  async modify({ live }, CasterId, info) {
    await live.call('ModifyCasterMarkPicInfo', {
      CasterId,
      MarkPicInfo: info as unknown as CasterMarkPicInfo,
    });
  },
  async remove({ live }, CasterId, MarkPicIndex) {
    await live.call('DeleteCasterMarkPicInfo', { CasterId, MarkPicIndex });
  },
  valuesOf(info) {
    const mark = info as unknown as CasterMarkPicInfo;
    return {
      MarkPicUrl: mark.MarkPicUrl ?? '',
      MarkPicLocationX: mark.MarkPicLocationX ?? 0,
      MarkPicLocationY: mark.MarkPicLocationY ?? 0,
      MarkPicWidth: mark.MarkPicWidth ?? 0,
      MarkPicHeight: mark.MarkPicHeight ?? 0,
      Description: mark.Description ?? '',
    };
  },
  infoOf: (values) => values,
  uses: (number, scene) => usesIn(scene, (display) => display.pictures.includes(number)),
  lines: {
    add: () => ({
      en: 'Viewers notice nothing: it is seen only once caster overlay shows it.',
      zh: '观众无感知：用“导播 叠加”显示之后才会出现。',
    }),
    set: ({ pgm }, _, changed) => [
      pgm && changed.some((key) => key !== 'name')
        ? inRed({
            en: 'It is in PGM: viewers see the change at once.',
            zh: '正在主监显示：观众会立即看到变化。',
          })
        : { en: 'Viewers notice nothing.', zh: '观众无感知。' },
    ],
    remove: () => [{ en: 'Viewers notice nothing: it is not shown.', zh: '观众无感知：它没有在显示。' }],
  },
};
