/** What each property of a value has to be; of one that may be missing, undefined is right as well. */
export type Form<T> = Readonly<Record<keyof Required<T>, (value: unknown) => boolean>>;

/** Whether a value has these properties and no others. By hand, for what is read by the hundred thousand. */
export function isOfForm<T>(value: unknown, form: Form<T>): value is T {
  if (typeof value !== 'object' || value === null) return false;
  const given = value as Readonly<Record<string, unknown>>;
  let known = 0;
  for (const [key, test] of testsOf(form)) {
    const one = given[key];
    if (!test(one)) return false;
    if (one !== undefined || key in given) known += 1;
  }
  return Object.keys(given).length === known;
}

const tests = new WeakMap<object, readonly (readonly [string, (value: unknown) => boolean])[]>();

function testsOf(form: Form<never>): readonly (readonly [string, (value: unknown) => boolean])[] {
  let all = tests.get(form);
  if (!all) tests.set(form, (all = Object.entries(form)));
  return all;
}

export const isString = (value: unknown): value is string => typeof value === 'string';
export const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** It may be missing. */
export function optional(test: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => value === undefined || test(value);
}

export function listOf(test: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.every(test);
}

export function oneOf(...known: readonly string[]): (value: unknown) => boolean {
  const all = new Set<unknown>(known);
  return (value) => all.has(value);
}
