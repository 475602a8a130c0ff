/** Those that stood before in that order, then the others as they come. */
export function inOrder<T>(
  wanted: readonly T[],
  keyOf: (item: T) => string,
  before: readonly string[],
): readonly T[] {
  const places = new Map(before.map((key, at) => [key, at]));
  const placeOf = (item: T): number => places.get(keyOf(item)) ?? before.length;
  return wanted
    .map((item, at) => ({ item, at }))
    .sort((a, b) => placeOf(a.item) - placeOf(b.item) || a.at - b.at)
    .map(({ item }) => item);
}
