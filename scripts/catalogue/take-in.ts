/** Takes what a client has besides into the catalogue. What the catalogue knows better (limits, times, floats) stays. */
import type { ActionInfo, Field } from '../../src/live/catalogue/catalogue.ts';
import { compare, type Catalogue } from './compare.ts';
import { groupOf } from './groups.ts';
import type { ClientModel, ModelField } from './read-client.ts';

/** The client knows no floats and times; the catalogue does. */
const SCALARS = new Set(['String', 'Integer', 'Boolean', 'Float', 'Timestamp']);

/**
 * The catalogue with the actions of the client that it has not, with the structures that those need; with `names`, only these.
 * Without `names` fields that are new come in as well, also where an answer then has more. Nothing is taken out: what the
 * client dropped may still be called.
 */
export function takeIn(ours: Catalogue, model: ClientModel, names: readonly string[] = []): Catalogue {
  const { addedActions } = compare(ours, model);
  const taken = names.length === 0 ? addedActions : addedActions.filter((name) => names.includes(name));
  const actions: Record<string, ActionInfo> = { ...ours.actions };
  const structures: Record<string, readonly Field[]> = { ...ours.structures };
  const need = (fields: readonly ModelField[]): void => {
    for (const { type } of fields) {
      if (SCALARS.has(type) || Object.hasOwn(structures, type)) continue;
      structures[type] = model.structures.get(type) ?? [];
      need(structures[type]);
    }
  };
  for (const name of taken) {
    const { input = [], output = [] } = model.actions.get(name) ?? {};
    actions[name] = { group: groupOf(name), since: model.version, input, output };
    need([...input, ...output]);
  }
  if (names.length > 0) return { actions, structures };
  for (const [name, info] of Object.entries(ours.actions)) {
    const client = model.actions.get(name);
    if (!client || info.undocumented) continue;
    const input = [...(info.input ?? []), ...missingFrom(info.input ?? [], client.input)];
    const output = [...(info.output ?? []), ...missingFrom(info.output ?? [], client.output)];
    actions[name] = { ...info, input, output };
    need([...input, ...output]);
  }
  for (const [name, fields] of Object.entries(ours.structures)) {
    const more = missingFrom(fields, model.structures.get(name) ?? []);
    structures[name] = [...fields, ...more];
    need(more);
  }
  return { actions, structures };
}

function missingFrom(ours: readonly Field[], theirs: readonly ModelField[]): readonly ModelField[] {
  return theirs.filter(({ name }) => !ours.some((field) => field.name === name));
}

/** The data as the files hold it: one entry a line. */
export function asFile(entries: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(entries).map(([name, value]) => `${JSON.stringify(name)}: ${spaced(value)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** JSON on one line with a space behind each comma and colon. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, inner]) => `${JSON.stringify(name)}: ${spaced(inner)}`)
    .join(', ')}}`;
}
