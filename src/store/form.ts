/** What each property of a value has to be; of one that may be missing, undefined is right as well. */
export type Form<T> = Readonly<Record<keyof Required<T>, (value: unknown) => boolean>>;

/** A property, and what it has to be. */
interface Property {
  readonly key: string;
  readonly test: (value: unknown) => boolean;
  readonly mayBeMissing: boolean;
}

/** Whether a JSON value has these properties and no others. By hand, for what is read by the hundred thousand. */
export function isOfForm<T>(value: unknown, form: Form<T>): value is T {
  if (typeof value !== 'object' || value === null) return false;
  const given = value as Readonly<Record<string, unknown>>;
  let known = 0;
  for (const { key, test, mayBeMissing } of propertiesOf(form)) {
    const one = given[key];
    if (one === undefined) {
      if (!mayBeMissing) return false;
      continue;
    }
    if (!test(one)) return false;
    known += 1;
  }
  // JSON has nothing that is undefined: what is left over is what nobody knows.
  return Object.keys(given).length === known;
}

const properties = new WeakMap<object, readonly Property[]>();

function propertiesOf(form: Form<never>): readonly Property[] {
  let all = properties.get(form);
  if (!all) {
    const tests = Object.entries<(value: unknown) => boolean>(form);
    all = tests.map(([key, test]) => ({ key, test, mayBeMissing: test(undefined) }));
    properties.set(form, all);
  }
  return all;
}

/** It is a text. */
export const isString = (value: unknown): value is string => typeof value === 'string';
/** It is a finite number. */
export const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);
/** It is true or false. */
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** It may be missing. */
export function optional(test: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => value === undefined || test(value);
}

/** It is a list, and this is true of each of its items. */
export function listOf(test: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.every(test);
}

/** It is one of these texts. */
export function oneOf(...known: readonly string[]): (value: unknown) => boolean {
  const all = new Set<unknown>(known);
  return (value) => all.has(value);
}
