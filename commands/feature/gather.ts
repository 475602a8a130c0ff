import { safeLine } from '../../src/text/safe-line.ts';
import { z } from 'zod';
import type { OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import {
  fieldsOption,
  readField,
  readFields,
  short,
  type FieldRow,
  type FieldValues,
} from '../shape/fields.ts';
import type { ApiValue } from '../shape/values.ts';
import type { Feature, Shortcut } from './feature.ts';
import { plain } from './kinds.ts';

/** Options as they were typed. */
export type Typed = Readonly<Record<string, string | undefined>>;

/** The options for the settings of a template: those that have one of their own, and `fields` for all others. */
export function settingOptions(
  feature: Feature,
  keys: { readonly required: readonly string[]; readonly optional: readonly string[] },
): Readonly<Record<string, OptionSpec>> {
  const specs: Record<string, OptionSpec> = Object.fromEntries(
    [...keys.required, ...keys.optional].map((key) => {
      const spec = settingOption(feature, key);
      return [key, { ...spec, required: keys.required.includes(key) }] as const;
    }),
  );
  const all = [...feature.rows, ...shortcutRows(feature)];
  // Those first that have no option of their own: they are what the option is there for.
  const [others, own] = [false, true].map((isOwn) =>
    all.filter(({ key }) => Object.hasOwn(specs, key) === isOwn),
  );
  return { ...specs, fields: fieldsOption([...(others ?? []), ...(own ?? [])]) };
}

function settingOption(feature: Feature, key: string): Omit<OptionSpec, 'required'> {
  const shortcut = feature.shortcuts?.find((each) => each.key === key);
  if (shortcut) {
    const { zh, label, kind, choices } = shortcut;
    return {
      ...{ schema: ANY, summary: short(label), zh, example: kind.example },
      ...(choices && { choices }),
    };
  }
  const row = feature.rows.find((each) => each.key === key);
  if (!row) throw new Error(`${feature.name} has no setting ${key}`);
  const { zh, label, kind } = row;
  const summary = short({ en: `${label.en}: ${kind.fits.en}`, zh: `${label.zh}：${kind.fits.zh}` });
  const choices = kind.words?.map((each) => ({ value: each.word, label: { en: each.word, zh: each.zh } }));
  return { ...{ schema: ANY, summary, zh, example: kind.example }, ...(choices && { choices }) };
}

const ANY = z.string().min(1).max(1024).optional();

/** Shortcuts as rows, so that they can stand among `fields` too. */
function shortcutRows(feature: Feature): readonly FieldRow[] {
  return (feature.shortcuts ?? []).map(({ key, zh, label, kind }) => ({
    ...{ key, zh, label, path: `:${key}` },
    kind: { ...kind, spell: () => undefined, show: plain },
  }));
}

/**
 * The settings that options stand for, by path. `was`: what the template has by now; what is read in one word for several
 * settings depends on it. @throws Refusal naming the first setting that is unknown, twice or does not fit
 */
export function gather(feature: Feature, typed: Typed, was: FieldValues): FieldValues {
  const rows = [...feature.rows, ...shortcutRows(feature)];
  const given: Record<string, ApiValue> = { ...readFields(rows, typed['fields']) };
  for (const row of rows) {
    const text = typed[row.key];
    if (text === undefined) continue;
    if (Object.hasOwn(given, row.path)) throw twice(row);
    given[row.path] = readField(row, text);
  }
  const own = Object.fromEntries(Object.entries(given).filter(([path]) => !path.startsWith(':')));
  let meant: FieldValues = {};
  for (const shortcut of feature.shortcuts ?? []) {
    const value = given[`:${shortcut.key}`];
    if (value === undefined) continue;
    meant = {
      ...meant,
      ...shortcut.means(plain(value), { ...was, ...meant, ...own }, words(feature, given)),
    };
  }
  return { ...meant, ...own };
}

/** The shortcuts as they were given, by whichever way. */
function words(feature: Feature, given: FieldValues): Typed {
  const entries = (feature.shortcuts ?? []).map(({ key }: Shortcut) => [key, given[`:${key}`]] as const);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, value === undefined ? undefined : plain(value)]),
  );
}

/** Settings that only a new template takes. @throws Refusal where one of them is to be changed */
export function refuseFixed(feature: Feature, values: FieldValues): void {
  const row = feature.rows.find(
    ({ key, path }) => feature.fixed?.includes(key) && Object.hasOwn(values, path),
  );
  if (!row) return;
  throw new Refusal(
    'airdesk.bad-option',
    { en: `${row.key} cannot be changed afterwards`, zh: `字段“${row.zh}”创建后不能修改` },
    {
      en: `Make a new template with it: ${feature.name} template add. Nothing was done.`,
      zh: `请新建模板：${feature.zh} 模板 添加。未执行任何操作。`,
    },
    [],
  );
}

/** A name that the cloud takes. @throws Refusal */
export function readName(feature: Feature, name: string): string {
  if (feature.nameKind.read(name) !== undefined) return name;
  const { fits, example } = feature.nameKind;
  throw new Refusal(
    'airdesk.bad-option',
    { en: `name cannot be "${safeLine(name, 40)}"`, zh: `“名称”不能是“${safeLine(name, 40)}”` },
    {
      en: `It takes ${fits.en}, as in ${example}. Nothing was done.`,
      zh: `应为：${fits.zh}。示例：${example}。未执行任何操作。`,
    },
  );
}

/** The option that names a new template, or renames one. */
export function nameOption(feature: Feature, required: boolean): OptionSpec {
  const { fits, example } = feature.nameKind;
  return {
    schema: required ? z.string().min(1).max(255) : z.string().min(1).max(255).optional(),
    summary: short({ en: `name: ${fits.en}`, zh: `名称：${fits.zh}` }),
    ...{ zh: '名称', required, example: required ? example : `${example}-2`, names: true },
  };
}

function twice({ key, zh }: FieldRow): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    { en: `${key} is given twice`, zh: `字段“${zh}”重复填写` },
    { en: 'Give it once. Nothing was done.', zh: '请只填写一次。未执行任何操作。' },
  );
}
