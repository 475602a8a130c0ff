import { safeLine } from '../../src/text/safe-line.ts';
import { z } from 'zod';
import type { OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import type { Fact } from '../../src/reply.ts';
import { nearest } from '../../src/text/nearest.ts';
import { wording, type Language, type Text } from '../../src/text/language.ts';
import { parseLine } from '../../src/line/parse-line.ts';
import { quoted } from '../../src/line/quote.ts';
import type { ApiValue, ValueKind } from './values.ts';

/** One setting of a thing: what people call it, and where the API has it. */
export interface FieldRow {
  /** As it is typed in `fields`, and the name of its option where it has one. */
  readonly key: string;
  readonly zh: string;
  readonly label: Text;
  readonly kind: ValueKind;
  /** Where it stands in the API's parameters: `Mp4Param.RecordInterval`. */
  readonly path: string;
  /** Where it stands in the API's answer, where that is elsewhere. */
  readonly readPath?: string;
}

/** Values by the path of their field. */
export type FieldValues = Readonly<Record<string, ApiValue>>;

/** The last option of a command that sets many things: `key=value key2="two words"`. */
export function fieldsOption(rows: readonly FieldRow[]) {
  const keys = rows.map(({ key }) => key).join(', ');
  const zhKeys = rows.map(({ zh }) => zh).join('、');
  return {
    schema: z.string().max(4000).optional(),
    summary: short({ en: `more as key=value: ${keys}`, zh: `更多设置，写作 键=值：${zhKeys}` }),
    zh: '字段',
    required: false,
    example: rows[0] ? `${rows[0].key}=${rows[0].kind.example}` : 'key=value',
    rest: true,
    beginsWith: (word: string) => rows.some(({ key, zh }) => isPair(word, key) || isPair(word, zh)),
  } as const satisfies OptionSpec;
}

/** Whether `word` is `key=…`. */
function isPair(word: string, key: string): boolean {
  const next = word.charAt(key.length);
  return word.toLowerCase().startsWith(key.toLowerCase()) && (next === '=' || next === ':');
}

/** Discord shows 100 characters of a description. */
export function short({ en, zh }: Text): Text {
  const cut = (text: string) => (text.length <= 100 ? text : `${text.slice(0, 99)}…`);
  return { en: cut(en), zh: cut(zh) };
}

/** Reads `key=value …`. @throws Refusal naming the first field that is unknown, twice or does not fit */
export function readFields(rows: readonly FieldRow[], typed: string | undefined): FieldValues {
  const values: Record<string, ApiValue> = {};
  for (const { text } of typed === undefined ? [] : parseLine(typed).words) {
    const at = text.search(/[=:]/u);
    const key = (at === -1 ? text : text.slice(0, at)).trim();
    const row = rows.find((each) => each.key.toLowerCase() === key.toLowerCase() || each.zh === key);
    if (!row) throw unknownField(rows, key);
    if (at === -1) throw unfit(row, '');
    const given = text.slice(at + 1);
    if (Object.hasOwn(values, row.path)) throw twice(row);
    values[row.path] = readField(row, given);
  }
  return values;
}

/** Reads the value of one field. @throws Refusal naming it and what fits */
export function readField(row: FieldRow, typed: string): ApiValue {
  const value = row.kind.read(typed);
  if (value === undefined) throw unfit(row, typed);
  return value;
}

/** The fields as API parameters: nested as their paths say. */
export function paramsOf(values: FieldValues): Record<string, ApiValue> {
  const params: Record<string, ApiValue> = {};
  for (const [path, value] of Object.entries(values)) setAt(params, path.split('.'), value);
  return params;
}

function setAt(
  object: Record<string, ApiValue>,
  [name = '', ...rest]: readonly string[],
  value: ApiValue,
): void {
  if (rest.length === 0) {
    object[name] = value;
    return;
  }
  const inner = { ...(object[name] as Record<string, ApiValue> | undefined) };
  setAt(inner, rest, value);
  object[name] = inner;
}

/** The fields that an answer of the API has, by the path that a call writes them at. */
export function valuesOf(rows: readonly FieldRow[], info: object): FieldValues {
  const values: Record<string, ApiValue> = {};
  for (const { path, readPath = path } of rows) {
    const value = valueAt(info, readPath.split('.'));
    if (value !== undefined) values[path] = value;
  }
  return values;
}

function valueAt(object: unknown, [name, ...rest]: readonly string[]): ApiValue | undefined {
  if (name === undefined) return isApiValue(object) ? object : undefined;
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name)) return undefined;
  return valueAt((object as Record<string, unknown>)[name], rest);
}

function isApiValue(value: unknown): value is ApiValue {
  return value !== null && value !== undefined;
}

/** The fields as people read them. */
export function factsOf(rows: readonly FieldRow[], values: FieldValues, language: Language): Fact[] {
  return rows.flatMap(({ path, label, kind }) => {
    const value = values[path];
    if (value === undefined || value === '') return [];
    return [{ label: wording(label, language), value: safeLine(kind.show(value, language), 200) }];
  });
}

/** What differs between two sets of values, in the order of the rows. */
export function changesOf(
  rows: readonly FieldRow[],
  before: FieldValues,
  after: FieldValues,
): readonly FieldRow[] {
  return rows.filter(({ path }) => JSON.stringify(before[path]) !== JSON.stringify(after[path]));
}

/** `key=value` of these fields, so that `readFields` gives them back. */
export function spellFields(rows: readonly FieldRow[], values: FieldValues): string {
  return rows
    .flatMap(({ key, path, kind }) => {
      const value = values[path];
      const spelt = value === undefined ? undefined : kind.spell(value);
      return spelt === undefined ? [] : [`${key}=${quoted(spelt)}`];
    })
    .join(' ');
}

function unknownField(rows: readonly FieldRow[], key: string): Refusal {
  const shown = safeLine(key, 40);
  const keys = rows.map((row) => row.key);
  const near = nearest(key, keys);
  const all = keys.join(', ');
  return new Refusal(
    'airdesk.bad-option',
    { en: `There is no field "${shown}"`, zh: `没有名为“${shown}”的字段` },
    near.length > 0
      ? {
          en: `Near: ${near.join(', ')}. All: ${all}.`,
          zh: `相近的有：${near.join('、')}。全部字段：${all}。`,
        }
      : { en: `The fields are: ${all}. Write them as key=value.`, zh: `可用的字段：${all}。写作 键=值。` },
  );
}

function unfit({ key, zh, kind }: FieldRow, typed: string): Refusal {
  const shown = safeLine(typed, 40);
  return new Refusal(
    'airdesk.bad-option',
    typed === ''
      ? { en: `${key} has no value`, zh: `字段“${zh}”没有填写值` }
      : { en: `${key} cannot be "${shown}"`, zh: `字段“${zh}”不能是“${shown}”` },
    {
      en: `It takes ${kind.fits.en}, as in ${key}=${kind.example}. Nothing was done.`,
      zh: `应为：${kind.fits.zh}。示例：${key}=${kind.example}。未执行任何操作。`,
    },
    [],
    { option: key },
  );
}

function twice({ key, zh }: FieldRow): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    { en: `${key} is given twice`, zh: `字段“${zh}”重复填写` },
    { en: 'Give it once. Nothing was done.', zh: '请只填写一次。未执行任何操作。' },
  );
}
