/** Hands items on in groups: what comes while one group is under way makes up the next. */
export interface Group<T> {
  add(item: T): void;
  /** Takes away what is waiting and not yet handed on. */
  takeWaiting(): readonly T[];
  /** What is waiting and not yet handed on, oldest first. */
  readonly waiting: readonly T[];
  /** Resolves when nothing is waiting or under way. */
  idle(): Promise<void>;
}

/** `handle` must not throw. Items of the same turn of the event loop come together. */
export function createGroup<T>(handle: (items: readonly T[]) => Promise<void>): Group<T> {
  let waiting: T[] = [];
  let running: Promise<void> | undefined;
  const take = (): readonly T[] => {
    const items = waiting;
    waiting = [];
    return items;
  };
  const run = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) await handle(take());
    running = undefined;
  };
  return {
    add(item) {
      waiting.push(item);
      running ??= run();
    },
    takeWaiting: take,
    get waiting() {
      return waiting;
    },
    async idle() {
      await running;
    },
  };
}
