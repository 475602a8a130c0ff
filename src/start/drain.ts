import type { AlertPath } from '../alert/alert-path.ts';
import { sleep, type Clock } from '../clock.ts';
import type { Panels } from '../panel/panels.ts';
import type { Adapter } from '../platform/adapter.ts';

/** How long running commands may take to end on SIGTERM, ms. */
const DRAIN_MS = 25_000;

/** What has to end well. `running`: commands, and what is recovered of those before. */
interface Draining {
  readonly running: readonly Promise<unknown>[];
  readonly alertPath: Pick<AlertPath, 'stop'>;
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly panels: Pick<Panels, 'stop'>;
}

/**
 * Lets what runs come to its end, tells people of it, and only then stops telling; what is owed beyond that is told after
 * the next start. Whatever cannot be ended in time is left: what is on disk has to be let go in order.
 */
export async function drain(clock: Clock, parts: Draining): Promise<void> {
  const { running, alertPath, adapters, panels } = parts;
  const ended = Promise.allSettled(running)
    .then(() => alertPath.stop())
    .then(() =>
      Promise.allSettled([...[...adapters.values()].map((adapter) => adapter.stop()), panels.stop()]),
    );
  await Promise.race([ended, sleep(clock, DRAIN_MS)]);
}
