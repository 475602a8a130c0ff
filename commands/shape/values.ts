import type { Language, Text } from '../../src/text/language.ts';
import { formatDuration } from '../../src/text/duration.ts';
import { plainWord } from '../../src/text/characters.ts';
import { readLength, spellLength } from '../../src/text/spoken/length.ts';

/** A value as the cloud's API has it. */
export type ApiValue = string | number | boolean | readonly ApiValue[] | { readonly [key: string]: ApiValue };

/** How people write a value, and how it is shown. */
export interface ValueKind {
  /** What fits, in words: `30s to 2h`. */
  readonly fits: Text;
  readonly example: string;
  /** Where it is one of a closed list. */
  readonly words?: readonly Pick<Word, 'word' | 'zh'>[];
  /** From what was typed; undefined: it does not fit. */
  readonly read: (typed: string) => ApiValue | undefined;
  /** As it is typed, so that `read` gives the value back; undefined where the cloud sent something else. */
  readonly spell: (value: ApiValue) => string | undefined;
  /** As it is shown, with its unit. */
  readonly show: (value: ApiValue, language: Language) => string;
}

/** Least and greatest value, in the unit of the API. */
interface Range {
  readonly min?: number;
  readonly max?: number;
}

const UNITS = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000, ms: 1 } as const;

/** A length of time, which the API counts in `unit`. `none`: the word for a value that means no end, as `forever`. */
export function lengthOf(
  unit: keyof typeof UNITS,
  range: Range,
  none?: { readonly value: number; readonly word: Text },
): ValueKind {
  const size = UNITS[unit];
  const text = (value: number) => spellLength(value * size) || `0${unit === 'ms' ? 's' : unit.slice(0, 1)}`;
  const within = rangeText(range, text);
  return {
    fits: none
      ? { en: `a time${within.en}, or ${none.word.en}`, zh: `时长${within.zh}，或“${none.word.zh}”` }
      : { en: `a time${within.en}`, zh: `时长${within.zh}` },
    example: text(range.min ?? 60),
    read(typed) {
      const word = plainWord(typed.trim()).toLowerCase();
      if (none && (word === none.word.en || word === none.word.zh)) return none.value;
      const plain = Number(word);
      const ms = word !== '' && Number.isFinite(plain) ? plain * size : readMs(word);
      if (ms === undefined || ms % size !== 0) return undefined;
      return isWithin(ms / size, range) ? ms / size : undefined;
    },
    spell(value) {
      if (typeof value !== 'number') return undefined;
      return none?.value === value ? none.word.en : text(value);
    },
    show(value, language) {
      if (typeof value !== 'number') return plain(value);
      if (none?.value === value) return language === 'en' ? none.word.en : none.word.zh;
      return formatDuration(value * size, language);
    },
  };
}

function readMs(word: string): number | undefined {
  // No length at all is nothing that anybody would say; as a setting it means "at once".
  if (/^0(?:ms|s|m|h|d)$/u.test(word)) return 0;
  const length = readLength(word);
  return length?.kind === 'read' ? length.value : undefined;
}

/** A whole number of something: `kbit/s`, `px`, `%`. `zero`: what 0 means, where it means something else. */
export function wholeOf(unit: string, range: Range, zero?: Text): ValueKind {
  const unitOf = (value: number) => (unit === '' ? String(value) : `${value} ${unit}`);
  const within = rangeText(range, unitOf);
  return {
    fits: { en: `a whole number${within.en}`, zh: `整数${within.zh}` },
    example: String(range.min ?? 1),
    read(typed) {
      const word = withoutUnit(plainWord(typed.trim()), unit);
      if (!/^-?\d{1,15}$/u.test(word)) return undefined;
      return isWithin(Number(word), range) ? Number(word) : undefined;
    },
    spell: (value) => (typeof value === 'number' ? String(value) : undefined),
    show(value, language) {
      if (value === 0 && zero) return language === 'en' ? zero.en : zero.zh;
      return typeof value === 'number' ? unitOf(value) : plain(value);
    },
  };
}

