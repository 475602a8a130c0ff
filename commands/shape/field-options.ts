import { z } from 'zod';
import type { OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import type { ApiValue } from './values.ts';
import { fieldsOption, readField, readFields, short, type FieldRow, type FieldValues } from './fields.ts';

/** Options as they were typed. */
export type Typed = Readonly<Record<string, string | undefined>>;

/** Characters of the summary of `fields`. */
const MOST_SUMMARY = 60;
const ANY = z.string().min(1).max(2000);

/** Options for fields that have one of their own, in this order, by key; and `fields` for all of them. */
export function fieldOptions(
  rows: readonly FieldRow[],
  keys: { readonly required: readonly string[]; readonly optional: readonly string[] },
): { readonly own: Readonly<Record<string, OptionSpec>>; readonly fields: OptionSpec } {
  const own = Object.fromEntries(
    [...keys.required, ...keys.optional].map((key) => [
      key,
      fieldOption(rowOf(rows, key), keys.required.includes(key)),
    ]),
  );
  // Those first that have no option of their own: they are what `fields` is there for.
  const others = rows.filter(({ key }) => !Object.hasOwn(own, key));
  const named = others.length > 0 ? others : rows;
  const fields = fieldsOption([...others, ...rows.filter(({ key }) => Object.hasOwn(own, key))]);
  // Several such commands of one noun have to fit into what Discord takes of it.
  const summary = {
    en: cut(`key=value: ${named.map(({ key }) => key).join(', ')}`),
    zh: cut(`键=值：${named.map(({ zh }) => zh).join('、')}`),
  };
  return { own, fields: { ...fields, summary } };
}

function cut(text: string): string {
  return text.length <= MOST_SUMMARY ? text : `${text.slice(0, MOST_SUMMARY - 1)}…`;
}

function fieldOption({ zh, label, kind }: FieldRow, required: boolean): OptionSpec {
  const choices = kind.words?.map((each) => ({ value: each.word, label: { en: each.word, zh: each.zh } }));
  return {
    schema: required ? ANY : ANY.optional(),
    summary: short({ en: `${label.en}: ${kind.fits.en}`, zh: `${label.zh}：${kind.fits.zh}` }),
    ...{ zh, required, example: kind.example },
    ...(choices && { choices }),
  };
}

function rowOf(rows: readonly FieldRow[], key: string): FieldRow {
  const row = rows.find((each) => each.key === key);
  if (!row) throw new Error(`there is no field ${key}`);
  return row;
}

/** What was typed for fields, by path. @throws Refusal naming the first field that is unknown, twice or does not fit */
export function typedFields(rows: readonly FieldRow[], typed: Typed): FieldValues {
  const values: Record<string, ApiValue> = { ...readFields(rows, typed['fields']) };
  for (const row of rows) {
    const text = typed[row.key];
    if (text === undefined) continue;
    if (Object.hasOwn(values, row.path))
      throw new Refusal(
        'airdesk.bad-option',
        { en: `${row.key} is given twice`, zh: `字段“${row.zh}”重复填写` },
        { en: 'Give it once. Nothing was done.', zh: '请只填写一次。未执行任何操作。' },
      );
    values[row.path] = readField(row, text);
  }
  return values;
}
