import type { Clock } from '../clock.ts';
import type { Reader } from '../live/reader.ts';
import type { Log } from '../observability/log.ts';
import type { OnAir } from './on-air.ts';
import { readOnAir, type Look, type ReadCasters } from './read-on-air.ts';

/** Between two looks; after something was done; and between two looks whatever happens, ms. */
const PERIOD_MS = 10_000;
const SOON_MS = 400;
const LEAST_MS = 1_500;

/** What is on air on every account, looked at while somebody watches. */
export interface OnAirWatch {
  /** As it was seen last; nothing before the first look. */
  now(): readonly OnAir[];
  /** Tells every look until the returned function is called. One look serves all who watch. */
  watch(hear: (onAir: OnAir) => void): () => void;
  /** Something was done or happened: it looks again soon, if anybody watches. `to`: also at what is looked at more rarely. */
  soon(to?: 'casters'): void;
  stop(): void;
}

/** Creates it. Nothing is asked of the cloud before somebody watches, and nothing once nobody does. */
export function createOnAirWatch(options: {
  readonly accounts: readonly string[];
  readonly readerOf: (account: string) => Reader;
  readonly readCasters: ReadCasters;
  readonly clock: Clock;
  readonly log: Log;
}): OnAirWatch {
  const { accounts, readerOf, readCasters, clock, log } = options;
  const hearers = new Set<(onAir: OnAir) => void>();
  const looks = new Map<string, Look>();
  let cancel = (): void => undefined;
  let lookedAt = -Infinity;
  const state = { isLooking: false, isHurried: false, isCastersStale: false };
  const isHurried = (): boolean => state.isHurried;

  function arm(ms: number): void {
    cancel();
    if (hearers.size === 0) return;
    const wait = Math.max(ms, lookedAt + LEAST_MS - clock.passed(), 0);
    cancel = clock.after(wait, () => void lookAll());
  }

  async function lookAll(): Promise<void> {
    if (state.isLooking) {
      state.isHurried = true;
      return;
    }
    state.isLooking = true;
    state.isHurried = false;
    lookedAt = clock.passed();
    const isCastersStale = state.isCastersStale;
    state.isCastersStale = false;
    await Promise.all(accounts.map((account) => lookAt(account, isCastersStale)));
    state.isLooking = false;
    arm(isHurried() ? SOON_MS : PERIOD_MS);
  }

  async function lookAt(account: string, isCastersStale: boolean): Promise<void> {
    try {
      const known = looks.get(account);
      const before =
        known && isCastersStale ? { ...known, casters: { ...known.casters, at: -Infinity } } : known;
      const look = await readOnAir(readerOf(account), readCasters, before);
      looks.set(account, look);
      for (const hear of [...hearers]) hear(look.onAir);
    } catch (error) {
      log.error({ err: error, account }, 'what is on air could not be looked at');
    }
  }

  return {
    now: () => [...looks.values()].map(({ onAir }) => onAir),
    watch(hear) {
      hearers.add(hear);
      if (hearers.size === 1) arm(0);
      return () => {
        hearers.delete(hear);
        if (hearers.size > 0) return;
        cancel();
        // What nobody kept up to date is not shown to who comes next.
        looks.clear();
      };
    },
    soon(to) {
      if (to === 'casters') state.isCastersStale = true;
      if (state.isLooking) state.isHurried = true;
      else arm(SOON_MS);
    },
    stop() {
      hearers.clear();
      cancel();
    },
  };
}