/** A number that may have decimals, as of seconds or percent. */
export function decimalOf(unit: string, range: Range): ValueKind {
  const whole = wholeOf(unit, range);
  const within = rangeText(range, (value) => `${value} ${unit}`.trim());
  return {
    ...whole,
    fits: { en: `a number${within.en}`, zh: `数字${within.zh}` },
    read(typed) {
      const word = withoutUnit(plainWord(typed.trim()), '%');
      if (!/^-?\d{1,12}(?:\.\d{1,6})?$/u.test(word)) return undefined;
      return isWithin(Number(word), range) ? Number(word) : undefined;
    },
  };
}

/** How else people write a unit. */
const OTHER_SPELLINGS: Readonly<Record<string, readonly string[]>> = { 'kbit/s': ['kbps', 'kb/s'] };

function withoutUnit(word: string, unit: string): string {
  const typed = [unit, ...(OTHER_SPELLINGS[unit] ?? [])].find(
    (each) => each !== '' && word.toLowerCase().endsWith(each.toLowerCase()),
  );
  return typed === undefined ? word : word.slice(0, -typed.length).trimEnd();
}

const ON: ReadonlySet<string> = new Set(['on', 'yes', 'true', '1', '开', '开启', '是']);
const OFF: ReadonlySet<string> = new Set(['off', 'no', 'false', '0', '关', '关闭', '否']);

/** On or off, as the API has it: 1 and 0, or what `values` says. */
export function switchOf(
  values: { readonly on: ApiValue; readonly off: ApiValue } = { on: 1, off: 0 },
): ValueKind {
  return {
    fits: { en: 'on or off', zh: '开或关' },
    example: 'on',
    words: [
      { word: 'on', zh: '开' },
      { word: 'off', zh: '关' },
    ],
    read(typed) {
      const word = plainWord(typed.trim()).toLowerCase();
      if (ON.has(word)) return values.on;
      return OFF.has(word) ? values.off : undefined;
    },
    spell: (value) => (value === values.on ? 'on' : value === values.off ? 'off' : undefined),
    show(value, language) {
      const [on, off] = language === 'en' ? ['on', 'off'] : ['开', '关'];
      return value === values.on ? on : value === values.off ? off : plain(value);
    },
  };
}

/** One word of a closed list, and what the API calls it. */
export interface Word {
  /** As it is typed, without spaces. */
  readonly word: string;
  readonly zh: string;
  readonly value: ApiValue;
}

/** One of a closed list of words. */
export function oneOf(words: readonly Word[]): ValueKind {
  const zhOf = words.map(({ zh }) => zh).join('、');
  return {
    fits: { en: words.map(({ word }) => word).join(', '), zh: zhOf },
    example: words[0]?.word ?? '',
    words,
    read(typed) {
      const word = plainWord(typed.trim())
        .toLowerCase()
        .replace(/(?<=\d)kbps$/u, 'kbit/s');
      return words.find((each) => each.word.toLowerCase() === word || each.zh === word)?.value;
    },
    spell: (value) => words.find((each) => each.value === value)?.word,
    show(value, language) {
      const found = words.find((each) => each.value === value);
      return found ? (language === 'en' ? found.word : found.zh) : plain(value);
    },
  };
}

/** Any text of at most so many characters. */
export function textOf(most: number): ValueKind {
  return {
    fits: { en: `text of at most ${most} characters`, zh: `文字，最多 ${most} 个字符` },
    example: 'evening',
    read: (typed) => (typed !== '' && Array.from(typed).length <= most ? typed : undefined),
    spell: (value) => (typeof value === 'string' ? value : undefined),
    show: plain,
  };
}

/** A value that the kind does not know, as it is. */
function plain(value: ApiValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isWithin(value: number, { min = -Infinity, max = Infinity }: Range): boolean {
  return value >= min && value <= max;
}

function rangeText({ min, max }: Range, text: (value: number) => string): Text {
  if (min !== undefined && max !== undefined)
    return { en: ` from ${text(min)} to ${text(max)}`, zh: `（${text(min)} 到 ${text(max)}）` };
  if (max !== undefined) return { en: ` of at most ${text(max)}`, zh: `（不超过 ${text(max)}）` };
  return min === undefined
    ? { en: '', zh: '' }
    : { en: ` of at least ${text(min)}`, zh: `（不小于 ${text(min)}）` };
}
