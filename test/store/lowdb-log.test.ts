import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLowdbStore } from '../../src/store/file/lowdb-store.ts';
import type { Store } from '../../src/store/store.ts';
import { fullDisk } from './disk-fault.ts';

let folder: string;
let file: string;
let copy: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-log-'));
  file = join(folder, 'data', 'airdesk.json');
  copy = join(folder, 'copy', 'airdesk.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const add = (store: Store, id: string): Promise<void> =>
  store.commit([{ collection: 'a', id, value: `value ${id}`, expect: 0 }]);
const ids = async (store: Store): Promise<string[]> => (await store.list('a')).map((doc) => doc.id).sort();

/** The files as a crash would leave them now; the store goes on elsewhere. */
async function crash(): Promise<void> {
  await rm(join(folder, 'copy'), { recursive: true, force: true });
  await cp(join(folder, 'data'), join(folder, 'copy'), { recursive: true });
  await rm(`${copy}.lock`, { force: true });
}

/** What another start finds, and leaves as one file. */
async function reopened(): Promise<string[]> {
  const store = await openLowdbStore(copy);
  const found = await ids(store);
  await store.close();
  return found;
}

async function withCommits(count: number): Promise<string[]> {
  const store = await openLowdbStore(file);
  for (let n = 1; n <= count; n++) await add(store, String(n));
  await crash();
  await store.close();
  return (await readFile(`${copy}.log-1`, 'utf8')).replaceAll('\0', '').trimEnd().split('\n');
}

describe('the log beside the snapshot', () => {
  it('holds each commit on its line, and spare room', async () => {
    const lines = await withCommits(2);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { commit: 1, batch: 1, writes: [{ collection: 'a', doc: { id: '1', version: 1, value: 'value 1' } }] },
      { commit: 2, batch: 2, writes: [{ collection: 'a', doc: { id: '2', version: 1, value: 'value 2' } }] },
    ]);
    expect(await reopened()).toEqual(['1', '2']);
  });

  it.each([
    ['half a line', (line: string) => line.slice(0, -20)],
    ['a line without its end', (line: string) => line],
    ['a line with a hole', (line: string) => `${line.slice(0, 20)}${'\0'.repeat(20)}${line.slice(40)}\n`],
    ['a hole and the end of a line', (line: string) => `${'\0'.repeat(60)}${line.slice(60)}\n`],
    ['letters', () => 'abc'],
  ])('is cut off where a crash left %s at its end', async (_, tear) => {
    const lines = await withCommits(3);
    await writeFile(`${copy}.log-1`, `${lines.slice(0, 2).join('\n')}\n${tear(lines[2] ?? '')}`);
    const store = await openLowdbStore(copy);
    expect(await ids(store)).toEqual(['1', '2']);
    await add(store, '9');
    await store.close();
    expect(await reopened()).toEqual(['1', '2', '9']);
  });

  it('is cut off before the first line that is torn of a batch, also where a later one of it is whole', async () => {
    const store = await openLowdbStore(file);
    await add(store, '1');
    await Promise.all(['2', '3', '4'].map((id) => add(store, id)));
    await crash();
    await store.close();
    const log = (await readFile(`${copy}.log-1`, 'utf8')).replace('"value 3"', '"val\0\0 3"');
    await writeFile(`${copy}.log-1`, log);
    expect(await reopened()).toEqual(['1', '2']);
  });

  it.each([
    ['is not JSON', (lines: string[]) => [lines[0], lines[1]?.replace('value', '"'), lines[2]]],
    ['is of another shape', (lines: string[]) => [lines[0], lines[1]?.replace('writes', 'wires'), lines[2]]],
    ['is missing', (lines: string[]) => [lines[0], lines[2]]],
    ['is missing at the beginning', (lines: string[]) => lines.slice(1)],
    ['is there twice', (lines: string[]) => [lines[0], lines[0], lines[1]]],
  ])('refuses to open where a line %s in the middle, and is left untouched', async (_, spoil) => {
    const spoilt = `${spoil(await withCommits(3)).join('\n')}\n`;
    await writeFile(`${copy}.log-1`, spoilt);
    await expect(openLowdbStore(copy)).rejects.toMatchObject({ code: 'airdesk.store-damaged' });
    expect(await readFile(`${copy}.log-1`, 'utf8')).toBe(spoilt);
    expect((await readdir(join(folder, 'copy'))).sort()).toEqual(['airdesk.json.log-1']);
  });

  it('may be damaged where the snapshot has it already', async () => {
    await withCommits(3);
    const log = await readFile(`${copy}.log-1`);
    expect(await reopened()).toEqual(['1', '2', '3']);
    await writeFile(`${copy}.log-1`, log.fill('x', 0, 50));
    expect(await reopened()).toEqual(['1', '2', '3']);
    expect(await readdir(join(folder, 'copy'))).toEqual(['airdesk.json']);
  });

  it('is not begun anew by one that was left empty', async () => {
    await withCommits(2);
    await writeFile(`${copy}.log-2`, '');
    await appendFile(`${copy}.log-1`, 'torn');
    expect(await reopened()).toEqual(['1', '2']);
  });
});

