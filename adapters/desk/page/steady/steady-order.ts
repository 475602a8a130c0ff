import { useRef } from 'preact/hooks';
import { inOrder } from './in-order.ts';
import { handFreed, isHandBusy } from './hand.ts';

/** Things as they are shown, and what has come and gone since they are held in their places. */
export interface Steady<T> {
  readonly shown: readonly T[];
  /** So many stand at the end that were not there before. */
  readonly fresh: number;
  /** Keys of those that are gone and keep their places. */
  readonly gone: ReadonlySet<string>;
  /** Shows them in the order that is wanted, hand or no hand. */
  readonly letGo: () => void;
}

/**
 * Things in the order that is wanted, but while a hand is on them, or somebody is at the list (`isWithin`), in the order in
 * which they stood: what is new comes at the end then, and what is gone keeps its place. `by`: what is looked for, and the
 * order that was chosen: with another one nothing is held.
 */
export function useSteady<T>(
  wanted: readonly T[],
  keyOf: (item: T) => string,
  isWithin: () => boolean,
  by: string,
): Steady<T> {
  const stood = useRef<readonly T[]>([]);
  /** Those that were there before it was held. */
  const known = useRef<ReadonlySet<string>>(new Set());
  const isForced = useRef(false);
  const chosen = useRef(by);
  // To be drawn again when the hand is gone.
  const freed = handFreed.value;
  const isFree = freed < 0 || isForced.current || chosen.current !== by || stood.current.length === 0;
  const isHeld = !isFree && (isHandBusy() || isWithin());
  isForced.current = false;
  chosen.current = by;
  const there = new Set(wanted.map(keyOf));
  const left = isHeld ? stood.current.filter((item) => !there.has(keyOf(item))) : [];
  const shown = isHeld ? inOrder([...wanted, ...left], keyOf, stood.current.map(keyOf)) : wanted;
  stood.current = shown;
  if (!isHeld) known.current = there;
  return {
    shown,
    fresh: wanted.filter((item) => !known.current.has(keyOf(item))).length,
    gone: new Set(left.map(keyOf)),
    letGo() {
      isForced.current = true;
      handFreed.value += 1;
    },
  };
}
