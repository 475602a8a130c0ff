import { useRef } from 'preact/hooks';
import { handFreed } from './hand.ts';
import { freeHeights, holdHeights } from './heights.ts';

/** Whoever has moved or typed there lately is there; a mouse that lies there all night is nobody. ms */
const STAYS_MS = 20_000;
/** A thumb that was lifted is still above the glass, ms. */
const LIFTED_MS = 5_000;

type Handler = (event: Event & { readonly currentTarget: Element }) => void;

/** What a list tells of the hand on it, and whether there is one. */
export interface Within {
  readonly handlers: {
    readonly onPointerDown: Handler;
    readonly onPointerMove: Handler;
    readonly onPointerLeave: (event: PointerEvent & { readonly currentTarget: Element }) => void;
    readonly onKeyDown: Handler;
    readonly onFocusIn: Handler;
    readonly onFocusOut: Handler;
  };
  readonly isWithin: () => boolean;
}

/** Whether somebody is at a list: with the mouse over it, a thumb that was just on it, or the focus in it. */
export function useWithin(): Within {
  const until = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isWithin = (): boolean => performance.now() < until.current;

  function stay(list: Element, ms: number): void {
    if (ms > 0 && !isWithin()) holdHeights(list);
    until.current = performance.now() + ms;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      freeHeights(list);
      handFreed.value += 1;
    }, ms + 20);
  }

  const here: Handler = ({ currentTarget }) => stay(currentTarget, STAYS_MS);
  return {
    handlers: {
      ...{ onPointerDown: here, onPointerMove: here, onKeyDown: here, onFocusIn: here },
      onPointerLeave: ({ pointerType, currentTarget }) =>
        stay(currentTarget, pointerType === 'mouse' ? 0 : LIFTED_MS),
      onFocusOut: ({ currentTarget }) => stay(currentTarget, 0),
    },
    isWithin,
  };
}
