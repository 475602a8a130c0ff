/** What the cloud is asked when a card comes is on it by then, ms. Later its buttons stay under the thumb. */
const FRESH = 5_000;

/** A change of the stream of messages. */
export interface Change {
  /** It stood at its end before. */
  readonly atEnd: boolean;
  /** How long the card has been there, ms; undefined where it is added. */
  readonly age?: number | undefined;
  /** The card is taller than the screen now. */
  readonly isTall: boolean;
  readonly headWasInView: boolean;
}

/** Where the stream stands after a change: at the head of the card, at its own end, or where it stood. */
export function placeAfter({ atEnd, age, isTall, headWasInView }: Change): 'head' | 'end' | 'stay' {
  // Of what does not fit, its title says what it is; whoever was at the buttons stays there.
  const keepsHead = age === undefined ? atEnd : headWasInView && (atEnd || age < FRESH);
  if (isTall && keepsHead) return 'head';
  return atEnd ? 'end' : 'stay';
}
