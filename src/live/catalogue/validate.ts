import { closest } from 'fastest-levenshtein';
import { z } from 'zod';
import type { Text } from '../../text/language.ts';
import { LiveError } from '../live-error.ts';
import { actions, isActionName, structures, type Field } from './catalogue.ts';

/** What is wrong with one parameter. `path` names it as `Filters[0].Name`. */
export interface Problem {
  readonly kind: 'unknown' | 'missing' | 'unfit';
  readonly path: string;
  /** What would fit: for `unknown` the nearest name, otherwise the type and its bounds. */
  readonly expected: Text;
}

/**
 * Checks the parameters of an action against the catalogue, and that the action is one that can be called.
 * Values are never repeated in the error: they may be secrets.
 * @throws LiveError `airdesk.bad-parameter`, `airdesk.unknown-action` or `airdesk.retired-action`, outcome `unsent`
 */
export function validateParams(action: string, params: unknown): void {
  refuseUncallable(action);
  const problem = findProblem(action, params);
  if (!problem) return;
  const { en, zh } = wordingOf(problem);
  throw new LiveError(`${action}: ${en}`, {
    action,
    outcome: 'unsent',
    code: 'airdesk.bad-parameter',
    hint: {
      en: `${en} Nothing was sent (${action}).`,
      zh: `${zh}请求没有发出（${action}）。`,
    },
  });
}

/** The first thing that is wrong with the parameters of a known action, if anything. */
export function findProblem(action: string, params: unknown): Problem | undefined {
  const result = schemaOf(action).safeParse(params);
  // A name that does not exist says more than the one that is therefore missing.
  const issues = result.error?.issues ?? [];
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (!issue) return undefined;
  const fields = actions[action]?.input ?? [];
  const { field, siblings } = locate(fields, issue.path);
  if (issue.code === 'unrecognized_keys') {
    const name = issue.keys[0] ?? '';
    const near = siblings.length > 0 ? closest(name, siblings) : '';
    return {
      kind: 'unknown',
      path: pathText([...issue.path, name]),
      expected: near === '' ? { en: 'no parameters', zh: '不带参数' } : { en: near, zh: near },
    };
  }
  const missing = valueAt(params, issue.path) === undefined;
  return {
    kind: missing ? 'missing' : 'unfit',
    path: pathText(issue.path),
    expected: describe(field, issue.path),
  };
}

function wordingOf({ kind, path, expected }: Problem): Text {
  const name = path.length > 120 ? `${path.slice(0, 120)}…` : path;
  switch (kind) {
    case 'unknown':
      return {
        en: `There is no parameter ${name}; the nearest is ${expected.en}.`,
        zh: `没有参数 ${name}，最接近的是 ${expected.zh}。`,
      };
    case 'missing':
      return { en: `${name} is missing: ${expected.en}.`, zh: `缺少 ${name}：应为${expected.zh}。` };
    case 'unfit':
      return { en: `${name} must be ${expected.en}.`, zh: `${name} 应为${expected.zh}。` };
  }
}

function refuseUncallable(action: string): void {
  const info = isActionName(action) ? actions[action] : undefined;
  if (!info) {
    const near = closest(action.slice(0, 100), Object.keys(actions));
    throw uncallable(action, 'airdesk.unknown-action', {
      en: `The live service has no such action; the nearest is ${near}. Nothing was sent.`,
      zh: `直播服务没有这个接口，最接近的是 ${near}。请求没有发出。`,
    });
  }
  if (!info.retired && !info.undocumented) return;
  throw uncallable(
    action,
    'airdesk.retired-action',
    info.replacedBy
      ? {
          en: `The cloud has withdrawn ${action}: use ${info.replacedBy} instead. Nothing was sent.`,
          zh: `${action} 已下线，请改用 ${info.replacedBy}。请求没有发出。`,
        }
      : {
          en: `The parameters of ${action} are not documented, so it cannot be called safely. Nothing was sent.`,
          zh: `${action} 没有公开的参数说明，无法安全调用。请求没有发出。`,
        },
  );
}

function uncallable(action: string, code: string, hint: Text): LiveError {
  return new LiveError(hint.en, { action: action.slice(0, 100), outcome: 'unsent', code, hint });
}

