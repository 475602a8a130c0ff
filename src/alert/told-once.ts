/** Conditions that are told when they begin and when they end, and not again and again while they last. */
const TOLD_ONCE: ReadonlySet<string> = new Set([
  'incident',
  'stream.down',
  'stream.push-lost',
  'record.paused',
]);

/** Whether a condition is told when it begins and when it ends, and not again and again while it lasts. */
export function isToldOnce(condition: string): boolean {
  return TOLD_ONCE.has(condition);
}
