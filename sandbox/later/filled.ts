import { actions, structures, type ActionName, type Field } from '../../src/live/catalogue/catalogue.ts';
import type { Actions } from '../../src/live/catalogue/types.generated.ts';

/** A structure with every field that the catalogue has, those that are not given empty. */
function filled(structure: string, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return filledOf(structures[structure] ?? [], given);
}

/** The same of an action's answer. Lists of structures are filled, too. */
export function answer<A extends ActionName>(
  action: A,
  given: Readonly<Record<string, unknown>> = {},
): Actions[A]['output'] {
  // Made of the catalogue's own fields; the compiler cannot know which action it is.
  return filledOf(actions[action]?.output ?? [], given);
}

function filledOf(
  fields: readonly Field[],
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, given[field.name])]));
}

function valueOf({ type, array }: Field, value: unknown): unknown {
  if (array) return Array.isArray(value) ? value.map((each: unknown) => oneOf(type, each)) : [];
  return oneOf(type, value);
}

function oneOf(type: string, value: unknown): unknown {
  if (structures[type]) return filled(type, typeof value === 'object' && value !== null ? { ...value } : {});
  return value ?? EMPTY[type] ?? '';
}

const EMPTY: Readonly<Record<string, unknown>> = { Integer: 0, Float: 0, Boolean: false };
