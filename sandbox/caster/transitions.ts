import type { TransitionTypeInfo } from '../../src/live/catalogue/types.generated.ts';

// The document's example names `heart`; the other names stand for the vendor's list, which it does not print.
const NAMES = ['heart', 'fade', 'wipe', 'circle'];

/** The transitions that every caster has. */
export const TRANSITIONS: readonly TransitionTypeInfo[] = NAMES.map((name, index) => ({
  Index: index + 1,
  TransitionType: name,
  SourceUrl: `http://static.example.com/transitions/${name}`,
}));

/** Whether a caster has this transition. */
export function isTransition(name: string): boolean {
  return NAMES.includes(name);
}
