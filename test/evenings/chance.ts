import { createSeeded } from '../../sandbox/seeded.ts';
import type { Trouble } from './happening.ts';

/** What is left to chance in an evening; the same for the same seed. */
export interface Chance {
  between(least: number, most: number): number;
  pick<T>(from: readonly [T, ...T[]] | readonly T[]): T;
  /** Callbacks come twice, late, or after the next one, now and then. */
  trouble(): Trouble | undefined;
  /** Times from one to another, so far apart, minutes. */
  every(from: number, to: number, least: number, most: number): number[];
}

const WORDS = 2 ** 32;

/** Creates it. */
export function createChance(seed: number): Chance {
  const seeded = createSeeded(seed * 1_000_003);
  const share = () => seeded.word() / WORDS;
  const between = (least: number, most: number) => least + share() * (most - least);
  return {
    between,
    pick(from) {
      const found = from[Math.floor(share() * from.length)];
      if (found === undefined) throw new Error('there is nothing to pick from');
      return found;
    },
    trouble() {
      const drawn = share();
      if (drawn < 0.07) return { kind: 'duplicate-callback' };
      if (drawn < 0.12) return { kind: 'delayed-callback', ms: Math.round(between(1000, 8000)) };
      return drawn < 0.17 ? { kind: 'out-of-order-callback', ms: 4000 } : undefined;
    },
    every(from, to, least, most) {
      const times: number[] = [];
      for (let at = from + between(0, least); at < to; at += between(least, most)) times.push(at);
      return times;
    },
  };
}
