import { createDueIndex, type DueIndex } from './due-index.ts';
import { ConflictError, type Doc, type Query, type Write } from '../store.ts';

/** Collection → id → document. Documents are frozen: a change is another document. */
export type State = Map<string, Map<string, Doc<unknown>>>;

/** What one write did. */
export interface Change {
  readonly collection: string;
  readonly id: string;
  readonly before: Doc<unknown> | undefined;
  readonly after: Doc<unknown> | undefined;
  /** The JSON text of the new value. */
  readonly text?: string | undefined;
}

/** The documents in memory. */
export interface Documents {
  get(collection: string, id: string): Doc<unknown> | undefined;
  list(collection: string, query?: Query): Doc<unknown>[];
  /** All or nothing. @throws ConflictError; TypeError when a value cannot be written as JSON. */
  apply(writes: readonly Write[]): readonly Change[];
  revert(changes: readonly Change[]): void;
  /** As it was before these changes, which are the newest, oldest first. Later changes do not reach it. */
  copyWithout(changes: readonly Change[]): State;
}

/** The documents of `state`, which is theirs from now on. */
export function createDocuments(state: State): Documents {
  const due = new Map<string, DueIndex>();
  const dueOf = (collection: string): DueIndex => {
    let index = due.get(collection);
    if (!index) due.set(collection, (index = createDueIndex()));
    return index;
  };
  for (const [collection, docs] of state) {
    const index = dueOf(collection);
    // In order of time, each is added at the end.
    const timed = [...docs.values()].filter(({ dueAt }) => dueAt !== undefined);
    for (const doc of timed.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))) index.add(doc);
  }

  const put = (collection: string, id: string, doc: Doc<unknown> | undefined): void => {
    const old = state.get(collection)?.get(id);
    if (old) dueOf(collection).remove(old);
    if (doc) dueOf(collection).add(doc);
    putInto(state, collection, id, doc);
  };

  return {
    get: (collection, id) => frozen(state.get(collection)?.get(id)),
    list(collection, { dueBefore, constant = false } = {}) {
      const all = state.get(collection)?.values() ?? [];
      const docs = dueBefore === undefined ? [...all] : (due.get(collection)?.before(dueBefore) ?? []);
      if (!constant) for (const doc of docs) frozen(doc);
      return docs;
    },
    apply(writes) {
      for (const { collection, id, expect } of writes) {
        const version = state.get(collection)?.get(id)?.version ?? 0;
        if (expect !== 'any' && expect !== version) throw new ConflictError(collection, id);
      }
      const values = writes.map(toText);
      return writes.map((write, n) => {
        const { collection, id } = write;
        const before = state.get(collection)?.get(id);
        const text = values[n];
        const after = text === undefined ? undefined : stored(write, (before?.version ?? 0) + 1, text);
        put(collection, id, after);
        return { collection, id, before, after, text };
      });
    },
    revert(changes) {
      for (const { collection, id, before } of changes.toReversed()) put(collection, id, before);
    },
    copyWithout(changes) {
      const copy: State = new Map([...state].map(([name, docs]) => [name, new Map(docs)]));
      for (const { collection, id, before } of changes.toReversed()) putInto(copy, collection, id, before);
      return copy;
    },
  };
}

/** Puts a document in its place, or takes away what is there. */
export function putInto(state: State, collection: string, id: string, doc: Doc<unknown> | undefined): void {
  let docs = state.get(collection);
  if (!docs) state.set(collection, (docs = new Map<string, Doc<unknown>>()));
  if (doc) docs.set(id, doc);
  else docs.delete(id);
}

/** The JSON text of the value; undefined deletes. */
function toText(write: Write): string | undefined {
  const { collection, id, value, dueAt } = write;
  if (dueAt !== undefined && !Number.isFinite(dueAt))
    throw new TypeError(`${collection}/${id} is due at ${dueAt}, which is no time`);
  if (value === undefined) return undefined;
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError(`the value of ${collection}/${id} is not JSON`);
  return text;
}

/** The JSON text of the values that this process wrote: made once, for the log and for snapshots. */
const texts = new WeakMap<Doc<unknown>, string>();

/** A document whose value is what would be read back from disk, made anew for each who reads it: most are never read. */
function stored({ id, dueAt, value, constant }: Write, version: number, text: string): Doc<unknown> {
  const due = dueAt !== undefined && { dueAt };
  if (constant) return { id, version, value, ...due };
  const doc: Doc<unknown> = {
    id,
    version,
    get value() {
      return freeze(JSON.parse(text));
    },
    ...due,
  };
  texts.set(doc, text);
  return Object.freeze(doc);
}

/** A document as JSON text; `text` is that of its value, where it is known. */
export function docText(doc: Doc<unknown>, text = texts.get(doc)): string {
  if (text === undefined) return JSON.stringify(doc);
  const { id, version, dueAt } = doc;
  const due = dueAt === undefined ? '' : `,"dueAt":${dueAt}`;
  return `{"id":${JSON.stringify(id)},"version":${version},"value":${text}${due}}`;
}

/** The document, which nobody can change from now on. */
function frozen(doc: Doc<unknown> | undefined): Doc<unknown> | undefined {
  if (doc && !Object.isFrozen(doc)) freeze(doc);
  return doc;
}

/** Freezes a JSON value through and through. Readers share it. */
function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}
