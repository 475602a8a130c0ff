import { plainWord } from '../../../src/text/characters.ts';
import type { ApiValue, ValueKind } from '../../shape/values.ts';
import { addressShown, mayHoldKey, readAddress } from './address.ts';

/** Between two addresses of a list: a comma that another address follows. */
const BETWEEN = /[,，、](?=\s*\w+:\/\/)/u;
/** CasterInputInfo, InputUrls. */
const MOST_FILES = 5;

/** Where an input comes from: one address, or up to five of files. A key in one is neither shown nor spelt. */
export const addresses: ValueKind = {
  fits: {
    en: 'an address, or up to 5 of files with commas, without a key (what has one is set in the console)',
    zh: '一个地址，或最多 5 个文件地址（用逗号分隔），不含密钥（带密钥的请在控制台设置）',
  },
  example: 'https://media.example.com/opener.mp4',
  read(typed) {
    const read = typed.split(BETWEEN).map(readAddress);
    return read.length <= MOST_FILES && read.every((each) => each !== undefined) ? read : undefined;
  },
  spell(value) {
    const list = texts(value);
    return list.length === 0 || list.some(mayHoldKey) ? undefined : list.join(',');
  },
  show: (value) => texts(value).map(addressShown).join(', '),
};

function texts(value: ApiValue): readonly string[] {
  return Array.isArray(value)
    ? (value as readonly ApiValue[]).filter((each) => typeof each === 'string')
    : [];
}

/** A share of the picture in percent, which the API has from 0 to 1. `pixels`: above 1 it has pixels. */
export function shareOf({ below, pixels }: { readonly below: number; readonly pixels?: number }): ValueKind {
  const percent = (value: number) => Number((value * 100).toFixed(4));
  const px =
    pixels === undefined ? { en: '', zh: '' } : { en: `, or pixels as 320px`, zh: '，或像素，例如 320px' };
  return {
    fits: { en: `percent from 0 to ${below}${px.en}`, zh: `百分比（0 到 ${below}）${px.zh}` },
    example: '10',
    read(typed) {
      const word = plainWord(typed.trim()).toLowerCase();
      const size = /^(?<size>\d{1,4})\s*px$/u.exec(word)?.groups?.['size'];
      if (size !== undefined)
        return pixels !== undefined && Number(size) > 1 && Number(size) <= pixels ? Number(size) : undefined;
      const share = /^(?<share>\d{1,3}(?:\.\d{1,3})?)\s*%?$/u.exec(word)?.groups?.['share'];
      return share !== undefined && Number(share) <= below
        ? Number((Number(share) / 100).toFixed(6))
        : undefined;
    },
    spell(value) {
      if (typeof value !== 'number') return undefined;
      return pixels !== undefined && value > 1 ? `${value}px` : String(percent(value));
    },
    show(value) {
      if (typeof value !== 'number') return '';
      return pixels !== undefined && value > 1 ? `${value} px` : `${percent(value)} %`;
    },
  };
}

const COLOURS: readonly (readonly [word: string, zh: string, hex: string])[] = [
  ['white', '白', 'ffffff'],
  ['black', '黑', '000000'],
  ['red', '红', 'ff0000'],
  ['yellow', '黄', 'ffff00'],
  ['green', '绿', '00ff00'],
  ['blue', '蓝', '0000ff'],
];

/** A colour by its name or as #rrggbb; the API has 0xrrggbb. */
export const colour: ValueKind = {
  fits: {
    en: `${COLOURS.map(([word]) => word).join(', ')}, or as #ff8800`,
    zh: `${COLOURS.map(([, zh]) => zh).join('、')}，或写作 #ff8800`,
  },
  example: 'white',
  read(typed) {
    const word = plainWord(typed.trim()).toLowerCase();
    const named = COLOURS.find(([en, zh]) => en === word || zh === word)?.[2];
    const hex = named ?? /^(?:#|0x)?(?<hex>[0-9a-f]{6})$/u.exec(word)?.groups?.['hex'];
    return hex === undefined ? undefined : `0x${hex}`;
  },
  spell(value) {
    if (typeof value !== 'string') return undefined;
    const hex = value.toLowerCase().replace(/^0x/u, '');
    return COLOURS.find(([, , each]) => each === hex)?.[0] ?? `#${hex}`;
  },
  show(value, language) {
    if (typeof value !== 'string') return '';
    const hex = value.toLowerCase().replace(/^0x/u, '');
    const named = COLOURS.find(([, , each]) => each === hex);
    return named ? (language === 'en' ? named[0] : named[1]) : `#${hex}`;
  },
};

/** Numbers of inputs in the order of the layers, the lowest first; the API has `1|2`. */
export const inputNumbers: ValueKind = {
  fits: { en: 'numbers of inputs with commas, the lowest layer first', zh: '输入编号，用逗号分隔，底层在前' },
  example: '1,2',
  read(typed) {
    const word = plainWord(typed.trim());
    return /^\d{1,2}(?:[,，、|]\d{1,2}){0,23}$/u.test(word) ? word.replaceAll(/[,，、]/gu, '|') : undefined;
  },
  spell: (value) => (typeof value === 'string' && value !== '' ? value.replaceAll('|', ',') : undefined),
  show: (value, language) =>
    typeof value === 'string' ? value.replaceAll('|', language === 'en' ? ', ' : '、') : '',
};