const schemas = new Map<string, z.ZodType>();

/** The zod schema of an action's parameters, built when it is first asked for. */
export function schemaOf(action: string): z.ZodType {
  let schema = schemas.get(action);
  if (!schema) {
    schema = shape(actions[action]?.input ?? []);
    if (isActionName(action)) schemas.set(action, schema);
  }
  return schema;
}

const structureSchemas = new Map<string, z.ZodType>();

function structure(name: string): z.ZodType {
  let schema = structureSchemas.get(name);
  if (!schema) {
    schema = shape(structures[name] ?? []);
    structureSchemas.set(name, schema);
  }
  return schema;
}

function shape(fields: readonly Field[]): z.ZodType {
  return z.strictObject(Object.fromEntries(fields.map((field) => [field.name, member(field)])));
}

function member(field: Field): z.ZodType {
  const one = single(field);
  const whole = field.array ? z.array(one) : one;
  return field.required ? whole : whole.optional();
}

function single(field: Field): z.ZodType {
  switch (field.type) {
    case 'String':
    case 'Timestamp':
      return z.string().refine((text) => textFits(text, field));
    case 'Integer':
      return z.custom<number | bigint>((value) => isInteger(value) && numberFits(value, field));
    case 'Float':
      return z.number().refine((value) => numberFits(value, field));
    case 'Boolean':
      return z.boolean();
    default:
      return structure(field.type);
  }
}

/** Whole numbers that travel without loss: beyond 2^53 only as bigint, and none beyond 64 bits. */
function isInteger(value: unknown): value is number | bigint {
  if (typeof value === 'bigint') return value >= -(2n ** 63n) && value < 2n ** 64n;
  return Number.isSafeInteger(value);
}

function numberFits(value: number | bigint, { min, max }: Field): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

function textFits(text: string, { maxBytes, maxLength }: Field): boolean {
  if (maxLength !== undefined && Array.from(text).length > maxLength) return false;
  return maxBytes === undefined || Buffer.byteLength(text) <= maxBytes;
}

function locate(
  fields: readonly Field[],
  path: readonly PropertyKey[],
): { field: Field | undefined; siblings: string[] } {
  let field: Field | undefined;
  let level = fields;
  for (const step of path) {
    if (typeof step === 'number') continue;
    field = level.find((candidate) => candidate.name === step);
    level = structures[field?.type ?? ''] ?? [];
  }
  return { field, siblings: level.map((candidate) => candidate.name) };
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    root,
  );
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${String(step)}`))
    .join('');
}

const TYPE_WORDS: Readonly<Record<string, Text>> = {
  String: { en: 'text', zh: '文本' },
  Timestamp: { en: 'text', zh: '文本' },
  Integer: { en: 'a whole number', zh: '整数' },
  Float: { en: 'a number', zh: '数字' },
  Boolean: { en: 'true or false', zh: '布尔值（true 或 false）' },
};

function describe(field: Field | undefined, path: readonly PropertyKey[]): Text {
  if (!field) return { en: 'an object', zh: '对象' };
  const words = TYPE_WORDS[field.type] ?? { en: `a ${field.type} object`, zh: `${field.type} 对象` };
  if (field.array && typeof path.at(-1) !== 'number') {
    return { en: `a list, each ${words.en}`, zh: `数组，每一项为${words.zh}` };
  }
  return { en: words.en + boundsEn(field), zh: words.zh + boundsZh(field) };
}

function boundsEn({ min, max, maxBytes, maxLength }: Field): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  if (max !== undefined) return ` of at most ${max}`;
  if (maxBytes !== undefined) return ` of at most ${maxBytes} bytes`;
  return maxLength === undefined ? '' : ` of at most ${maxLength} characters`;
}

function boundsZh({ min, max, maxBytes, maxLength }: Field): string {
  if (min !== undefined && max !== undefined) return `，范围 ${min} 到 ${max}`;
  if (min !== undefined) return `，不小于 ${min}`;
  if (max !== undefined) return `，不大于 ${max}`;
  if (maxBytes !== undefined) return `，不超过 ${maxBytes} 字节`;
  return maxLength === undefined ? '' : `，不超过 ${maxLength} 个字符`;
}
