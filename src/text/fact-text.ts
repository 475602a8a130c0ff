import type { Fact } from '../reply.ts';

/** Between what stands side by side. */
export const BESIDE = ' · ';

/** What a fact says where the platform has no mark of its own for how long ago something was. */
function valueText({ value, ago }: Pick<Fact, 'value' | 'ago'>): string {
  return ago ? `${value}${BESIDE}${ago.text}` : value;
}

/** A fact on one line. */
export function factText(fact: Fact): string {
  return `${fact.label}: ${valueText(fact)}`;
}
