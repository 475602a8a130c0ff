/** With fewer values nobody can say which is out of the ordinary. */
const FEWEST = 20;
/** So many times what 19 of 20 values stay under, a value flattens all others. */
const FAR = 4;

/**
 * Where an axis ends so that single far values do not flatten the others; undefined: none does. What is above is cut off
 * there and named.
 */
export function ceilingOf(values: readonly number[]): number | undefined {
  if (values.length < FEWEST) return undefined;
  const rising = [...values].sort((a, b) => a - b);
  const usual = rising[Math.floor((rising.length - 1) * 0.95)] ?? 0;
  const most = rising.at(-1) ?? 0;
  return usual > 0 && most > FAR * usual ? roundUp(usual * 1.5) : undefined;
}

/** The next number that begins with 1, 1.5, 2, 3, 4, 5, 6 or 8. */
function roundUp(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((each) => each * size >= value * (1 - 1e-9)) ?? 10;
  return step * size;
}
