/** What was done to the files of the audit is found, and where. */
import {
  appendFile,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyAudit, type Verified } from '../../src/audit/verify.ts';
import { chainedLine, type ChainEnd } from '../../src/store/file/chain/link.ts';
import { uninterrupted } from '../../src/store/file/disk.ts';
import { openJournal, type ChainedJournal } from '../../src/store/file/open-journal.ts';

const LIMITS = { fileBytes: 2_000, oldFiles: 3 };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-chain-'));
  file = join(folder, 'audit.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function openIt(atLeast = 0): Promise<ChainedJournal> {
  return openJournal(file, LIMITS, uninterrupted, { atLeast });
}

/** Writes so many entries, and gives the end of the chain. */
async function write(count: number, atLeast?: number): Promise<ChainEnd> {
  const journal = await openIt(atLeast);
  for (let k = 0; k < count; k++) await journal.append({ at: k, command: `stream list ü ${k}` });
  await journal.close();
  return journal.end();
}

const verify = (anchor?: ChainEnd): Promise<Verified> => verifyAudit(file, anchor, LIMITS.oldFiles);

/** `audit.jsonl:3` of what does not fit. */
async function place(anchor?: ChainEnd): Promise<string | undefined> {
  const { misfit } = await verify(anchor);
  return misfit && `${basename(misfit.file)}:${misfit.line}`;
}

async function lines(name = file): Promise<string[]> {
  return (await readFile(name, 'utf8')).split('\n').slice(0, -1);
}

async function change(act: (all: string[]) => string[], name = file): Promise<void> {
  await writeFile(name, `${act(await lines(name)).join('\n')}\n`);
}

describe('an audit that nobody touched fits', () => {
  it('in one file, and says how far it goes', async () => {
    const end = await write(5);
    expect(await verify(end)).toMatchObject({
      misfit: undefined,
      lines: 5,
      last: end,
      torn: 0,
      unchained: 0,
    });
  });

  it('across restarts, and what is read from it has nothing of the chain', async () => {
    await write(2);
    await write(2);
    const end = await write(1);
    expect(end.n).toBe(5);
    expect(await place(end)).toBeUndefined();
    const journal = await openIt();
    expect(await journal.recent(1)).toEqual([{ at: 0, command: 'stream list ü 0' }]);
    await journal.close();
  });

  it('across files that were put aside, also when the oldest are gone', async () => {
    const end = await write(90);
    expect(await readdir(folder)).toHaveLength(4);
    const found = await verify(end);
    expect(found.misfit).toBeUndefined();
    expect(found.first?.n).toBeGreaterThan(1);
    expect(found.last).toEqual(end);
    expect(await place(await write(30))).toBeUndefined();
  });

  it('after a kill in the middle of a line, of two bytes of one sign, and right before its line feed', async () => {
    const whole = Buffer.from((await write(3), (await lines()).at(-1) ?? ''));
    const cut = whole.indexOf('ü') + 1;
    for (const part of [Buffer.from('{"at":1,"comm'), whole.subarray(0, cut)]) {
      await appendFile(file, part);
      await write(1);
    }
    expect(await verify()).toMatchObject({ misfit: undefined, torn: 2, lines: 5 });
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, -1));
    expect(await place(await write(2))).toBeUndefined();
    expect((await verify()).lines).toBe(7);
  });

  it('right after a kill, before the next start', async () => {
    const end = await write(3);
    await appendFile(file, '{"at":1,"comm');
    expect(await verify(end)).toMatchObject({ misfit: undefined, torn: 1 });
  });

  it('after a kill between putting a file aside and beginning the next', async () => {
    await write(3);
    await rename(file, `${file}.1`);
    expect(await place(await write(2))).toBeUndefined();
    expect((await verify()).lines).toBe(5);
  });

  it('after a write that the disk broke off', async () => {
    const journal = await openIt();
    await journal.append({ at: 1 });
    const probe = await open(join(folder, 'probe'), 'w');
    const prototype = Object.getPrototypeOf(probe) as FileHandle;
    await probe.close();
    const broken = vi.spyOn(prototype, 'appendFile').mockImplementationOnce(async function (
      this: FileHandle,
      data: unknown,
    ) {
      await this.write((data as Buffer).subarray(0, 150));
      throw new Error('ENOSPC');
    });
    const both = [journal.append({ at: 2 }), journal.append({ at: 3 })];
    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken.mockRestore();
    await journal.append({ at: 4 });
    await journal.close();
    await rm(join(folder, 'probe'));
    expect(await verify(journal.end())).toMatchObject({ misfit: undefined, torn: 1 });
  });

  it('that began before there was a chain: that is its beginning', async () => {
    await writeFile(file, '{"at":1}\n{"at":2}\n{"at":3,"to');
    const end = await write(3);
    expect(end.n).toBe(3);
    expect(await verify(end)).toMatchObject({ misfit: undefined, unchained: 3, lines: 3 });
  });
});

