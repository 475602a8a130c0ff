import { plainWord } from '../../text/characters.ts';
import { nearest } from '../../text/nearest.ts';
import type { Suggestable } from './source.ts';

/** More of what was typed is not compared. */
const COMPARED = 200;
/** Fewer characters are near to everything. */
const TELLING = 3;

/**
 * The items that what was typed so far may mean: those with a name that starts with it, then those that contain it,
 * then those spelt like it; within each in their own order. Everything where nothing was typed.
 */
export function matching(typed: string, items: readonly Suggestable[]): Suggestable[] {
  // A name may really be written in full width.
  const exact = typed.slice(0, COMPARED).trim().toLowerCase();
  const sought = plainWord(exact).trim();
  if (sought === '') return [...items];
  const either = [...new Set([exact, sought])];
  const holds = (names: readonly string[], fits: (name: string, text: string) => boolean) =>
    names.some((name) => either.some((text) => fits(name, text)));
  const named = items.map((item) => ({
    item,
    names: [item.value, ...(item.also ?? [])].map((name) => name.toLowerCase()),
  }));
  const starting = named.filter(({ names }) => holds(names, (name, text) => name.startsWith(text)));
  const containing = named.filter(({ names }) => holds(names, (name, text) => name.includes(text)));
  const spelt =
    sought.length < TELLING ? [] : nearest(sought, [...new Set(named.flatMap((each) => each.names))], 5);
  const alike = spelt.flatMap((name) => named.filter(({ names }) => names.includes(name)));
  return [...new Set([...starting, ...containing, ...alike])].map(({ item }) => item);
}
