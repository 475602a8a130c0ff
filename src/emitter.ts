/** Tells those that asked to hear, in the order in which they asked. It exists before any of them. */
export interface Emitter<T> {
  readonly tell: (what: T) => void;
  readonly on: (hear: (what: T) => void) => void;
}

/** Creates one that nobody hears yet. */
export function createEmitter<T>(): Emitter<T> {
  const hearers: ((what: T) => void)[] = [];
  return {
    tell(what) {
      for (const hear of hearers) hear(what);
    },
    on(hear) {
      hearers.push(hear);
    },
  };
}
