import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createExports, type AuditExports } from '../../../src/audit/export/exports.ts';
import type { AuditConfig } from '../../../src/config/audit/schema.ts';
import type { Outcome } from '../../../src/audit/export/outcome.ts';
import { createAudit, type AuditEntry } from '../../../src/observability/audit.ts';
import { createLog } from '../../../src/observability/log.ts';
import { uninterrupted } from '../../../src/store/file/disk.ts';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.ts';
import {
  openJournal,
  type ChainedJournal,
  type JournalLimits,
} from '../../../src/store/file/open-journal.ts';
import type { Store } from '../../../src/store/store.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { quiet } from '../../machine/quiet.ts';

export const SECRET = 'a-secret-of-the-webhook-0123456789';

/** An audit on disk with exports beside it, over real sockets, by a clock that is told to move. */
export interface ExportWorld {
  readonly clock: TestClock;
  readonly folder: string;
  readonly file: string;
  readonly store: () => Store;
  readonly exports: () => AuditExports;
  /** What was logged. */
  readonly logged: () => string;
  readonly counted: { readonly outcomes: Outcome['kind'][]; missing: number };
  /** Secrets of the webhook, the newest first. */
  secrets: readonly string[];
  /** The store takes nothing meanwhile: how far it came is lost with the process. */
  isForgetful: boolean;
  /** Opens it; again after `end`, as a restart does. */
  open(audit: AuditConfig): Promise<void>;
  /** Stops the exports, which try once more, and closes the files. */
  end(): Promise<void>;
  write(count: number, more?: Partial<AuditEntry>): Promise<void>;
  /** Lets time pass, in small steps, until it is so. */
  until(isSo: () => boolean, stepMs?: number): Promise<void>;
  /** Lets so much time pass, ms. */
  pass(ms: number, stepMs?: number): Promise<void>;
  remove(): Promise<void>;
}

/** Sets it up in a folder of its own. */
export async function createExportWorld(limits?: JournalLimits): Promise<ExportWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'airdesk-export-'));
  const file = join(folder, 'audit.jsonl');
  const clock = createTestClock();
  let text = '';
  let written = 0;
  let store: Store | undefined;
  let journal: ChainedJournal | undefined;
  let exports: AuditExports | undefined;
  const there = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('not open');
    return value;
  };
  /** Sockets and the disk go by real time. */
  const turn = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    await quiet();
  };

  const world: ExportWorld = {
    ...{ clock, folder, file, secrets: [SECRET], isForgetful: false, counted: { outcomes: [], missing: 0 } },
    store: () => there(store),
    exports: () => there(exports),
    logged: () => text,
    async open(audit) {
      store = await openLowdbStore(join(folder, 'airdesk.json'), {});
      const opened = await openJournal(file, limits, uninterrupted, { atLeast: 0 });
      journal = opened;
      exports = createExports({
        store: {
          get: (collection, id) => there(store).get(collection, id),
          commit: async (writes) => {
            if (world.isForgetful) throw new Error('the disk is full');
            await there(store).commit(writes);
          },
        },
        ...{ audit, file, clock, hostname: 'desk-1', processId: 4711, random: () => 0.5 },
        end: () => opened.end(),
        secrets: () => world.secrets,
        log: createLog('info', { write: (line) => void (text += line) }, [SECRET]),
        counts: {
          attempt: (_, outcome) => void world.counted.outcomes.push(outcome),
          delivered: () => undefined,
          missing: (_, lines) => void (world.counted.missing += lines),
        },
      });
      await exports.start();
    },
    async end() {
      if (!exports) return;
      const stopped = exports.stop();
      const over = stopped.then(() => true);
      while (!(await Promise.race([over, turn().then(() => false)]))) clock.advance(10);
      await there(journal).close();
      await there(store).close();
    },
    async write(count, more = {}) {
      const audit = createAudit(there(journal));
      for (let k = 0; k < count; k += 1) {
        written += 1;
        await audit.write({
          ...{ at: clock.now(), intent: `i${written}`, phase: 'answered', platform: 'desk', userId: 'ada' },
          ...{ channelId: 'desk', command: `stream show ${written}` },
          ...more,
        });
        there(exports).note();
      }
    },
    async until(isSo, stepMs = 50) {
      for (let tries = 0; tries < 3_000 && !isSo(); tries += 1) {
        clock.advance(stepMs);
        await turn();
      }
      if (!isSo()) throw new Error(`it never came to that\n${text}`);
    },
    async pass(ms, stepMs = 1_000) {
      for (let passed = 0; passed < ms; passed += stepMs) {
        clock.advance(stepMs);
        await turn();
      }
    },
    async remove() {
      await rm(folder, { recursive: true, force: true });
    },
  };
  return world;
}

/** The numbers of lines. */
export function numbersOf(lines: readonly string[]): number[] {
  return lines.map((line) => (JSON.parse(line) as { link: { n: number } }).link.n);
}

/** 1 to n. */
export function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1);
}
