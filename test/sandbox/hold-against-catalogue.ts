import { actions, structures, type Field } from '../../src/live/catalogue/catalogue.ts';

/** Structures that callers give: they come back as they were given, without what was left out. */
const GIVEN = new Set<string>();
for (const { input = [] } of Object.values(actions)) for (const { type } of input) addGiven(type);

function addGiven(type: string): void {
  if (GIVEN.has(type) || !structures[type]) return;
  GIVEN.add(type);
  for (const member of structures[type]) addGiven(member.type);
}

/** Every field of an answer is one of the catalogue, of its type, down to the leaves, and none is missing. */
export function holdAgainstCatalogue(action: string, output: object): void {
  if (actions[action]?.undocumented) return;
  const fields = actions[action]?.output ?? [];
  for (const { name } of fields) if (!(name in output)) throw new Error(`${action} answers no ${name}`);
  holdFields(action, output, fields);
}

function holdFields(path: string, value: object, fields: readonly Field[]): void {
  for (const [name, member] of Object.entries(value)) {
    const field = fields.find((known) => known.name === name);
    if (!field) throw new Error(`${path} answers an unknown field ${name}`);
    if (Array.isArray(member) !== (field.array ?? false))
      throw new Error(`${path}.${name} is a list or is none`);
    for (const one of Array.isArray(member) ? (member as unknown[]) : [member])
      holdOne(`${path}.${name}`, one, field.type);
  }
}

function holdOne(path: string, value: unknown, type: string): void {
  const kinds: Record<string, string> = {
    Integer: 'number',
    Float: 'number',
    Boolean: 'boolean',
    String: 'string',
    Timestamp: 'string',
  };
  const fields = structures[type];
  if (fields) {
    const given = value as object;
    const missing = GIVEN.has(type) ? undefined : fields.find(({ name }) => !(name in given));
    if (missing) throw new Error(`${path} answers no ${missing.name}`);
    holdFields(path, given, fields);
  } else if (typeof value !== kinds[type]) throw new Error(`${path} is no ${type}: ${String(value)}`);
}
