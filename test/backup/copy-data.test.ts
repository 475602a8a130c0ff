import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AUDIT_FILE } from '../../src/audit/open-audit-file.ts';
import { copyData } from '../../src/backup/copy-data.ts';
import { openInbox } from '../../src/store/file/open-inbox.ts';
import { openJournal } from '../../src/store/file/open-journal.ts';
import { openLowdbStore } from '../../src/store/file/lowdb-store.ts';

let folder: string;
let stopBusy = (): Promise<void> => Promise.resolve();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-backup-'));
});
afterEach(async () => {
  await stopBusy();
  await rm(folder, { recursive: true, force: true });
});

const LIMITS = { fileBytes: 60_000, oldFiles: 16 };

/** The data folder of an Airdesk that is busy: snapshots are made, files of the audit are begun, all the time. */
async function busy(data: string) {
  const store = await openLowdbStore(join(data, 'airdesk.json'), { compactBytes: 40_000 });
  const inbox = await openInbox(join(data, 'inbox'), { segmentBytes: 60_000 });
  const audit = await openJournal(join(data, AUDIT_FILE), LIMITS, undefined, { atLeast: 0 });
  let isOver = false;
  let commits = 0;
  const writing = (async () => {
    while (!isOver) {
      const seq = await inbox.append({ what: 'callback', padding: 'x'.repeat(200) });
      await audit.append({ seq });
      const { n, hash } = audit.end();
      await store.commit([
        { collection: 'a', id: 'one', value: { seq, padding: 'y'.repeat(200) }, expect: 'any' },
        { collection: 'b', id: 'two', value: { seq }, expect: 'any' },
        { collection: 'audit', id: 'anchor', value: { n, hash }, expect: 'any' },
      ]);
      commits += 1;
      // On a busy machine a copy needs its turn, too.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  })();
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    isOver = true;
    await writing;
    await inbox.close();
    await audit.close();
    await store.close();
  };
  stopBusy = () => (stopped ??= stop());
  return {
    /** Resolves after so many more commits. */
    goesOn: async (more: number): Promise<void> => {
      const until = commits + more;
      while (commits < until) await new Promise((resolve) => setTimeout(resolve, 1));
    },
    stop: stopBusy,
  };
}

describe('a copy of the data folder', () => {
  it('fits together and can be gone on from, whenever it was made', async () => {
    const data = join(folder, 'data');
    const { goesOn, stop } = await busy(data);
    const copies = [];
    for (let time = 0; time < 8; time += 1) {
      const to = join(folder, `copy-${time}`);
      await goesOn(40);
      copies.push({ to, ...(await copyData(data, to)) });
    }
    await stop();
    for (const { to, files, auditLines } of copies) {
      expect(files.some((name) => name.includes('.lock'))).toBe(false);
      expect(auditLines).toBeGreaterThan(0);
      const store = await openLowdbStore(join(to, 'airdesk.json'));
      const inbox = await openInbox(join(to, 'inbox'));
      const seqOf = async (collection: string, id: string) =>
        ((await store.get(collection, id))?.value as { seq: number }).seq;
      const seq = await seqOf('a', 'one');
      expect(await seqOf('b', 'two')).toBe(seq);
      // What the documents have dealt with is in the inbox: no later callback gets a place that is behind.
      expect(inbox.last).toBeGreaterThanOrEqual(seq);
      await inbox.close();
      await store.close();
    }
  });

  it('is made anew where a log was put into a snapshot while it was copied, with nothing left of the first try', async () => {
    const data = join(folder, 'data');
    const { goesOn, stop } = await busy(data);
    await goesOn(40);
    await stop();
    const spare = join(data, 'airdesk.json.log-999');
    // Names sort: both are logs that a snapshot of now makes superfluous.
    await writeFile(join(data, 'airdesk.json.log-998'), '');
    await writeFile(spare, '');
    const to = join(folder, 'copy');
    const tried: string[] = [];
    const copy = async (one: string, other: string): Promise<void> => {
      tried.push(basename(one));
      // As at the end of a compaction: a log that is copied goes, and so does the next one before its turn.
      if (tried.length === 2) await rm(spare);
      await copyFile(one, other);
      if (tried.length === 1) await rm(one);
    };
    const { files } = await copyData(data, to, copy);
    expect(tried.slice(0, 3)).toEqual(['airdesk.json.log-998', 'airdesk.json.log-999', 'airdesk.json']);
    expect((await readdir(to, { recursive: true })).filter((name) => name.includes('.')).sort()).toEqual(
      [...files].sort(),
    );
  });

  it('is not made of a folder without data, nor of one that is damaged', async () => {
    await expect(copyData(folder, join(folder, 'copy'))).rejects.toThrow(/no data of Airdesk/);
    const data = join(folder, 'data');
    const { goesOn, stop } = await busy(data);
    await goesOn(3);
    await stop();
    const logs = (await readdir(data)).filter((name) => name.startsWith('airdesk.json'));
    for (const name of logs) await writeFile(join(data, name), '{"schema":2,');
    await expect(copyData(data, join(folder, 'other'))).rejects.toThrow(/does not fit together/);
  });
});
