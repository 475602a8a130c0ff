import { useRef } from 'preact/hooks';
import { inOrder } from './in-order.ts';
import { handFreed, isHandBusy } from './hand.ts';

/**
 * Things in the order that is wanted, but while a hand is on them in the order in which they stood: what is new comes at
 * the end then, and what is gone leaves.
 */
export function useSteady<T>(wanted: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const stood = useRef<readonly string[]>([]);
  // To be drawn again when the hand is gone.
  const freed = handFreed.value;
  const shown = freed >= 0 && isHandBusy() ? inOrder(wanted, keyOf, stood.current) : wanted;
  stood.current = shown.map(keyOf);
  return shown;
}
