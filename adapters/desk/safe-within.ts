import { shorten } from '../../src/text/shorten.ts';
import { safeText } from '../../src/text/safe-text.ts';

/** Outside text as it may be shown, in at most `max` UTF-16 units, ending in … where it was cut. */
export function safeWithin(text: string, max: number): string {
  return shorten(safeText(text), max);
}

/** The first `max` entries, and how many were left out. */
export function firstOf<T>(entries: readonly T[], max: number): { kept: readonly T[]; left: number } {
  return { kept: entries.slice(0, max), left: Math.max(0, entries.length - max) };
}
