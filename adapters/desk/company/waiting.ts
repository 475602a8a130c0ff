import type { Clock } from '../../../src/clock.ts';
import type { Begun } from './provider.ts';

interface BegunHere extends Begun {
  /** The session that the browser had. */
  readonly former: string | undefined;
}

/** Sign-ins that were begun and have not come back. */
export interface Waiting {
  /** Keeps one for the browser that holds `browser`. */
  add(browser: string, begun: BegunHere): void;
  /** The one of this browser with this state. Once: it is gone then. */
  take(browser: string, state: string): BegunHere | undefined;
}

/** How long somebody may take at the provider, ms. */
export const WAIT_MS = 10 * 60_000;
const MOST = 1_000;

/** Creates it. In memory: what was begun before a restart is begun again. */
export function createWaiting(clock: Clock): Waiting {
  const waiting = new Map<
    string,
    { readonly browser: string; readonly begun: BegunHere; readonly until: number }
  >();
  return {
    add(browser, begun) {
      const [oldest] = waiting.keys();
      if (waiting.size >= MOST && oldest !== undefined) waiting.delete(oldest);
      waiting.set(begun.state, { browser, begun, until: clock.passed() + WAIT_MS });
    },
    take(browser, state) {
      const found = waiting.get(state);
      if (found?.browser !== browser) return undefined;
      waiting.delete(state);
      return found.until > clock.passed() ? found.begun : undefined;
    },
  };
}
