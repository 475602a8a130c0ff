import { sweepAsks } from '../chat/asked-before.ts';
import type { Core } from '../core.ts';
import { watchClock } from '../proposal/clock-set.ts';
import { sweep } from '../proposal/recover.ts';

/** How often what ended long ago is looked for, ms. */
const SWEEP_MS = 2000;

/** Forgets proposals that ended, asks that were taken and overrides that were over long ago, again and again. Returns what stops it. */
export function startSweeping(
  core: Pick<Core, 'clock' | 'store' | 'log' | 'cards' | 'outbox' | 'oncall'>,
): () => void {
  let stopped = false;
  const stopWatching = watchClock(core);
  const next = (): void => {
    core.clock.after(SWEEP_MS, () => {
      if (stopped) return;
      Promise.all([sweep(core), sweepAsks(core.store, core.clock.now()), core.oncall.sweep()])
        .catch((error: unknown) =>
          core.log.error({ err: error }, 'what ended long ago could not be forgotten'),
        )
        .finally(next);
    });
  };
  next();
  return () => {
    stopped = true;
    stopWatching();
  };
}
