import { createContext, Script } from 'node:vm';

const RUN = new Script('work()');

/** Time on the processor that may be used up, a run at a time. */
export interface Budget {
  /**
   * What `work` returns, where it does in time. A run inside of another one is part of it.
   * @throws Error when its time is up, with code `ERR_SCRIPT_EXECUTION_TIMEOUT`, or was before, and whatever `work` throws
   */
  run<T>(work: () => T): T;
  /** Whether nothing is left. */
  isSpent(): boolean;
}

/**
 * So many ms in all, and so many for one run. A rule of a calendar can ask for the 30th of February: whoever looks for the next
 * one never comes back, and everything else in this process would wait for it. Node ends what runs in a script of its own
 * after a time, wherever the code comes from; nothing else ends code that waits for nothing.
 */
export function createBudget(allMs: number, oneMs: number): Budget {
  let work: () => void = () => undefined;
  const context = createContext({ work: () => work() });
  let left = allMs;
  let isWatched = false;
  return {
    run(asked) {
      // It is inside a run, and ends with that one.
      if (isWatched) return asked();
      if (left <= 0) throw new Error('no time is left');
      let result: { readonly value: ReturnType<typeof asked> } | undefined;
      work = () => {
        result = { value: asked() };
      };
      const begun = performance.now();
      isWatched = true;
      try {
        RUN.runInContext(context, { timeout: Math.max(1, Math.ceil(Math.min(left, oneMs))) });
      } finally {
        isWatched = false;
        left -= performance.now() - begun;
      }
      if (!result) throw new Error('it came back without a result');
      return result.value;
    },
    isSpent: () => left <= 0,
  };
}
