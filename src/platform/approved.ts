import type { Clock } from '../clock.ts';
import type { Exchanged } from './exchanged.ts';

/** What the other side says of a secret that it was asked about; `unknown` where it could not be asked. */
export type Approval = 'right' | 'wrong' | 'unknown';

/** One that it does not take is asked about again so often: somebody may be about to allow it, ms. */
const AGAIN_MS = 60_000;
/** Waits where it could not be asked, ms; the last repeats. */
const UNASKED_MS = [1_000, 5_000, 15_000, 60_000];

/** A secret that is shown to the other side: the newest that it is known to take. */
export interface Approved {
  readonly now: () => string;
  /** Its file may hold another one. */
  readonly look: () => void;
  readonly stop: () => void;
}

export interface ApprovedOptions {
  readonly values: Exchanged;
  /** Asks the other side about a value, and does nothing else with it. Never rejects. */
  readonly ask: (value: string) => Promise<Approval>;
  readonly clock: Clock;
  /** Another one is used from now on. */
  readonly onTaken?: (value: string) => void;
  /** The one in the file is not taken, and the one before goes on; false: that is over. */
  readonly onRefused: (isRefused: boolean) => void;
}

/**
 * Creates it. The first value is used unasked: the start says what is wrong with it. Another one is used once the other side takes it,
 * and not before: a wrong one that was put into the file ends nothing, however long it stays there.
 */
export function createApproved({ values, ask, clock, onTaken, onRefused }: ApprovedOptions): Approved {
  let used = values()[0];
  let isRefused = false;
  let isStopped = false;
  let asking: Promise<void> | undefined;
  let failures = 0;
  let cancel = (): void => undefined;

  function tell(refused: boolean): void {
    if (refused === isRefused) return;
    isRefused = refused;
    onRefused(refused);
  }

  async function askAbout(value: string): Promise<void> {
    const found = await ask(value);
    // Meanwhile it can be another one again.
    if (isStopped || value !== values()[0]) return;
    failures = found === 'unknown' ? failures + 1 : 0;
    if (found === 'right') {
      used = value;
      onTaken?.(value);
    } else {
      const wait =
        found === 'wrong' ? AGAIN_MS : (UNASKED_MS[Math.min(failures, UNASKED_MS.length) - 1] ?? 0);
      cancel = clock.after(wait, look);
    }
    if (found !== 'unknown') tell(found === 'wrong');
  }

  function look(): void {
    const [value] = values();
    cancel();
    if (value === used) {
      tell(false);
      return;
    }
    if (isStopped || asking) return;
    asking = askAbout(value).finally(() => {
      asking = undefined;
      if (values()[0] !== value) look();
    });
  }

  return {
    now: () => used,
    look,
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
