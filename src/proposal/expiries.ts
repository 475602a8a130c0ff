import type { Clock } from '../clock.ts';

/**
 * When waiting proposals end, in time that really passes: a clock on the wall that is set forward or back changes
 * nothing.
 */
export interface Expiries {
  /** What happens to a proposal (its id) when its time is up. */
  whenOver(end: (id: string) => void): void;
  /** It may wait for so long, ms. */
  watch(id: string, ms: number): void;
  /** Whether its time is up; undefined where it is not watched. */
  isOver(id: string): boolean | undefined;
  /** It is no longer waiting. */
  forget(id: string): void;
  stop(): void;
}

/** Begins with nothing that waits. */
export function createExpiries(clock: Pick<Clock, 'after'>): Expiries {
  const watched = new Map<string, { over: boolean; readonly cancel: () => void }>();
  let end: (id: string) => void = () => undefined;
  return {
    whenOver(run) {
      end = run;
    },
    watch(id, ms) {
      watched.get(id)?.cancel();
      const one = {
        over: false,
        cancel: clock.after(ms, () => {
          one.over = true;
          end(id);
        }),
      };
      watched.set(id, one);
    },
    isOver: (id) => watched.get(id)?.over,
    forget(id) {
      watched.get(id)?.cancel();
      watched.delete(id);
    },
    stop() {
      for (const { cancel } of watched.values()) cancel();
      watched.clear();
    },
  };
}
