import { safeLine } from '../../src/text/safe-line.ts';
import { Refusal } from '../../src/errors.ts';
import { actions, structures, type Field } from '../../src/live/catalogue/catalogue.ts';
import { parseExact } from '../../src/live/json.ts';
import { parseLine } from '../../src/line/parse-line.ts';
import type { Text } from '../../src/text/language.ts';
import { nearest } from '../../src/text/nearest.ts';

/** The parameter that is read: of which action, under which name. */
interface Asked {
  readonly action: string;
  readonly name: string;
  readonly field: Field;
}

/** A value as it is sent: 64-bit integers as bigint. */
type Value = unknown;
type Params = Record<string, Value>;

/**
 * Parameters from `Name=value Other.Inner=value List=a,b Structure={"A":1}`, typed as the catalogue says.
 * @throws Refusal naming the first parameter that is unknown, twice, or cannot be read
 */
export function readParams(action: string, typed: string | undefined): Params {
  const params: Params = {};
  for (const { text } of typed === undefined ? [] : parseLine(typed).words) {
    const at = text.indexOf('=') === -1 ? text.indexOf(':') : text.indexOf('=');
    const name = at === -1 ? text : text.slice(0, at);
    const path = name.split('.');
    const field = fieldAt(actions[action]?.input ?? [], path);
    if (!field) throw unknownParam(action, name);
    const asked = { action, name, field };
    if (at === -1) throw unfit(asked, '');
    if (valueAt(params, path) !== undefined) throw twice(asked);
    put(params, path, readValue(asked, text.slice(at + 1)));
  }
  return params;
}

function fieldAt(fields: readonly Field[], [name, ...rest]: readonly string[]): Field | undefined {
  const field = fields.find((each) => each.name === name);
  if (!field || rest.length === 0) return field;
  return field.array ? undefined : fieldAt(structures[field.type] ?? [], rest);
}

function put(params: Params, [name = '', ...rest]: readonly string[], value: Value): void {
  if (rest.length > 0) {
    const inner = { ...(params[name] as Params | undefined) };
    put(inner, rest, value);
    params[name] = inner;
    return;
  }
  params[name] = value;
}

function valueAt(params: Value, [name, ...rest]: readonly string[]): Value {
  if (name === undefined) return params;
  if (typeof params !== 'object' || params === null || !Object.hasOwn(params, name)) return undefined;
  return valueAt((params as Params)[name], rest);
}

function readValue(asked: Asked, typed: string): Value {
  const { array = false } = asked.field;
  if (array && !typed.startsWith('['))
    return typed === '' ? [] : typed.split(/[,，]/u).map((item) => readOne(asked, item.trim()));
  return array ? readJson(asked, typed) : readOne(asked, typed);
}

function readOne(asked: Asked, typed: string): Value {
  switch (asked.field.type) {
    case 'String':
    case 'Timestamp':
      return typed;
    case 'Integer': {
      if (!/^-?\d{1,20}$/u.test(typed)) throw unfit(asked, typed);
      const exact = BigInt(typed);
      return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
    }
    case 'Float': {
      if (!/^-?\d{1,15}(?:\.\d{1,15})?$/u.test(typed)) throw unfit(asked, typed);
      return Number(typed);
    }
    case 'Boolean':
      if (/^(?:true|1)$/iu.test(typed)) return true;
      if (/^(?:false|0)$/iu.test(typed)) return false;
      throw unfit(asked, typed);
    default:
      return readJson(asked, typed);
  }
}

function readJson(asked: Asked, typed: string): Value {
  try {
    const value = parseExact(typed);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw unfit(asked, typed);
}

/** What a parameter takes, in a word or two: `text`, `list of numbers`. */
export function typeText({ type, array = false }: Pick<Field, 'type' | 'array'>): Text {
  const one = TYPES[type] ?? { en: `JSON (${type})`, zh: `JSON（${type}）` };
  return array ? { en: `list of ${one.en}`, zh: `${one.zh}列表` } : one;
}

const TYPES: Readonly<Record<string, Text>> = {
  String: { en: 'text', zh: '文本' },
  Timestamp: { en: 'text', zh: '文本' },
  Integer: { en: 'whole number', zh: '整数' },
  Float: { en: 'number', zh: '数字' },
  Boolean: { en: 'true or false', zh: 'true 或 false' },
};

function unknownParam(action: string, name: string): Refusal {
  const shown = safeLine(name, 60);
  const known = (actions[action]?.input ?? []).map((field) => field.name);
  const near = nearest(name, known);
  const offered = near.length > 0 ? near : known.slice(0, 20);
  return new Refusal(
    'airdesk.bad-parameter',
    { en: `${action} has no parameter "${shown}"`, zh: `${action} 没有参数“${shown}”` },
    known.length === 0
      ? { en: 'It takes none. Nothing was sent.', zh: '该接口不带参数。请求没有发出。' }
      : {
          en: `${near.length > 0 ? 'Near' : 'It has'}: ${offered.join(', ')}. Nothing was sent.`,
          zh: `${near.length > 0 ? '相近的有' : '可用参数'}：${offered.join('、')}。请求没有发出。`,
        },
    [`help api ${action}`],
  );
}

function unfit({ action, name, field }: Asked, typed: string): Refusal {
  const { en, zh } = typeText(field);
  const shown = safeLine(typed, 60);
  const example = structures[field.type] ? `${name}='{"…":…}'` : `${name}=…`;
  return new Refusal(
    'airdesk.bad-parameter',
    typed === ''
      ? { en: `${name} has no value`, zh: `参数 ${name} 没有填写值` }
      : { en: `${name} cannot be "${shown}"`, zh: `参数 ${name} 不能是“${shown}”` },
    {
      en: `It takes ${en}: ${example}. Nothing was sent.`,
      zh: `应为${zh}：${example}。请求没有发出。`,
    },
    [`help api ${action}`],
  );
}

function twice({ action, name }: Asked): Refusal {
  return new Refusal(
    'airdesk.bad-parameter',
    { en: `${name} is given twice`, zh: `参数 ${name} 重复填写` },
    { en: 'Give it once. Nothing was sent.', zh: '请只填写一次。请求没有发出。' },
    [`help api ${action}`],
  );
}
