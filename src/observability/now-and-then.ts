import type { Clock } from '../clock.ts';

const QUIET_MS = 60_000;
/** Keys that are remembered: whoever sends can make them up. */
const MOST_KEYS = 200;

/**
 * Lets something be said once a minute for each key: at once the first time, and after that minute with how often it
 * happened meanwhile. What strangers can bring about must not fill the log.
 */
export function createNowAndThen(
  clock: Pick<Clock, 'passed'>,
): (key: string, say: (more: number) => void) => void {
  const last = new Map<string, { at: number; unsaid: number }>();
  return (key, say) => {
    const name = last.has(key) || last.size < MOST_KEYS ? key : '';
    const now = clock.passed();
    const before = last.get(name);
    if (before && now - before.at < QUIET_MS) {
      before.unsaid += 1;
      return;
    }
    last.set(name, { at: now, unsaid: 0 });
    say(before?.unsaid ?? 0);
  };
}
