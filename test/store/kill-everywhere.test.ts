import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/audit/verify.ts';
import { openJournal } from '../../src/store/file/open-journal.ts';
import { openLowdbStore } from '../../src/store/file/lowdb-store.ts';
import { openInbox } from '../../src/store/file/open-inbox.ts';
import { INBOX_BOUNDS, JOURNAL_BOUNDS } from './kill-bounds.ts';
import { bundleKillScript, killAtEach, runChild, type Said } from './kill-child.ts';

let folder: string;
let bundle: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-everywhere-'));
  bundle = await bundleKillScript(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const upTo = (last: number, first = 0): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
const newestPromised = ({ promised }: Said, none: number): number => Math.max(none, ...promised);

async function checkStore(data: string, said: Said): Promise<void> {
  const file = join(data, 'airdesk.json');
  const store = await openLowdbStore(file);
  const ids = (await store.list('a')).map((doc) => Number(doc.id)).sort((a, b) => a - b);
  const last = ids.length - 1;
  expect(ids).toEqual(upTo(last));
  expect(last).toBeGreaterThanOrEqual(newestPromised(said, -1));
  // The counter was written in the same commits.
  const counter = await store.get('b', 'counter');
  expect(counter?.value).toBe(last < 0 ? undefined : last);
  expect(counter?.version).toBe(last < 0 ? undefined : last + 1);
  await store.commit([{ collection: 'a', id: String(last + 1), value: 1, expect: 0 }]);
  await store.close();
  const again = await openLowdbStore(file);
  expect(await again.list('a')).toHaveLength(last + 2);
  await again.close();
}

async function checkInbox(data: string, said: Said): Promise<void> {
  const damage: number[] = [];
  const options = { ...INBOX_BOUNDS, onDamage: (count: number) => damage.push(count) };
  const inbox = await openInbox(join(data, 'inbox'), options);
  const last = inbox.last;
  expect(last).toBeGreaterThanOrEqual(newestPromised(said, 0));
  const seqs = (await inbox.read(0, 99)).map(({ seq }) => seq);
  const first = seqs[0] ?? 1;
  expect(seqs).toEqual(upTo(last, first));
  expect(first).toBeLessThanOrEqual(Math.max(0, said.done) + 1);
  expect(await inbox.append('more')).toBe(last + 1);
  await inbox.close();
  const again = await openInbox(join(data, 'inbox'), options);
  expect(await again.read(last, 99)).toEqual([{ seq: last + 1, value: 'more' }]);
  expect((await again.read(0, 99)).map(({ seq }) => seq)).toEqual([...seqs, last + 1]);
  await again.close();
  expect(damage).toEqual([]);
}

async function checkJournal(data: string, said: Said): Promise<void> {
  const file = join(data, 'audit.jsonl');
  expect((await verifyAudit(file, undefined, JOURNAL_BOUNDS.oldFiles)).misfit).toBeUndefined();
  const journal = await openJournal(file, JOURNAL_BOUNDS, undefined, { atLeast: 0 });
  const next = journal.end().n + 1;
  await journal.append({ n: next, text: 'more' });
  await journal.close();
  expect(await verifyAudit(file, journal.end(), JOURNAL_BOUNDS.oldFiles)).toMatchObject({
    misfit: undefined,
    last: { n: next },
  });
  const age = (name: string): number => Number(/\d+$/.exec(name)?.[0] ?? Infinity);
  const names = (await readdir(data)).sort((a, b) => age(a) - age(b));
  const texts = await Promise.all(names.map((name) => readFile(join(data, name), 'utf8')));
  const found = texts
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { n: number }).n);
  expect(found).toEqual(upTo(found.at(-1) ?? 0, found[0] ?? 1));
  expect(found.at(-1) ?? 0).toBeGreaterThanOrEqual(newestPromised(said, 0));
}

describe('kill -9 at every write boundary', () => {
  it('of a store that becomes a new snapshot now and then', async () => {
    const boundaries = await killAtEach({ bundle, script: 'store', times: 2 }, checkStore);
    for (const step of [
      'wal.open',
      'wal.write',
      'wal.room',
      'wal.unlink',
      'snapshot.write',
      'snapshot.rename',
    ])
      expect(boundaries).toContain(`store.${step}:done`);
  });

  it('of a store that begins with what a crash left', async () => {
    const job = { bundle, script: 'store', times: 1 };
    const start = await mkdtemp(join(folder, 'crashed-'));
    const { boundaries } = await runChild(job, await mkdtemp(join(folder, 'whole-')), 0);
    const killAt = boundaries?.indexOf('store.wal.write:done') ?? -1;
    expect(killAt).toBeGreaterThan(0);
    await runChild(job, start, killAt + 1);
    await appendFile(join(start, 'airdesk.json.log-1'), '{"commit":2,"batch":2,"wri');
    const passed = await killAtEach(job, checkStore, start);
    expect(passed).toContain('store.wal.truncate:done');
    expect(passed).toContain('store.lock.unlink:done');
  });

  it('of an inbox that begins new files and removes old ones', async () => {
    const boundaries = await killAtEach({ bundle, script: 'inbox', times: 2 }, checkInbox);
    for (const step of ['open', 'folder-sync', 'write', 'room', 'truncate', 'unlink'])
      expect(boundaries).toContain(`inbox.${step}:done`);
  });

  it('of a journal that begins new files and removes old ones', async () => {
    const boundaries = await killAtEach({ bundle, script: 'journal', times: 2 }, checkJournal);
    for (const step of ['open', 'folder-sync', 'write', 'rename', 'unlink'])
      expect(boundaries).toContain(`journal.${step}:done`);
  });
});
