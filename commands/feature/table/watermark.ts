import type { FieldRow } from '../../shape/fields.ts';
import { wholeOf } from '../../shape/values.ts';
import type { Feature } from '../feature.ts';
import { addressOf, nameOf } from '../kinds.ts';

/** A side that is not given follows the other one; where none is, the picture keeps its size. */
const ITS_OWN = { en: 'by itself', zh: '自适应' };

function percent(
  key: string,
  zh: string,
  label: FieldRow['label'],
  path: string,
  example: string,
  zero?: FieldRow['label'],
): FieldRow {
  return { key, zh, label, path, kind: { ...wholeOf('%', { min: 0, max: 100 }, zero), example } };
}

/** A picture over the picture. */
export const watermark: Feature = {
  name: 'watermark',
  zh: '水印',
  words: { en: 'watermark', zh: '水印模板' },
  one: 'a watermark',
  domains: 'push',
  hasStreams: true,
  everything: '',
  namePath: 'WatermarkName',
  canRename: true,
  nameKind: nameOf('station-logo', 30, {
    pattern: /^[^\p{Cc}]+$/u,
    fits: { en: 'text of at most 30 bytes', zh: '文字，最多 30 字节（约 10 个汉字）' },
  }),
  rows: [
    {
      ...{ key: 'picture', zh: '图片', label: { en: 'Picture', zh: '图片' }, path: 'PictureUrl' },
      kind: addressOf('https://media.example.com/logo.png'),
    },
    percent('left', '左边距', { en: 'From the left', zh: '左边距' }, 'XPosition', '85'),
    percent('top', '上边距', { en: 'From the top', zh: '上边距' }, 'YPosition', '5'),
    percent('width', '宽度', { en: 'Width', zh: '宽度' }, 'Width', '10', ITS_OWN),
    percent('height', '高度', { en: 'Height', zh: '高度' }, 'Height', '10', ITS_OWN),
    {
      ...{ key: 'background.width', zh: '背景宽度', label: { en: 'Background width', zh: '背景宽度' } },
      ...{ path: 'BackgroundWidth', kind: { ...wholeOf('px', { min: 1 }), example: '1920' } },
    },
    {
      ...{ key: 'background.height', zh: '背景高度', label: { en: 'Background height', zh: '背景高度' } },
      ...{ path: 'BackgroundHeight', kind: { ...wholeOf('px', { min: 1 }), example: '1080' } },
    },
  ],
  required: ['picture'],
  optional: ['left', 'top', 'width', 'height'],
  usual: { Width: 0, Height: 0, BackgroundWidth: 1920, BackgroundHeight: 1080 },
  always: { XPosition: 0, YPosition: 0 },
  columns: ['left', 'top', 'width', 'height'],
  example: { name: 'station-logo', scope: 'push.example.com/live/news' },
  risks: { set: 'air', ruleAdd: 'air', ruleSet: 'air', ruleRemove: 'air' },
  warnings: {
    set: {
      en: 'The logo changes or moves on every stream that has it.',
      zh: '使用该水印的所有流上，水印图案或位置都会改变。',
    },
    add: {
      en: 'Viewers see the logo from the next push on.',
      zh: '从下一次推流开始，观众会看到该水印。',
    },
    change: {
      en: 'Viewers see the other logo from the next push on.',
      zh: '从下一次推流开始，观众会看到新的水印。',
    },
    remove: {
      en: 'Viewers no longer see the logo: rights holders and sponsors may mind.',
      zh: '观众将看不到该水印：版权方和赞助商可能有要求。',
    },
  },
};
