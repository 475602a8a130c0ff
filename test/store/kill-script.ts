/**
 * Runs the script argv[2] of those below, argv[5] times, on the folder argv[3], and kills itself at the write boundary with
 * number argv[4], counted from 1; 0 is never. Imports no more than that script needs, to start soon. Prints what was promised before, one line each, and at the end the names of all boundaries.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import type { WriteBoundary } from '../../src/store/file/disk.ts';
import { GROUPS, INBOX_BOUNDS, JOURNAL_BOUNDS, STORE_BOUNDS } from './kill-bounds.ts';

const [, , script = '', folder = '', killAt = '0', times = '1'] = process.argv;
const passed: string[] = [];
const boundary: WriteBoundary = (step) => {
  passed.push(step);
  if (passed.length === Number(killAt)) process.kill(process.pid, 'SIGKILL');
};
const say = (line: string): void => void writeSync(1, `${line}\n`);
const text = 'x'.repeat(100);

/** Commits that begin together; each also sets the one counter. */
async function runStore(): Promise<void> {
  const { openLowdbStore } = await import('../../src/store/file/lowdb-store.ts');
  const file = join(folder, 'airdesk.json');
  const store = await openLowdbStore(file, { boundary, ...STORE_BOUNDS });
  let n = (await store.list('a')).length;
  for (const size of GROUPS) {
    const group = Array.from({ length: size }, async () => {
      const id = n++;
      await store.commit([
        { collection: 'a', id: String(id), value: { text }, expect: 0 },
        { collection: 'b', id: 'counter', value: id, expect: 'any' },
      ]);
      say(`promised ${id}`);
    });
    await Promise.all(group);
  }
  await store.close();
}

async function runInbox(): Promise<void> {
  const { openInbox } = await import('../../src/store/file/open-inbox.ts');
  const inbox = await openInbox(join(folder, 'inbox'), { boundary, ...INBOX_BOUNDS });
  for (const size of GROUPS) {
    const group = Array.from({ length: size }, async () => say(`promised ${await inbox.append({ text })}`));
    await Promise.all(group);
    const done = inbox.last - 2;
    say(`done ${done}`);
    await inbox.done(done);
  }
  await inbox.close();
}

async function runJournal(): Promise<void> {
  const { openJournal } = await import('../../src/store/file/open-journal.ts');
  const journal = await openJournal(join(folder, 'audit.jsonl'), JOURNAL_BOUNDS, boundary, { atLeast: 0 });
  let n = ((await journal.recent(1)) as { n: number }[])[0]?.n ?? 0;
  for (const size of GROUPS) {
    const group = Array.from({ length: size }, async () => {
      const own = ++n;
      await journal.append({ n: own, text });
      say(`promised ${own}`);
    });
    await Promise.all(group);
  }
  await journal.close();
}

const scripts: Readonly<Record<string, () => Promise<void>>> = {
  store: runStore,
  inbox: runInbox,
  journal: runJournal,
};
for (let time = 0; time < Number(times); time++) await scripts[script]?.();
say(`boundaries ${passed.join(' ')}`);
