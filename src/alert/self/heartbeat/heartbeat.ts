import type { Clock } from '../../../clock.ts';
import { UNKNOWN, WELL, type Verdict } from '../verdict.ts';
import { isPast, type Measure } from './measure.ts';

/** How often Airdesk measures itself, ms. */
const LOOK_MS = 5000;

/** What Airdesk measures of itself, again and again. */
export interface Heartbeat {
  /** By name, as measured last. */
  readonly values: () => ReadonlyMap<Measure['name'], number>;
  /** Bad while something is past its limit, with the values that are. Unknown before the first look. */
  readonly verdict: () => Verdict;
  start(): void;
  stop(): void;
}

/** Creates it over a table of measures. Waits go by time that passes: a clock that is set tells nothing. */
export function createHeartbeat(
  measures: readonly Measure[],
  clock: Pick<Clock, 'passed' | 'after'>,
): Heartbeat {
  const values = new Map<Measure['name'], number>();
  /** Since when each has been past its limit, by the time that has passed. */
  const pastSince = new Map<Measure['name'], number>();
  let hasLooked = false;
  let cancel = (): void => undefined;

  function look(): void {
    hasLooked = true;
    for (const measure of measures) {
      const { name } = measure;
      const value = measure.read();
      if (value === undefined) {
        values.delete(name);
        pastSince.delete(name);
        continue;
      }
      values.set(name, value);
      if (!isPast(measure, value)) pastSince.delete(name);
      else if (!pastSince.has(name)) pastSince.set(name, clock.passed());
    }
  }

  function again(): void {
    look();
    cancel = clock.after(LOOK_MS, again);
  }

  return {
    values: () => values,
    verdict() {
      if (!hasLooked) return UNKNOWN;
      const now = clock.passed();
      const bad = measures.filter(({ name, forMs }) => now - (pastSince.get(name) ?? Infinity) >= forMs);
      if (bad.length === 0) return WELL;
      return {
        state: 'bad',
        values: Object.fromEntries(
          bad.map(({ name }) => [name, Math.round((values.get(name) ?? 0) * 10) / 10]),
        ),
      };
    },
    start: again,
    stop: () => cancel(),
  };
}
