import { appendFile, mkdir, mkdtemp, open, readdir, readFile, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openJournal } from '../../src/store/file/open-journal.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-journal-'));
  file = join(folder, 'audit.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('journal', () => {
  it('keeps lines in order and reads the newest first', async () => {
    const journal = await openJournal(file);
    await Promise.all([1, 2, 3].map((n) => journal.append({ n })));
    expect(await journal.recent(2)).toEqual([{ n: 3 }, { n: 2 }]);
    await journal.close();
    expect(await readFile(file, 'utf8')).toBe('{"n":1}\n{"n":2}\n{"n":3}\n');
  });

  it('writes lines that nobody waits for together, in order, and those that are waited for at once', async () => {
    const steps: string[] = [];
    const journal = await openJournal(file, undefined, (step) => steps.push(step));
    const lines = [1, 2, 3].map((n) => journal.append({ n }, false));
    const last = journal.append({ n: 4 });
    await last;
    await Promise.all(lines);
    expect(steps.filter((step) => step === 'journal.write')).toHaveLength(1);
    expect(await readFile(file, 'utf8')).toBe('{"n":1}\n{"n":2}\n{"n":3}\n{"n":4}\n');
    // By themselves they are written too, and whoever reads or closes waits for none of it.
    await journal.append({ n: 5 }, false);
    void journal.append({ n: 6 }, false);
    expect(await journal.recent(1)).toEqual([{ n: 6 }]);
    void journal.append({ n: 7 }, false);
    await journal.close();
    expect(await readFile(file, 'utf8')).toMatch(/\{"n":7\}\n$/);
  });

  it('reads as far back as it is asked to, over files, and leaves out nothing in between', async () => {
    const journal = await openJournal(file, { fileBytes: 1_500_000, oldFiles: 3 });
    const text = 'x'.repeat(2_000);
    for (let n = 0; n < 2_000; n++) {
      const appended = journal.append({ n, text });
      if (n % 100 === 99) await appended;
    }
    const numbers = (await journal.recent(1_800)).map((value) => (value as { n: number }).n);
    expect(numbers).toEqual(Array.from({ length: 1_800 }, (_, at) => 1_999 - at));
    await journal.close();
    expect((await readdir(folder)).length).toBeGreaterThan(1);
  });

  it('skips a line that a crash tore, and nothing after it', async () => {
    const journal = await openJournal(file);
    await journal.append({ n: 1 });
    await journal.close();
    await appendFile(file, '{"n":2,"torn');
    const again = await openJournal(file);
    await again.append({ n: 3 });
    expect(await again.recent(10)).toEqual([{ n: 3 }, { n: 1 }]);
    await again.close();
  });

  it('keeps text with line feeds and separators on one line', async () => {
    const journal = await openJournal(file);
    const value = { text: 'a\nb\u2028c\u0000"<!channel>"' };
    await journal.append(value);
    expect(await journal.recent(1)).toEqual([value]);
    await journal.close();
  });

  it('is bounded: full files are put aside and the oldest go', async () => {
    const journal = await openJournal(file, { fileBytes: 20, oldFiles: 2 });
    for (let n = 0; n < 20; n++) await journal.append({ n });
    expect(await journal.recent(2)).toEqual([{ n: 19 }, { n: 18 }]);
    await journal.close();
    expect((await readdir(folder)).length).toBe(3);
  });

  it('goes on when a full file cannot be put aside', async () => {
    const journal = await openJournal(file, { fileBytes: 20, oldFiles: 2 });
    await journal.append({ n: 1, text: 'x'.repeat(30) });
    await mkdir(`${file}.9007199254740992`);
    await journal.append({ n: 2 });
    await rm(`${file}.9007199254740992`, { recursive: true });
    await journal.append({ n: 3 });
    expect(await journal.recent(2)).toEqual([{ n: 3 }, { n: 2 }]);
    await journal.close();
  });
  it('a write that broke off spoils nothing after it', async () => {
    const journal = await openJournal(file);
    const probe = await open(join(folder, 'probe'), 'w');
    const prototype = Object.getPrototypeOf(probe) as FileHandle;
    await probe.close();
    await journal.append({ n: 1 });
    const broken = vi.spyOn(prototype, 'appendFile').mockImplementationOnce(async function (
      this: FileHandle,
    ) {
      await this.write('{"n":2,"to');
      throw new Error('ENOSPC');
    });
    await expect(journal.append({ n: 2 })).rejects.toThrow('ENOSPC');
    broken.mockRestore();
    await journal.append({ n: 3 });
    expect(await journal.recent(9)).toEqual([{ n: 3 }, { n: 1 }]);
    await journal.close();
  });
});
