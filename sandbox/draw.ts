import { createSeeded, type Seeded } from './seeded.ts';

/** Numbers that look random and are the same for the same seed and names, whatever was drawn before. */
export function drawn(seed: number, ...names: readonly (string | number)[]): Seeded {
  return createSeeded(hash([seed, ...names].join('/')));
}

/** A word of 32 bits as a number from 0 to below 1. */
export function fraction(word: number): number {
  return word / 2 ** 32;
}

const FNV_START = 0x811c9dc5;

/** FNV-1a, 32 bits. `before` is the hash of what stands in front of the text. */
export function hash(text: string, before = FNV_START): number {
  let value = before;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

/**
 * How many of `count` fall to the part from `low` to `high` of the whole (0 to 1). Parts that lie side by side add up to
 * the whole exactly, also when they are cut up further by the same rule.
 */
export function share(count: number, low: number, high: number): number {
  return Math.round(count * high) - Math.round(count * low);
}
