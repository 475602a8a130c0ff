/** Does one thing at a time, in the order in which they were asked for. */
export interface Mutex {
  <T>(work: () => Promise<T>): Promise<T>;
}

/** Creates a mutex. What fails does not keep the next from running. */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work, work);
    last = done.catch(() => undefined);
    return done;
  };
}
