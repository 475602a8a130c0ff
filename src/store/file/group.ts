/** How long what nobody waits for may wait for more of its kind, ms. */
const SOON_MS = 20;

/** Hands items on in groups: what comes while one group is under way makes up the next. */
export interface Group<T> {
  /** `isAwaited`: somebody waits for it, so it begins a group at once; otherwise it goes with the next one, or soon by itself. */
  add(item: T, isAwaited: boolean): void;
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
  /** Of what nobody waits for. It is a real timer, which also holds the process: only when it is written depends on it. */
  let soon: NodeJS.Timeout | undefined;
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
  const begin = (): void => {
    clearTimeout(soon);
    soon = undefined;
    running ??= run();
  };
  return {
    add(item, isAwaited) {
      waiting.push(item);
      if (isAwaited) begin();
      else if (!running) soon ??= setTimeout(begin, SOON_MS);
    },
    takeWaiting: take,
    get waiting() {
      return waiting;
    },
    async idle() {
      if (waiting.length > 0) begin();
      await running;
    },
  };
}
