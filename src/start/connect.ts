import type { Adapter, FormFirst, Handle } from '../platform/adapter.ts';
import { sleep, type Clock } from '../clock.ts';
import type { Log } from '../observability/log.ts';

/** How long the start waits for the chat platforms, ms. */
const WAIT_MS = 3000;
/** Waits between tries to connect to a chat platform, ms; the last repeats. */
const RECONNECT_MS = [1000, 5000, 15_000, 60_000];

/** Adapters that are being started. */
export interface Connecting {
  /** Resolves when all have started, or after 3 s: one that is down must not keep the others from working. */
  readonly waited: Promise<void>;
  /** No adapter is tried again. */
  stop(): void;
}

/** Starts every adapter, and tries again, ever more slowly, where its platform cannot be reached. */
export function connectAll(
  adapters: Iterable<Adapter>,
  { handle, formFirst }: { readonly handle: Handle; readonly formFirst: FormFirst },
  {
    clock,
    log,
    onTrouble = () => undefined,
  }: {
    readonly clock: Clock;
    readonly log: Log;
    /** Told why an adapter could not be started, and without a reason when it was. */
    readonly onTrouble?: (platform: string, error: unknown) => void;
  },
): Connecting {
  let stopped = false;

  async function connect(adapter: Adapter): Promise<void> {
    for (let attempt = 0; !stopped; attempt++) {
      try {
        await adapter.start(handle, formFirst);
        onTrouble(adapter.name, undefined);
        return;
      } catch (error) {
        onTrouble(adapter.name, error);
        log.error(
          { err: error, platform: adapter.name },
          'the chat platform cannot be reached; trying again',
        );
        await sleep(clock, RECONNECT_MS[Math.min(attempt, RECONNECT_MS.length - 1)] ?? 0);
      }
    }
  }

  const all = Promise.all(Array.from(adapters, connect)).then(() => undefined);
  return {
    waited: Promise.race([all, sleep(clock, WAIT_MS)]),
    stop: () => {
      stopped = true;
    },
  };
}
