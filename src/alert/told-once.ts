import { conditionOf } from '../callback/conditions.ts';

/** Whether a condition is told when it begins and when it ends, and not again and again while it lasts. */
export function isToldOnce(condition: string): boolean {
  return conditionOf(condition)?.toldOnce === true;
}
