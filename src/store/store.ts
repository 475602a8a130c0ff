/**
 * A stored document: on disk once its write was answered, so it survives a crash. Callbacks are promised in inbox.ts; what
 * the next start does with both is told in docs/safety.md. `version` starts at 1 and grows by one with every write.
 */
export interface Doc<T> {
  readonly id: string;
  readonly version: number;
  readonly value: T;
  /** When a sweep should look at it, ms UTC. */
  readonly dueAt?: number;
}

/** One write of a commit. `expect`: the version that must be there, or 0 for none, or `any`. */
export interface Write {
  readonly collection: string;
  readonly id: string;
  /** The new value; undefined deletes. JSON. */
  readonly value: unknown;
  readonly expect: number | 'any';
  readonly dueAt?: number;
  /** The value never changes, by the writer's word: the store keeps it as it is, and no copy. Not for what is handed out. */
  readonly constant?: boolean;
}

/** A document was not as expected, and nothing of the commit was written. */
export class ConflictError extends Error {
  readonly collection: string;
  readonly id: string;

  constructor(collection: string, id: string) {
    super(`${collection}/${id} was changed in the meantime`);
    this.name = 'ConflictError';
    this.collection = collection;
    this.id = id;
  }
}

/** Which documents of a collection are asked for, and how. */
export interface Query {
  readonly dueBefore?: number;
  readonly constant?: boolean;
}

/** Documents in collections. Small: bounded state only; history goes to a journal. */
export interface Store {
  get(collection: string, id: string): Promise<Doc<unknown> | undefined>;
  /**
   * All documents of a collection, or those due at `dueBefore` (ms UTC) or earlier; oldest due first. `constant`: whoever
   * asks changes nothing in the values, so they need not be frozen; of very many that takes long.
   */
  list(collection: string, query?: Query): Promise<Doc<unknown>[]>;
  /**
   * Writes all or nothing. Resolves when it is on disk. `isAwaited` false: nobody waits for that, so that it may be written
   * a few ms later, together with others.
   * @throws ConflictError when a document is not as expected.
   */
  commit(writes: readonly Write[], isAwaited?: boolean): Promise<void>;
  /** Resolves when everything is on disk and the file is let go. */
  close(): Promise<void>;
}
