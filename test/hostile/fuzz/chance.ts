import { createSeeded } from '../../../sandbox/seeded.ts';

/** What decides a request: the same seed and number give the same request. */
export interface Chance {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  /** Once in so many times. */
  once(inSoMany: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** The chance of request `number` of `seed`. */
export function chanceOf(seed: number, number: number): Chance {
  const seeded = createSeeded(Math.imul(seed, 1_000_003) + number);
  const below = (end: number) => seeded.word() % end;
  return {
    below,
    once: (inSoMany) => below(inSoMany) === 0,
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new RangeError('nothing to pick from');
      return from[below(from.length)] as T;
    },
  };
}
