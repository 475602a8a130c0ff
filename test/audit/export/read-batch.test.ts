/** What is read of the audit for a receiver: each line once, in order, across everything that happens to the files. */
import { appendFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BEGINNING, type Position } from '../../../src/audit/export/position.ts';
import { readBatch, type Batch } from '../../../src/audit/export/read-batch.ts';
import { uninterrupted } from '../../../src/store/file/disk.ts';
import { openJournal, type ChainedJournal } from '../../../src/store/file/open-journal.ts';
import { numbersOf, upTo } from './world.ts';

const LIMITS = { fileBytes: 1_500, oldFiles: 3 };
const BOUNDS = { lines: 7, bytes: 100_000 };

let folder: string;
let file: string;
let journal: ChainedJournal;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-batch-'));
  file = join(folder, 'audit.jsonl');
  journal = await openIt();
});
afterEach(async () => {
  await journal.close();
  await rm(folder, { recursive: true, force: true });
});

const openIt = () => openJournal(file, LIMITS, uninterrupted, { atLeast: 0 });

async function write(count: number, text = 'stream list'): Promise<void> {
  for (let k = 0; k < count; k += 1) await journal.append({ at: k, command: text });
}

const next = (from: Position, bounds = BOUNDS): Promise<Batch | undefined> =>
  readBatch(file, from, journal.end().n, bounds);

/** All numbers from there on, and where it ended. */
async function readAll(
  from: Position,
): Promise<{ readonly numbers: number[]; readonly end: Position; missing: number }> {
  const numbers: number[] = [];
  let end = from;
  let missing = 0;
  for (let batch = await next(end); batch; batch = await next(end)) {
    expect(batch.first).toBe(numbersOf(batch.lines)[0]);
    numbers.push(...numbersOf(batch.lines));
    missing += batch.missing;
    ({ end } = batch);
  }
  return { numbers, end, missing };
}

describe('each line comes once, in order', () => {
  it('in pieces, and goes on with what is written later', async () => {
    await write(5);
    const { numbers, end } = await readAll(BEGINNING);
    expect(numbers).toEqual(upTo(5));
    expect(await next(end)).toBeUndefined();
    await write(3);
    expect((await readAll(end)).numbers).toEqual([6, 7, 8]);
  });

  it('across files that are put aside while it is read, also where nothing was read of a whole one', async () => {
    let end = BEGINNING;
    const numbers: number[] = [];
    for (const count of [1, 4, 9, 2, 14, 3]) {
      await write(count);
      const batch = await next(end, { lines: 5, bytes: 100_000 });
      numbers.push(...numbersOf(batch?.lines ?? []));
      end = batch?.end ?? end;
    }
    const rest = await readAll(end);
    expect([...numbers, ...rest.numbers]).toEqual(upTo(33));
    expect(rest.missing).toBe(0);
    expect(await readdir(folder)).not.toHaveLength(1);
  });

  it('across a half line that a kill left, a whole one without its line feed, and what was there before the chain', async () => {
    await journal.close();
    await writeFile(file, '{"at":1}\n');
    journal = await openIt();
    await write(2);
    const { end } = await readAll(BEGINNING);
    await journal.close();
    await appendFile(file, '{"at":1,"comm');
    journal = await openIt();
    await write(2);
    expect((await readAll(end)).numbers).toEqual([3, 4]);
    await journal.close();
    await writeFile(file, (await readFile(file)).subarray(0, -1));
    journal = await openIt();
    await write(1);
    expect((await readAll(end)).numbers).toEqual([3, 4, 5]);
    expect((await readAll(BEGINNING)).numbers).toEqual(upTo(5));
  });

  it('where the file was copied, renamed or moved on under it', async () => {
    await write(5);
    const first = await next(BEGINNING, { lines: 3, bytes: 100_000 });
    const end = first?.end ?? BEGINNING;
    await journal.close();
    await rename(file, `${file}.7`);
    journal = await openIt();
    await write(2);
    expect((await readAll(end)).numbers).toEqual([4, 5, 6, 7]);
    expect((await readAll({ ...end, offset: end.offset + 5 })).numbers).toEqual([4, 5, 6, 7]);
    expect((await readAll({ ...end, file: 1_000 })).numbers).toEqual([4, 5, 6, 7]);
  });
});

describe('bounds', () => {
  it('hold for lines and bytes; a line that is longer goes alone', async () => {
    await write(2);
    await write(1, 'x'.repeat(3_000));
    await write(2);
    const pieces: number[][] = [];
    for (let batch = await next(BEGINNING, { lines: 9, bytes: 1_000 }); batch;) {
      pieces.push(numbersOf(batch.lines));
      batch = await next(batch.end, { lines: 9, bytes: 1_000 });
    }
    expect(pieces).toEqual([[1, 2], [3], [4, 5]]);
  });

  it('what is not known to be on disk does not leave: it could be another line after a power cut', async () => {
    await write(5);
    const batch = await readBatch(file, BEGINNING, 3, BOUNDS);
    expect(numbersOf(batch?.lines ?? [])).toEqual([1, 2, 3]);
    expect(await readBatch(file, batch?.end ?? BEGINNING, 3, BOUNDS)).toBeUndefined();
  });
});

describe('what is gone', () => {
  it('with the oldest files is counted, and the rest comes', async () => {
    await write(3);
    const { end } = await readAll(BEGINNING);
    await write(60);
    const rest = await readAll(end);
    expect(rest.missing).toBeGreaterThan(0);
    expect(rest.numbers).toEqual(upTo(63).slice(3 + rest.missing));
  });

  it('is not invented where a file is put aside in the middle of a search', async () => {
    await write(3);
    const { end } = await readAll(BEGINNING);
    await write(3);
    // Not where it was, so that it is searched for, while files move all the time.
    const lost = { ...end, file: 999 };
    const searching = Promise.all(Array.from({ length: 20 }, () => next(lost)));
    await write(12);
    for (const batch of await searching) expect(batch).toMatchObject({ missing: 0, first: 4 });
  });
});
