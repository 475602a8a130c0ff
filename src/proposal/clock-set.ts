import type { Core } from '../core.ts';
import { ConflictError } from '../store/store.ts';
import { listProposals, proposalWrite } from './proposal.ts';

/** How often it is looked whether the clock on the wall was set, ms. */
const TICK_MS = 1000;
/** What passes between two looks is never exact; a clock that was set by less makes no difference, ms. */
const UNNOTICED_MS = 2000;

/**
 * Notices when the clock on the wall is set: what waits for a press then keeps its age on disk, since the next process has
 * nothing but that clock to tell it by. Returns what stops it.
 */
export function watchClock(core: Pick<Core, 'store' | 'clock' | 'log'>): () => void {
  const { clock, log } = core;
  let last = clock.now();
  let cancel = clock.after(TICK_MS, tick);

  function tick(): void {
    const now = clock.now();
    const setBy = now - last - TICK_MS;
    last = now;
    cancel = clock.after(TICK_MS, tick);
    if (Math.abs(setBy) <= UNNOTICED_MS) return;
    log.warn({ setBy }, 'the clock was set, or this machine stood still');
    keepAge(core, setBy).catch((error: unknown) =>
      log.error({ err: error }, 'the age of what waits for a press could not be kept'),
    );
  }

  return () => cancel();
}

async function keepAge({ store, clock }: Pick<Core, 'store' | 'clock'>, ms: number): Promise<void> {
  for (const { version, value } of await listProposals(store)) {
    if (value.status !== 'waiting') continue;
    const { createdAt, confirmFrom, expiresAt } = value;
    const moved = {
      ...value,
      createdAt: createdAt + ms,
      confirmFrom: confirmFrom + ms,
      expiresAt: expiresAt + ms,
    };
    try {
      await store.commit([proposalWrite(moved, version, clock.now())]);
    } catch (error) {
      // Pressed in the same moment: what has ended or asks anew is dated by the new time already.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}
