import type { CasterInfo } from '../../../src/live/catalogue/types.generated.ts';
import { plainWord } from '../../../src/text/characters.ts';
import { wordsOf } from '../../feature/kinds.ts';
import type { FieldRow, FieldValues } from '../../shape/fields.ts';
import { lengthOf, oneOf, textOf, wholeOf, type ValueKind } from '../../shape/values.ts';

const AS_SOURCE = { en: 'as the source', zh: '与源一致' };

/** `1920x1080`; the API has width and height apart. */
const size: ValueKind = {
  fits: { en: 'width x height in px, at most 4096x2160', zh: '宽x高（像素），最大 4096x2160' },
  example: '1920x1080',
  read(typed) {
    const found = /^(?<width>\d{2,4})\s*[x×*]\s*(?<height>\d{2,4})$/iu.exec(plainWord(typed.trim()))?.groups;
    const [width, height] = [Number(found?.['width']), Number(found?.['height'])];
    return width > 0 && width <= 4096 && height > 0 && height <= 2160 ? `${width}x${height}` : undefined;
  },
  spell: (value) => (typeof value === 'string' ? value : undefined),
  show: (value) => (typeof value === 'string' ? value.replace('x', ' × ') : ''),
};

/** What can be set of a caster, save for its end. */
export const casterRows: readonly FieldRow[] = [
  {
    ...{ key: 'name', zh: '名称', label: { en: 'Name', zh: '名称' }, path: 'CasterName' },
    kind: { ...textOf(128), example: 'late-studio' },
  },
  { key: 'size', zh: '尺寸', label: { en: 'Size', zh: '尺寸' }, path: 'size', kind: size },
  {
    ...{ key: 'fps', zh: '帧率', label: { en: 'Frame rate', zh: '帧率' }, path: 'PgmFps' },
    kind: { ...wholeOf('fps', { min: 0, max: 60 }, AS_SOURCE), example: '50' },
  },
  {
    ...{ key: 'bitrate', zh: '码率', label: { en: 'Bit rate', zh: '码率' }, path: 'PgmBitRate' },
    kind: { ...wholeOf('kbit/s', { min: 0, max: 10_000 }, AS_SOURCE), example: '4000' },
  },
  {
    ...{ key: 'delay', zh: '延时', label: { en: 'Delay', zh: '延时' }, path: 'DelayTime' },
    kind: { ...lengthOf('s', { min: 0, max: 300 }), example: '30s' },
  },
  {
    ...{
      key: 'audio',
      zh: '音频码率',
      label: { en: 'Audio bit rate', zh: '音频码率' },
      path: 'PgmAudioBitRate',
    },
    kind: oneOf([
      { word: 'source', zh: '与源一致', value: 0 },
      ...[128, 192, 256].map((value) => ({ word: `${value}kbit/s`, zh: `${value}kbit/s`, value })),
    ]),
  },
  {
    ...{ key: 'codec', zh: '编码', label: { en: 'Codec of PGM', zh: '主监编码' }, path: 'PgmVcodec' },
    kind: oneOf(['h264', 'h265'].map((word) => ({ word, zh: word, value: word }))),
  },
  {
    ...{ key: 'description', zh: '描述', label: { en: 'Description', zh: '描述' }, path: 'Description' },
    kind: { ...wordsOf(256), example: 'Late' },
  },
];

/** Only a new caster takes it here: the cloud does not tell which one a caster has. */
export const transitionRow: FieldRow = {
  ...{ key: 'transition', zh: '转场', label: { en: 'Transition', zh: '转场' }, path: 'TransitionType' },
  kind: { ...textOf(64), example: 'fade' },
};

/** What a caster has where the cloud tells nothing of it. */
export const WHERE_NOT_TOLD: FieldValues = { PgmVcodec: 'h264' };

/** The settings that a caster has, as far as the cloud tells them. */
export function casterValues(info: CasterInfo): FieldValues {
  return {
    CasterName: info.CasterName ?? '',
    size: `${Number(info.PgmWidth ?? 0)}x${Number(info.PgmHeight ?? 0)}`,
    PgmFps: Number(info.PgmFps ?? 0),
    PgmBitRate: Number(info.PgmBitRate ?? 0),
    DelayTime: Number(info.DelayTime ?? 0),
    PgmAudioBitRate: Number(info.PgmAudioBitRate ?? 0),
    // Where it is not told, it is not sent back either.
    ...(info.PgmVcodec && { PgmVcodec: info.PgmVcodec }),
    Description: info.Description ?? '',
  };
}

/** The same as parameters. */
export function casterParams({ size: given, ...values }: FieldValues): Readonly<Record<string, unknown>> {
  const [PgmWidth, PgmHeight] = typeof given === 'string' ? given.split('x').map(Number) : [];
  return { ...values, ...(PgmWidth !== undefined && PgmHeight !== undefined && { PgmWidth, PgmHeight }) };
}
