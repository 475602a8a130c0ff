import { DISK } from '../../callback/conditions.ts';
import type { AlertCore } from '../alert-core.ts';
import type { Announcer } from '../../platform/announcer.ts';
import { createReconcile } from './reconcile.ts';
import { recall } from './recall.ts';
import type { Sense, Senses } from './senses.ts';
import { createDiskTelling } from './tell-disk.ts';
import { createTelling } from './tell.ts';

/** How often Airdesk looks at its senses, ms. */
const LOOK_MS = 5000;
/** A document that is written to see whether the disk takes it again. */
const PROBE = { collection: 'self', id: 'probe', expect: 'any' } as const;

/** Watches over Airdesk's senses, tells of them, and looks after what was hinted at meanwhile. Returns what stops it. */
export function startWatching(options: {
  readonly core: AlertCore;
  readonly senses: Senses;
  readonly announcers: ReadonlyMap<string, Announcer>;
  readonly listening: readonly string[];
  /** What is on air is compared with this. */
  readonly live: AlertCore['live'];
}): () => Promise<void> {
  const { core, senses, announcers, listening, live } = options;
  const { clock, config, log, store } = core;
  const telling = createTelling(core);
  const tellDisk = createDiskTelling({ config, announcers, clock, log });
  const reconcile = createReconcile(core, senses, live);
  let stopped = false;
  let cancel = (): void => undefined;
  let running = recall(core.inbox, senses)
    .catch((error: unknown) => log.warn({ err: error }, 'when callbacks came before could not be read'))
    .then(look)
    .finally(again);

  async function look(): Promise<void> {
    if (stopped) return;
    const disk = senses.all().find(({ name }) => name === DISK);
    if (disk) await tellDisk(disk.verdict);
    // Refusals are noted by the store itself.
    if (disk?.verdict.state === 'bad')
      await store.commit([{ ...PROBE, value: { at: clock.now() } }]).catch(() => undefined);
    const over = await telling.tell(senses);
    const all = senses.all();
    for (const account of listening) {
      const isOver = over.includes(account) || over.includes(undefined);
      const isUrgent = senses.takeDoubt(account) || isOver;
      // Not waited for: the cloud may take its time, and the disk is looked at meanwhile.
      void reconcile.look(account, isWorried(all, account), isUrgent);
    }
  }

  function again(): void {
    if (stopped) return;
    cancel = clock.after(LOOK_MS, () => {
      running = look()
        .catch((error: unknown) => log.error({ err: error }, 'the senses could not be looked at'))
        .finally(again);
    });
  }

  return async () => {
    stopped = true;
    cancel();
    await running;
  };
}

function isWorried(all: readonly Sense[], account: string): boolean {
  return all.some((sense) => sense.verdict.state === 'bad' && (sense.account ?? account) === account);
}
