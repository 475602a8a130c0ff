/** What a client's models have that the catalogue has not, and the other way round. */
import type { ActionInfo, Field } from '../../src/live/catalogue/catalogue.ts';
import type { ClientModel, ModelField } from './read-client.ts';

/** The API as data. */
export interface Catalogue {
  readonly actions: Readonly<Record<string, ActionInfo>>;
  readonly structures: Readonly<Record<string, readonly Field[]>>;
}

/** One field that differs. `where` is its action with the side, or its structure. */
export interface FieldChange {
  readonly where: string;
  readonly field: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** What is so now, as `String, required`. */
  readonly was?: string;
  readonly is?: string;
}

/** Everything that differs. */
export interface Differences {
  readonly addedActions: readonly string[];
  /** Retired ones, whose parameters nobody documents, are not among them. */
  readonly removedActions: readonly string[];
  readonly addedStructures: readonly string[];
  readonly fields: readonly FieldChange[];
}

/** Compares the catalogue with a client. Sorted by name. */
export function compare({ actions, structures }: Catalogue, model: ClientModel): Differences {
  const ofActions = Object.entries(actions).flatMap(([name, info]) => {
    const client = model.actions.get(name);
    if (!client || info.undocumented) return [];
    return [
      ...changes(`${name} input`, info.input ?? [], client.input, true),
      ...changes(`${name} output`, info.output ?? [], client.output, false),
    ];
  });
  const ofStructures = Object.entries(structures).flatMap(([name, fields]) => {
    const client = model.structures.get(name);
    return client ? changes(name, fields, client, false) : [];
  });
  return {
    addedActions: [...model.actions.keys()].filter((name) => !Object.hasOwn(actions, name)).sort(),
    removedActions: Object.keys(actions)
      .filter((name) => !model.actions.has(name) && !actions[name]?.retired)
      .sort(),
    addedStructures: [...model.structures.keys()].filter((name) => !Object.hasOwn(structures, name)).sort(),
    fields: [...ofActions, ...ofStructures],
  };
}

function changes(
  where: string,
  ours: readonly Field[],
  theirs: readonly ModelField[],
  isAsked: boolean,
): FieldChange[] {
  const added = theirs
    .filter(({ name }) => !ours.some((field) => field.name === name))
    .map((field): FieldChange => ({ where, field: field.name, kind: 'added', is: wordsOf(field, isAsked) }));
  const others = ours.flatMap((field): FieldChange[] => {
    const client = theirs.find(({ name }) => name === field.name);
    if (!client) return [{ where, field: field.name, kind: 'removed', was: wordsOf(field, isAsked) }];
    const [was, is] = [wordsOf(asClient(field), isAsked), wordsOf(client, isAsked)];
    return was === is ? [] : [{ where, field: field.name, kind: 'changed', was, is }];
  });
  return [...added, ...others];
}

/** As the client would type it: it knows one kind of number, and no kind of time. */
function asClient(field: Field): ModelField {
  const type = { Float: 'Integer', Timestamp: 'String' }[field.type] ?? field.type;
  return { ...field, type };
}

/** Whether something is required counts for what is sent only. */
function wordsOf({ type, array, required }: ModelField, isAsked: boolean): string {
  return `${array ? `list of ${type}` : type}${isAsked && required ? ', required' : ''}`;
}

/** The differences as lines to read; one line where there are none. */
export function differenceLines(found: Differences): readonly string[] {
  const lines = [
    ...found.addedActions.map((name) => `+ action ${name}`),
    ...found.removedActions.map((name) => `- action ${name}`),
    ...found.addedStructures.map((name) => `+ structure ${name}`),
    ...found.fields.map(fieldLine),
  ];
  return lines.length > 0 ? lines : ['The catalogue and the client agree.'];
}

function fieldLine({ where, field, kind, was, is }: FieldChange): string {
  switch (kind) {
    case 'added':
      return `+ field ${where} ${field}: ${is ?? ''}`;
    case 'removed':
      return `- field ${where} ${field}: ${was ?? ''}`;
    case 'changed':
      return `~ field ${where} ${field}: ${was ?? ''} → ${is ?? ''}`;
  }
}