describe('a full disk', () => {
  it.each([0, 1, 60, 500])(
    'takes back what it refused after %d bytes, and every later commit',
    async (bytes) => {
      const store = await openLowdbStore(file);
      await add(store, '1');
      const full = await fullDisk(folder, bytes);
      const refused = ['2', '3', '4', '5', '6', '7', '8'].map((id) => add(store, id));
      const replaced = store.commit([{ collection: 'a', id: '1', value: 'lost', expect: 1, dueAt: 5 }]);
      expect(await ids(store)).toHaveLength(8);
      const later = new Promise((resolve) => setImmediate(resolve)).then(() => add(store, '9'));
      const outcomes = await Promise.allSettled([...refused, replaced, later]);
      expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 'rejected'));
      expect((outcomes[0] as PromiseRejectedResult).reason).toMatchObject({ code: 'ENOSPC' });
      expect(await store.get('a', '1')).toEqual({ id: '1', version: 1, value: 'value 1' });
      expect(await store.list('a', { dueBefore: 9 })).toEqual([]);
      expect(await ids(store)).toEqual(['1']);
      await crash();
      expect(await reopened()).toEqual(['1']);
      full.mend();
      await add(store, '2');
      await crash();
      expect(await reopened()).toEqual(['1', '2']);
      await store.close();
    },
  );

  it('refuses commits until what it left can be cut off', async () => {
    let stuck = false;
    const boundary = (step: string): void => {
      if (stuck && step === 'store.wal.truncate') throw new Error('EIO');
    };
    const store = await openLowdbStore(file, { boundary });
    await add(store, '1');
    stuck = true;
    const full = await fullDisk(folder, 30);
    await expect(add(store, '2')).rejects.toThrow('ENOSPC');
    full.mend();
    await expect(add(store, '3')).rejects.toThrow('EIO');
    await crash();
    expect(await reopened()).toEqual(['1']);
    stuck = false;
    await add(store, '4');
    await crash();
    expect(await reopened()).toEqual(['1', '4']);
    await store.close();
  });

  it('does not keep a data folder from being made that is not there yet', async () => {
    const store = await openLowdbStore(file);
    await rm(join(folder, 'data'), { recursive: true });
    await expect(add(store, '1')).rejects.toThrow('ENOENT');
    expect(await ids(store)).toEqual([]);
    await store.close();
  });

  it('lets a stop end, and the next start has everything', async () => {
    const store = await openLowdbStore(file);
    await add(store, '1');
    const full = await fullDisk(folder);
    await store.close();
    full.mend();
    expect((await readdir(join(folder, 'data'))).sort()).toEqual(['airdesk.json.log-1']);
    await crash();
    expect(await reopened()).toEqual(['1']);
  });
});

describe('a log that has grown', () => {
  const compacted = (): Promise<void> =>
    expect.poll(async () => (await readdir(join(folder, 'data'))).length).toBe(3);

  it('becomes a snapshot while commits go on', async () => {
    const steps: string[] = [];
    const store = await openLowdbStore(file, { boundary: (step) => steps.push(step), compactBytes: 2000 });
    const all: string[] = [];
    for (let n = 0; n < 200; n++) {
      all.push(String(n));
      await add(store, String(n));
    }
    await compacted();
    await crash();
    expect(steps.filter((step) => step === 'store.snapshot.rename').length).toBeGreaterThan(2);
    expect(await reopened()).toEqual(all.sort());
    await store.close();
  });

  it('leaves out of the snapshot what is not promised yet', async () => {
    let fail = false;
    let opened = 0;
    let refused: Promise<void> | undefined;
    const store = await openLowdbStore(file, {
      compactBytes: 300,
      boundary: (step) => {
        if (fail && step === 'store.wal.write') throw new Error('ENOSPC');
        // While it rolls, a commit comes that the disk is going to refuse.
        if (step === 'store.wal.open' && opened++ === 1) refused = add(store, 'lost');
        if (step === 'store.snapshot.open') fail = true;
      },
    });
    for (const id of ['1', '2', '3', '4']) await add(store, id).catch(() => undefined);
    await expect(refused).rejects.toThrow('ENOSPC');
    const found = await ids(store);
    fail = false;
    await compacted();
    await crash();
    expect(found).not.toContain('lost');
    expect(await reopened()).toEqual(found);
    await store.close();
  });
});
