import { actions, structures, type Field } from '../../src/live/catalogue/catalogue.ts';

const KINDS: Readonly<Record<string, string>> = {
  Integer: 'number',
  Float: 'number',
  Boolean: 'boolean',
  String: 'string',
  Timestamp: 'string',
};

/**
 * What is wrong with an answer, held against every output field that the catalogue documents for its action, down into
 * structures and lists: fields that are missing, unknown, or of another type. Empty: the answer is whole.
 */
export function faultsOf(action: string, output: object): string[] {
  return inFields(action, output, actions[action]?.output ?? []);
}

function inFields(path: string, value: object, fields: readonly Field[]): string[] {
  const given = new Map<string, unknown>(Object.entries(value));
  const unknown = [...given.keys()].filter((name) => !fields.some((field) => field.name === name));
  return [
    ...unknown.map((name) => `${path}.${name} is no documented field`),
    ...fields.flatMap((field) =>
      given.has(field.name)
        ? inField(`${path}.${field.name}`, given.get(field.name), field)
        : [`${path}.${field.name} is missing`],
    ),
  ];
}

function inField(path: string, value: unknown, { type, array = false }: Field): string[] {
  if (!array) return inOne(path, value, type);
  if (!Array.isArray(value)) return [`${path} is no list`];
  return value.flatMap((one: unknown, index) => inOne(`${path}.${index}`, one, type));
}

function inOne(path: string, value: unknown, type: string): string[] {
  const fields = structures[type];
  if (!fields) return typeof value === KINDS[type] ? [] : [`${path} is no ${type}`];
  if (typeof value !== 'object' || value === null) return [`${path} is no ${type}`];
  return inFields(path, value, fields);
}
