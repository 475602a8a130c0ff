/** Small letters and digits that nobody mixes up: without 0, 1, l and o. */
const LETTERS = '23456789abcdefghijkmnpqrstuvwxyz';

/** The id of an alert, eight characters, from random hexadecimal ones. */
export function alertId(random: string): string {
  return Array.from(
    { length: 8 },
    (_, at) => LETTERS[parseInt(random.slice(at * 2, at * 2 + 2), 16) % 32] ?? '2',
  ).join('');
}
