import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../src/config/schema.ts';
import { openLowdbStore } from '../../src/store/file/lowdb-store.ts';
import type { Store, Write } from '../../src/store/store.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import { quiet } from '../machine/quiet.ts';
import { createLampDesk, type LampDesk } from './chat-fakes.ts';

/** A lamp desk whose store is a file, so that what it writes takes real turns of the event loop. */
export interface LampOnDisk {
  readonly store: Store;
  readonly clock: TestClock;
  readonly desk: LampDesk;
  /** `full`: commits that the disk has no room for; absent: none. */
  readonly disk: { full?: (writes: readonly Write[]) => boolean };
  /** A fifth of a second passes, and what falls due in it ends, however slow the disk is. */
  tick(): Promise<void>;
  /** Waits for work while time passes. Fails when it has not ended after 400 s. */
  pass(work: Promise<void>): Promise<void>;
  close(): Promise<void>;
}

const MAX_TICKS = 2000;

/** Opens it in a folder of its own, which is gone after `close`. */
export async function openLampOnDisk(config?: Config): Promise<LampOnDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'airdesk-lamp-'));
  const file = await openLowdbStore(join(folder, 'airdesk.json'));
  const disk: LampOnDisk['disk'] = {};
  const clock = createTestClock();
  const store: Store = {
    get: (collection, id) => file.get(collection, id),
    list: (collection, query) => file.list(collection, query),
    commit: (writes) => (disk.full?.(writes) ? Promise.reject(new Error('ENOSPC')) : file.commit(writes)),
    close: () => file.close(),
  };
  const tick = async (): Promise<void> => {
    clock.advance(200);
    await new Promise((resolve) => setTimeout(resolve, 1));
    await quiet();
  };
  return {
    store,
    clock,
    disk,
    desk: await createLampDesk(store, clock, config),
    tick,
    async pass(work) {
      const ended = { yes: false };
      void work.finally(() => (ended.yes = true));
      for (let step = 0; !ended.yes && step < MAX_TICKS; step++) await tick();
      if (!ended.yes) throw new Error('never ended');
      await work;
    },
    async close() {
      await file.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The status that one of these writes puts down, of a proposal. */
export const statusOf = (writes: readonly Write[]) =>
  writes.map((w) => (w.value as { status?: string } | undefined)?.status).find((s) => s !== undefined);