describe('what was done to it is found, with file and line', () => {
  const swap = (all: string[]): string[] => all.with(2, all[3] ?? '').with(3, all[2] ?? '');
  it.each<[what: string, act: (all: string[]) => string[], line: number]>([
    ['changed', (all) => all.with(2, (all[2] ?? '').replace('list', 'drop')), 3],
    ['a changed hash', (all) => all.with(2, (all[2] ?? '').replace(/.{8}"\}$/, '00000000"}')), 3],
    ['removed', (all) => all.toSpliced(2, 1), 3],
    ['the first removed', (all) => all.toSpliced(0, 1), 1],
    ['inserted, without a hash', (all) => all.toSpliced(2, 0, '{"at":9}'), 3],
    ['inserted, no JSON', (all) => all.toSpliced(2, 0, '{"at":9'), 4],
    ['inserted, a copy', (all) => all.toSpliced(2, 0, all[1] ?? ''), 3],
    ['reordered', swap, 3],
    ['the hash taken away', (all) => all.with(2, (all[2] ?? '').replace(/,"chain".*/, '}')), 3],
    ['cut off in the middle', (all) => all.with(2, (all[2] ?? '').slice(0, 40)), 4],
    ['appended', (all) => [...all, '{"at":9}'], 7],
    ['truncated', (all) => all.slice(0, 4), 0],
    ['emptied', () => [], 0],
    ['all hashes taken away', (all) => all.map((line) => line.replace(/,"link".*/, '}')), 0],
  ])('%s', async (_what, act, line) => {
    const end = await write(6);
    await change(act);
    expect(await place(end)).toBe(`audit.jsonl:${line}`);
  });

  it('written anew, with hashes that fit each other', async () => {
    const end = await write(3);
    let before: ChainEnd = { n: 0, hash: '0'.repeat(64) };
    const made = [1, 2, 3].map((at) => {
      const line = chainedLine(before, { at }, at === 1 ? { after: before.hash } : {});
      before = line.end;
      return line.text;
    });
    await change(() => made);
    expect(await place()).toBeUndefined();
    expect(await place(end)).toBe('audit.jsonl:3');
  });

  it('a file removed: the oldest, one in the middle, the newest, all', async () => {
    const end = await write(90);
    const names = (await readdir(folder)).filter((name) => name !== 'audit.jsonl');
    const numbers = names.map((name) => Number(name.split('.').at(-1))).sort((a, b) => a - b);
    for (const [name, found] of [
      [`audit.jsonl.${numbers[0]}`, `audit.jsonl.${numbers[0]}:0`],
      [`audit.jsonl.${numbers[1]}`, `audit.jsonl.${(numbers[0] ?? 0) + 1}:0`],
      ['audit.jsonl', 'audit.jsonl:0'],
    ] as const) {
      await rename(join(folder, name), join(folder, 'away'));
      expect(await place(end), name).toBe(found);
      await rename(join(folder, 'away'), join(folder, name));
    }
    for (const name of await readdir(folder)) await rm(join(folder, name));
    expect(await place(end)).toBe('audit.jsonl:0');
  });

  it('in an old file', async () => {
    const end = await write(90);
    const [oldest = ''] = (await readdir(folder)).filter((name) => /\.\d+$/.test(name)).sort();
    await change((all) => all.with(1, (all[1] ?? '').replace('list', 'drop')), join(folder, oldest));
    expect(await place(end)).toBe(`${oldest}:2`);
    await change((all) => all.slice(1), join(folder, oldest));
    expect(await place(end)).toBe(`${oldest}:1`);
  });

  it('a tail that was cut off while Airdesk was not running, also long after it goes on', async () => {
    const end = await write(6);
    await change((all) => all.slice(0, 4));
    const later = await write(3, end.n);
    expect(later.n).toBe(9);
    expect(await place(later)).toBe('audit.jsonl:5');
  });
});
