import { createDocuments } from '../../src/store/file/documents.ts';
import type { Store } from '../../src/store/store.ts';

/** A store in memory, for tests whose time must not wait for a disk. Holds what every Store promises but durability. */
export function memoryStore(): Store {
  const documents = createDocuments(new Map());
  return {
    get: async (collection, id) => documents.get(collection, id),
    list: async (collection, query) => documents.list(collection, query),
    commit: async (writes) => void documents.apply(writes),
    close: async () => undefined,
  };
}
