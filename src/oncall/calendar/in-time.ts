import { createContext, Script } from 'node:vm';

const RUN = new Script('work()');

/** Work in small pieces: it stops behind each, so that others can have their turn, and goes on when it is asked to. */
export type Pieces<T> = Generator<undefined, T, undefined>;

/** Time that may be used up, by all work together, and by each by itself. */
export interface Budget {
  /**
   * The same work, counted.
   * @throws Error when its time is up, or was before, and whatever it throws
   */
  count<T>(pieces: Pieces<T>): Pieces<T>;
  /**
   * What `work` returns, which cannot be stopped in between, where it does in time.
   * @throws Error when its time is up (`isTimeUp`), and whatever `work` throws
   */
  watch<T>(work: () => T): T;
  /** What is left for all, ms. */
  left(): number;
}

/** A machine that is busy can stand still for as long as is waited: what was ended for that is done anew, so often in all. */
export const ATTEMPTS = 3;

/**
 * So many ms for all, for each by itself, and for what cannot be stopped in between. A rule of a calendar can ask for the 30th
 * of February: whoever looks for the next one never comes back, and everything else in this process would wait for it. Node
 * ends what runs in a script of its own after a time, wherever the code comes from; nothing else ends code that waits for
 * nothing.
 */
export function createBudget(allMs: number, oneMs: number, watchMs: number): Budget {
  let work: () => void = () => undefined;
  const context = createContext({ work: () => work() });
  let left = allMs;
  return {
    *count(pieces) {
      let own = oneMs;
      for (;;) {
        if (left <= 0 || own <= 0) throw new Error('no time is left');
        const begun = performance.now();
        let step;
        try {
          step = pieces.next();
        } finally {
          const took = performance.now() - begun;
          left -= took;
          own -= took;
        }
        if (step.done) return step.value;
        yield;
      }
    },
    watch(asked) {
      let result: { readonly value: ReturnType<typeof asked> } | undefined;
      work = () => {
        result = { value: asked() };
      };
      RUN.runInContext(context, { timeout: watchMs });
      if (!result) throw new Error('it came back without a result');
      return result.value;
    },
    left: () => left,
  };
}

/** Whether the watch ended it. What it throws is an error of the context, and no `Error` of ours. */
export function isTimeUp(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}

/** What cannot be stopped in between, under the watch, as often as a machine that is busy needs. */
export function* watched<T>(budget: Budget, work: () => T): Pieces<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return budget.watch(work);
    } catch (error) {
      if (attempt >= ATTEMPTS || !isTimeUp(error)) throw error;
    }
    yield;
  }
}
