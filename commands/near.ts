import { nearest } from '../src/text/nearest.ts';

/** How many near names are offered. */
const MOST = 5;

/** The items whose `name` contains `given` or is spelt like it, nearest first. */
export function near<T>(given: string, items: readonly T[], name: (item: T) => string): T[] {
  const asked = given.trim().toLowerCase();
  if (asked === '') return [];
  const containing = items.filter((item) => name(item).toLowerCase().includes(asked));
  const spelt = nearest(asked, [...new Set(items.map(name))], MOST);
  const alike = spelt.flatMap((each) => items.filter((item) => name(item) === each));
  return [...new Set([...alike, ...containing])].slice(0, MOST);
}
