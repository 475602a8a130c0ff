import { ConflictError, type Doc, type Store } from '../../src/store/store.ts';

/** A store in memory, for tests whose time must not wait for a disk. Holds what every Store promises but durability. */
export function memoryStore(): Store {
  const docs = new Map<string, { collection: string; doc: Doc<unknown> }>();
  return {
    get: async (collection, id) => structuredClone(docs.get(`${collection}/${id}`)?.doc),
    list: async (collection, query = {}) =>
      [...docs.values()]
        .filter((entry) => entry.collection === collection)
        .map(({ doc }) => structuredClone(doc))
        .filter(({ dueAt }) => query.dueBefore === undefined || (dueAt ?? Infinity) <= query.dueBefore)
        .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0)),
    async commit(writes) {
      for (const { collection, id, expect } of writes) {
        const version = docs.get(`${collection}/${id}`)?.doc.version ?? 0;
        if (expect !== 'any' && expect !== version) throw new ConflictError(collection, id);
      }
      for (const { collection, id, value, dueAt } of writes) {
        const key = `${collection}/${id}`;
        const version = (docs.get(key)?.doc.version ?? 0) + 1;
        const doc = { id, version, value: structuredClone(value), ...(dueAt === undefined ? {} : { dueAt }) };
        if (value === undefined) docs.delete(key);
        else docs.set(key, { collection, doc });
      }
    },
    close: async () => undefined,
  };
}
