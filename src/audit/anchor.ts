import type { Clock } from '../clock.ts';
import type { Log } from '../observability/log.ts';
import type { ChainEnd } from '../store/file/chain/link.ts';
import type { Store } from '../store/store.ts';

/** Where the store keeps the last line of the audit. */
export const ANCHOR = { collection: 'audit', id: 'anchor' } as const;
/** An entry is in the store this long after it was written at the latest, ms. */
const STORE_MS = 10_000;
/** And in the log, which can be kept on another machine, ms. */
const LOG_MS = 60 * 60_000;

/** Keeps the last line's number and hash elsewhere, so that an end that is cut off, or an audit that is written anew, is seen. */
export interface Anchors {
  /** A line was written. */
  note(): void;
  /** Keeps the last one. */
  close(): Promise<void>;
}

/** Creates it. `end`: the last line that is on disk. */
export function createAnchors(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly end: () => ChainEnd;
}): Anchors {
  const { store, clock, log, end } = options;
  let isWaiting = false;
  /** Of a start nothing is kept: were lines taken away meanwhile, it would be forgotten that they were there. */
  let kept = end().hash;
  let loggedAt: number | undefined;

  async function keep(): Promise<void> {
    const now = end();
    if (now.hash === kept || now.n === 0) return;
    try {
      await store.commit([{ ...ANCHOR, value: now, expect: 'any' }]);
      kept = now.hash;
    } catch (error) {
      log.warn({ err: error }, 'the hash of the last audit line could not be stored');
    }
  }

  function tell(): void {
    const now = end();
    if (now.n === 0) return;
    loggedAt = clock.passed();
    log.info({ n: now.n, chain: now.hash }, 'the audit is this far');
  }

  return {
    note() {
      if (isWaiting) return;
      isWaiting = true;
      clock.after(STORE_MS, () => {
        isWaiting = false;
        void keep();
        if (loggedAt === undefined || clock.passed() - loggedAt >= LOG_MS) tell();
      });
    },
    async close() {
      await keep();
      tell();
    },
  };
}

/** The anchor of a store; undefined where there is none. */
export function anchorOf(value: unknown): ChainEnd | undefined {
  if (typeof value !== 'object' || value === null || !('n' in value) || !('hash' in value)) return undefined;
  const { n, hash } = value;
  return typeof n === 'number' && typeof hash === 'string' ? { n, hash } : undefined;
}
