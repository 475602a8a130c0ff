import { drawn, fraction, hash } from '../draw.ts';
import { createSeeded } from '../seeded.ts';

const MINUTE = 60_000;
/** A stream that has just begun fills up over so many minutes. */
const FILLING = 10;

/**
 * How many watch a stream in the minute that begins at `at` (ms UTC): some hundreds to some ten thousands by its name,
 * moving in slow waves. The same for the same seed, name and minute; nothing is kept.
 */
export function audienceOf(seed: number, name: string): (since: number, at: number) => number {
  const trait = drawn(seed, name);
  const usual = 10 ** (2.3 + 2 * fraction(trait.word()));
  const phase = 2 * Math.PI * fraction(trait.word());
  const before = hash(`${seed}/${name}/`);
  return (since, at) => {
    const minute = Math.floor(at / MINUTE);
    const wave = 1 + 0.12 * Math.sin(minute / 17 + phase);
    const jitter = 0.98 + 0.04 * fraction(createSeeded(hash(String(minute), before)).word());
    const filled = Math.min(1, (minute - Math.floor(since / MINUTE) + 1) / FILLING);
    return Math.max(1, Math.round(usual * wave * jitter * filled));
  };
}
