/** What the cloud is asked when a card comes is on it by then, ms. Later its buttons stay under the thumb. */
const FRESH = 5_000;

/**
 * Where the stream stands after a change: at the head of the card, at its own end, or where it stood.
 * @param {{
 *   atEnd: boolean, age: number | undefined, isTall: boolean, headWasInView: boolean,
 * }} change `atEnd`: it stood at its end before; `age`: how long the card has been there, ms, undefined where it is added;
 * `isTall`: it is taller than the screen now
 * @returns {'head' | 'end' | 'stay'}
 */
export function placeAfter({ atEnd, age, isTall, headWasInView }) {
  // Of what does not fit, its title says what it is; whoever was at the buttons stays there.
  const keepsHead = age === undefined ? atEnd : headWasInView && (atEnd || age < FRESH);
  if (isTall && keepsHead) return 'head';
  return atEnd ? 'end' : 'stay';
}
