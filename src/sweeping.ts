import type { Core } from './core.ts';
import { sweep } from './proposal/recover.ts';

/** How often expired proposals are looked for, ms. */
const SWEEP_MS = 2000;

/** Ends what was not confirmed in time, again and again. Returns what stops it. */
export function startSweeping(core: Core): () => void {
  let stopped = false;
  const next = (): void => {
    core.clock.after(SWEEP_MS, () => {
      if (stopped) return;
      sweep(core)
        .catch((error: unknown) => core.log.error({ err: error }, 'expired proposals could not be ended'))
        .finally(next);
    });
  };
  next();
  return () => {
    stopped = true;
  };
}
