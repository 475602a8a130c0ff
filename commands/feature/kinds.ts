import type { ApiValue, ValueKind } from '../shape/values.ts';
import { lengthOf, wholeOf } from '../shape/values.ts';
import type { Text } from '../../src/text/language.ts';
import { plainWord } from '../../src/text/characters.ts';

const NOTHING: ReadonlySet<string> = new Set(['none', '无']);

/** Text as `textOf` has it, which `none` empties. `form`: what fits besides. */
export function wordsOf(most: number, form?: { readonly pattern: RegExp; readonly fits: Text }): ValueKind {
  return {
    fits: form?.fits ?? {
      en: `text of at most ${most} characters, or none`,
      zh: `文字，最多 ${most} 个字符，或“无”`,
    },
    example: 'evening',
    read(typed) {
      if (NOTHING.has(typed.trim().toLowerCase())) return '';
      const fits = typed !== '' && Array.from(typed).length <= most && (form?.pattern.test(typed) ?? true);
      return fits ? typed : undefined;
    },
    spell: (value) => (typeof value !== 'string' ? undefined : value === '' ? 'none' : value),
    show: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
  };
}

/** A name as the cloud takes it, in bytes at most. */
export function nameOf(
  example: string,
  mostBytes: number,
  form: { readonly pattern: RegExp; readonly fits: Text },
): ValueKind {
  const kind = wordsOf(mostBytes, form);
  return {
    ...kind,
    example,
    read: (typed) => (form.pattern.test(typed) && Buffer.byteLength(typed) <= mostBytes ? typed : undefined),
  };
}

/** Letters of any language, digits, `_` and `-`: what most names may have. */
export const PLAIN_NAME = {
  pattern: /^[\p{L}\p{N}_-]+$/u,
  fits: { en: 'letters, digits, _ and -, at most 255 bytes', zh: '中文、英文、数字、_ 和 -，最多 255 字节' },
};

/** An even number of pixels, or 0. */
export function evenOf(max: number, zero: Text): ValueKind {
  const kind = wholeOf('px', { min: 0, max }, zero);
  return {
    ...kind,
    fits: { en: `an even number from 0 to ${max} px`, zh: `偶数（0 到 ${max} px）` },
    example: '720',
    read(typed) {
      const value = kind.read(typed);
      return typeof value === 'number' && value % 2 === 0 ? value : undefined;
    },
  };
}

/** A length of time that the API counts in ms and people in seconds. */
export function secondsAsMs(
  range: { readonly min?: number; readonly max?: number },
  none?: { readonly value: 0; readonly word: Text },
): ValueKind {
  const kind = lengthOf('s', range, none);
  const inSeconds = (value: ApiValue) => (typeof value === 'number' ? value / 1000 : value);
  return {
    ...kind,
    read(typed) {
      const value = kind.read(typed);
      return typeof value === 'number' ? value * 1000 : undefined;
    },
    spell: (value) =>
      typeof value === 'number' && value % 1000 !== 0 ? undefined : kind.spell(inSeconds(value)),
    show: (value, language) => kind.show(inSeconds(value), language),
  };
}

/** An address of something on the web. What follows `?` may be a key: it is neither shown nor spelt. */
export function addressOf(example: string): ValueKind {
  return {
    fits: { en: 'an address that begins with https:// or http://', zh: '以 https:// 或 http:// 开头的地址' },
    example,
    read(typed) {
      const url = URL.parse(typed.trim());
      const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
      return isWeb && typed.length <= 1024 && !/[\s;(){}$>`#"'|]/u.test(typed) ? typed.trim() : undefined;
    },
    spell: (value) => (typeof value === 'string' && !hasKeys(value) ? value : undefined),
    show: (value) => (typeof value === 'string' ? withoutKeys(value) : ''),
  };
}

function withoutKeys(address: string): string {
  const [plainPart = ''] = address.split('?', 1);
  const shown = plainPart.replace(/^(\w+:\/\/)[^/@]*@/u, '$1');
  return plainPart === address ? shown : `${shown}?…`;
}

function hasKeys(address: string): boolean {
  return address.includes('?') || /^\w+:\/\/[^/]*@/u.test(address);
}

/** Several words of a list, with commas between them; `none` for an empty one. */
export function listOf(one: Pick<ValueKind, 'fits' | 'example' | 'read' | 'spell'>): ValueKind {
  return {
    fits: { en: `one or more with commas: ${one.fits.en}`, zh: `一个或多个，用逗号分隔：${one.fits.zh}` },
    example: one.example,
    read(typed) {
      if (NOTHING.has(typed.trim().toLowerCase())) return [];
      const values = typed.split(/[,，、]/u).map((word) => one.read(plainWord(word.trim())));
      return values.every((value) => value !== undefined) ? values : undefined;
    },
    spell(value) {
      if (!Array.isArray(value)) return undefined;
      const words = (value as readonly ApiValue[]).map((each) => one.spell(each));
      if (words.includes(undefined)) return undefined;
      return words.length === 0 ? 'none' : words.join(',');
    },
    show: (value) =>
      Array.isArray(value) ? (value as readonly ApiValue[]).map(plain).join(', ') : plain(value),
  };
}

/** A value as it is. */
export function plain(value: ApiValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
