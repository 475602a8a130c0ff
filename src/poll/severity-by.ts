import type { Severity } from '../callback/event.ts';

/** How bad it is that only so much is left; undefined where it is enough. `levels`: below which it is how bad, the worst first. */
export function severityBy(
  levels: readonly (readonly [below: number, severity: Severity])[],
  left: number,
): Severity | undefined {
  return levels.find(([below]) => left <= below)?.[1];
}
