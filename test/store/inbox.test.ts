import { appendFile, cp, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Inbox } from '../../src/store/inbox.ts';
import { openInbox, type InboxOptions } from '../../src/store/file/open-inbox.ts';
import { fullDisk } from './disk-fault.ts';

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'airdesk-inbox-'));
  folder = join(root, 'inbox');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const FIRST = '0000000000000001.log';
const seqs = async (inbox: Inbox, after = 0, most = 10_000): Promise<number[]> =>
  (await inbox.read(after, most)).map(({ seq }) => seq);
const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: last - first + 1 }, (_, n) => first + n);

async function filled(count: number, options?: InboxOptions): Promise<Inbox> {
  const inbox = await openInbox(folder, options);
  for (let n = 1; n <= count; n++) await inbox.append({ n });
  return inbox;
}

describe('inbox', () => {
  it('goes on where somebody took a file away while it ran, and tells what is missing', async () => {
    await (await filled(5000, { segmentBytes: 20_000 })).close();
    const damage: number[] = [];
    const inbox = await openInbox(folder, { segmentBytes: 20_000, onDamage: (count) => damage.push(count) });
    const [, second = '', third = ''] = (await readdir(folder)).sort();
    const [from, to] = [second, third].map((name) => Number.parseInt(name, 10)) as [number, number];
    await rm(join(folder, second));
    const found = await seqs(inbox, from - 2);
    expect(found.slice(0, 2)).toEqual([from - 1, to]);
    expect(found.at(-1)).toBe(5000);
    expect(damage).toEqual([to - from]);
    await inbox.close();
  });

  it('numbers what comes, in order, and goes on after a restart', async () => {
    const inbox = await openInbox(folder);
    expect([inbox.last, await inbox.read(0, 9)]).toEqual([0, []]);
    expect(await Promise.all(['a', 'b', 'c'].map((value) => inbox.append(value)))).toEqual([1, 2, 3]);
    expect(inbox.last).toBe(3);
    await inbox.close();
    expect(await readFile(join(folder, FIRST), 'utf8')).toBe('1 "a"\n2 "b"\n3 "c"\n');
    const again = await openInbox(folder);
    expect(again.last).toBe(3);
    expect(await again.append('d')).toBe(4);
    expect(await again.read(1, 2)).toEqual([
      { seq: 2, value: 'b' },
      { seq: 3, value: 'c' },
    ]);
    expect(await seqs(again, 3)).toEqual([4]);
    expect(await seqs(again, 4)).toEqual([]);
    expect(await seqs(again, 99)).toEqual([]);
    expect(await seqs(again, 0, 0)).toEqual([]);
    await again.close();
    await expect(again.append('e')).rejects.toThrow('closed');
  });

  it('keeps text with line feeds, separators and zero bytes on one line', async () => {
    const value = { text: 'a\nb\u2028c\u0000直播"<!channel>"' };
    const inbox = await openInbox(folder);
    await inbox.append(value);
    await inbox.close();
    const again = await openInbox(folder);
    expect(await again.read(0, 1)).toEqual([{ seq: 1, value }]);
    await again.close();
  });

  it('takes what is JSON only, and hands it out as it comes back from disk', async () => {
    const inbox = await openInbox(folder);
    await expect(inbox.append(undefined)).rejects.toThrow(TypeError);
    await expect(inbox.append(1n)).rejects.toThrow(TypeError);
    const value = { at: new Date(0), none: undefined };
    const appended = inbox.append(value);
    value.at = new Date(1);
    expect(await appended).toBe(1);
    expect((await inbox.read(0, 1))[0]?.value).toStrictEqual({ at: '1970-01-01T00:00:00.000Z' });
    await inbox.close();
  });

  it('tells its listener once something can be read, and outlives one that throws', async () => {
    const inbox = await openInbox(folder);
    const seen: number[] = [];
    inbox.onAppend(() => seen.push(inbox.last));
    await inbox.append('a');
    await Promise.all([inbox.append('b'), inbox.append('c')]);
    await inbox.close();
    expect(seen).toEqual([1, 3]);
  });

  it('begins a new file when one is full, and reads across all of them', async () => {
    const inbox = await filled(50, { segmentBytes: 100 });
    expect((await readdir(folder)).length).toBeGreaterThan(4);
    await inbox.close();
    const again = await openInbox(folder, { segmentBytes: 100 });
    expect(await seqs(again)).toEqual(upTo(50));
    expect(await seqs(again, 17, 11)).toEqual(upTo(28, 18));
    expect(await again.append({ n: 51 })).toBe(51);
    await again.close();
  });

  it('reads what memory no longer holds from its files, in batches and from anywhere', async () => {
    const inbox = await openInbox(folder, { segmentBytes: 400_000 });
    const pad = 'x'.repeat(200);
    for (let n = 0; n < 12; n++)
      await Promise.all(Array.from({ length: 1000 }, (_, i) => inbox.append({ n: n * 1000 + i + 1, pad })));
    let cursor = 0;
    while (cursor < inbox.last) {
      const batch = await inbox.read(cursor, 777);
      expect(batch.map(({ seq }) => seq)).toEqual(upTo(Math.min(12_000, cursor + 777), cursor + 1));
      expect(batch.every(({ seq, value }) => (value as { n: number }).n === seq)).toBe(true);
      cursor = batch.at(-1)?.seq ?? Infinity;
    }
    for (const after of [6999, 3, 5500, 11_998, 0, 6998])
      expect(await seqs(inbox, after, 2)).toEqual([after + 1, after + 2]);
    await inbox.close();
  });
});

describe('what was dealt with', () => {
  it('is removed by whole files, oldest first, beyond what is kept', async () => {
    const inbox = await filled(50, { segmentBytes: 100, keepBytes: 250 });
    const all = (await readdir(folder)).length;
    await inbox.done(0);
    expect(await readdir(folder)).toHaveLength(all);
    await inbox.done(15);
    const left = Number.parseInt((await readdir(folder)).sort()[0] ?? '', 10);
    expect(left).toBeGreaterThan(1);
    expect(left).toBeLessThanOrEqual(16);
    expect((await seqs(inbox, 15))[0]).toBe(16);
    await inbox.done(50);
    const sizes = await Promise.all(
      (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size),
    );
    expect(sizes.length).toBeLessThan(5);
    await inbox.close();
    const again = await openInbox(folder, { segmentBytes: 100 });
    expect((await seqs(again, 2)).at(-1)).toBe(50);
    expect(await again.append('next')).toBe(51);
    await again.close();
  });

  it('does not begin the numbers anew when all of it is gone', async () => {
    const inbox = await filled(8, { segmentBytes: 1, keepBytes: 0 });
    await inbox.done(8);
    await inbox.close();
    expect(await readdir(folder)).toEqual(['0000000000000008.log']);
    await rm(join(folder, '0000000000000008.log'));
    await writeFile(join(folder, '0000000000000009.log'), '');
    const again = await openInbox(folder);
    expect(again.last).toBe(8);
    expect(await again.append('next')).toBe(9);
    expect(await seqs(again)).toEqual([9]);
    await again.close();
  });

  it('may be removed while it is read', async () => {
    const inbox = await filled(200, { segmentBytes: 100, keepBytes: 0 });
    await inbox.close();
    const again = await openInbox(folder, { segmentBytes: 100, keepBytes: 0 });
    const [found] = await Promise.all([seqs(again), again.done(150)]);
    expect(found.at(-1)).toBe(200);
    expect(found.slice(-40)).toEqual(upTo(200, 161));
    await again.close();
  });
});

describe('damage', () => {
  const spoil = async (name: string, at: number, text: string): Promise<void> => {
    const handle = await open(join(folder, name), 'r+');
    await handle.write(Buffer.from(text), 0, text.length, at);
    await handle.close();
  };
  /** Lines are `1 {"n":1}` and a line feed: 10 bytes while there is one digit. */
  it.each([
    ['in a value', 22, '#', 1],
    ['in a position', 20, '8', 1],
    ['in a position, which is no number then', 20, '?', 1],
    ['in the space after a position', 21, '_', 1],
    ['at the end of a line', 29, '#', 2],
    ['over several lines', 14, '\0'.repeat(20), 3],
    ['at the beginning', 0, '\0\0\0', 1],
  ])('%s is left out, counted once, and spoils nothing after it', async (_, at, text, lost) => {
    await (await filled(9)).close();
    await spoil(FIRST, at, text);
    const counts: number[] = [];
    // Another file after it, so that memory does not hold what is damaged.
    await writeFile(join(folder, '0000000000000010.log'), '10 {"n":10}\n');
    const inbox = await openInbox(folder, { onDamage: (count) => counts.push(count) });
    const found = await inbox.read(0, 99);
    expect(found).toHaveLength(10 - lost);
    expect(found.every(({ seq, value }) => (value as { n: number }).n === seq)).toBe(true);
    expect(found.at(-1)?.seq).toBe(10);
    expect(await inbox.read(0, 99)).toEqual(found);
    expect(counts).toEqual([lost]);
    expect(await inbox.append('x')).toBe(11);
    await inbox.close();
  });

  it('in the newest file is counted when it is opened or read', async () => {
    await (await filled(9)).close();
    await spoil(FIRST, 42, '#');
    const counts: number[] = [];
    const inbox = await openInbox(folder, { onDamage: (count) => counts.push(count) });
    expect(await seqs(inbox)).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
    expect(await seqs(inbox)).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
    expect(counts).toEqual([1]);
    await inbox.close();
  });

  it.each([
    ['half a line', '10 {"n":1'],
    ['a line without its end', '10 {"n":10}'],
    ['a position', '10'],
    ['spare room', '\0'.repeat(70_000)],
    ['half a line and spare room', `10 {"n${'\0'.repeat(70_000)}`],
    ['a hole and the end of a line', `${'\0'.repeat(5)}0}\n`],
  ])('at the end, %s, was never promised and is cut off', async (_, torn) => {
    await (await filled(9)).close();
    await appendFile(join(folder, FIRST), torn);
    const inbox = await openInbox(folder, { onDamage: () => expect.unreachable() });
    expect(inbox.last).toBe(9);
    expect(await inbox.append({ n: 'new' })).toBe(10);
    expect(await seqs(inbox)).toEqual(upTo(10));
    await inbox.close();
    expect(await readFile(join(folder, FIRST), 'utf8')).toMatch(/\n9 \{"n":9\}\n10 \{"n":"new"\}\n$/);
  });
});

describe('a full disk', () => {
  it.each([0, 1, 12, 25])('keeps nothing of what it refused after %d bytes', async (bytes) => {
    const inbox = await filled(3);
    let told = 0;
    inbox.onAppend(() => told++);
    const full = await fullDisk(root, bytes);
    const refused = await Promise.allSettled([1, 2, 3].map((n) => inbox.append({ lost: n })));
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect([inbox.last, await seqs(inbox), told]).toEqual([3, [1, 2, 3], 0]);
    await cp(folder, join(root, 'copy'), { recursive: true });
    full.mend();
    const copy = await openInbox(join(root, 'copy'));
    expect(await copy.read(2, 9)).toEqual([{ seq: 3, value: { n: 3 } }]);
    await copy.close();
    expect(await inbox.append('later')).toBe(4);
    await inbox.close();
    const again = await openInbox(folder);
    expect(await again.read(3, 9)).toEqual([{ seq: 4, value: 'later' }]);
    await again.close();
  });

  it('goes on in a full file while it cannot be followed by another', async () => {
    let refuse = false;
    const boundary = (step: string): void => {
      if (refuse && step === 'inbox.folder-sync') throw new Error('EIO');
    };
    const inbox = await filled(3, { segmentBytes: 1, boundary });
    refuse = true;
    for (const n of [4, 5, 6]) expect(await inbox.append({ n })).toBe(n);
    expect(await readdir(folder)).toHaveLength(3);
    refuse = false;
    expect(await inbox.append({ n: 7 })).toBe(7);
    expect(await seqs(inbox)).toEqual(upTo(7));
    await inbox.close();
    // As left where even removing the one that could not be begun was refused.
    await writeFile(join(folder, '0000000000000005.log'), '');
    const again = await openInbox(folder);
    expect(await seqs(again)).toEqual(upTo(7));
    expect(await seqs(again, 5, 1)).toEqual([6]);
    await again.close();
  });

  it('leaves nothing refused behind in a full file', async () => {
    let refuse = false;
    const boundary = (step: string): void => {
      // The write is on disk all the same, and cannot be cut off.
      if (refuse && (step === 'inbox.write:done' || step === 'inbox.truncate')) throw new Error('EIO');
    };
    const inbox = await filled(3, { segmentBytes: 1, boundary });
    refuse = true;
    await expect(inbox.append({ lost: 1 })).rejects.toThrow('EIO');
    await expect(inbox.append({ lost: 2 })).rejects.toThrow('EIO');
    refuse = false;
    expect(await inbox.append({ n: 4 })).toBe(4);
    await inbox.close();
    const again = await openInbox(folder);
    expect((await again.read(0, 9)).map(({ value }) => value)).toEqual([1, 2, 3, 4].map((n) => ({ n })));
    await again.close();
  });
});

describe('an inbox beside an array', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('append' as const), values: fc.array(fc.jsonValue(), { maxLength: 5 }) }),
    fc.record({ do: fc.constant('read' as const), after: fc.nat(40), most: fc.nat(12) }),
    fc.record({ do: fc.constant('done' as const), seq: fc.nat(40) }),
    fc.record({ do: fc.constant('restart' as const), torn: fc.option(fc.nat(60), { nil: undefined }) }),
  );

  it('holds the same, whatever is appended, read, torn and reopened', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 20 }),
        fc.integer({ min: 1, max: 300 }),
        async (steps, segmentBytes) => {
          await rm(folder, { recursive: true, force: true });
          const options = { segmentBytes, keepBytes: 400, onDamage: () => expect.unreachable() };
          let inbox = await openInbox(folder, options);
          const model: unknown[] = [];
          /** What may be gone. */
          let done = 0;
          const check = async (after: number, most: number): Promise<void> => {
            const found = await inbox.read(after, most);
            const first = found[0]?.seq ?? after + 1;
            expect(first).toBeLessThanOrEqual(Math.max(after, done) + 1);
            const there = model.map((value, n) => ({ seq: n + 1, value })).slice(Math.max(after, first - 1));
            expect(found).toEqual(there.slice(0, most));
          };
          for (const one of steps) {
            if (one.do === 'append') {
              const positions = await Promise.all(one.values.map((value) => inbox.append(value)));
              expect(positions).toEqual(one.values.map((_, n) => model.length + n + 1));
              model.push(...one.values.map((value) => JSON.parse(JSON.stringify(value)) as unknown));
            } else if (one.do === 'read') {
              await check(one.after, one.most);
            } else if (one.do === 'done') {
              done = Math.max(done, Math.min(one.seq, model.length));
              await inbox.done(one.seq);
            } else {
              await inbox.close();
              const newest = (await readdir(folder)).sort().at(-1);
              if (one.torn !== undefined && newest !== undefined) {
                const next = `${model.length + 1} ${JSON.stringify({ text: 'x'.repeat(50) })}`;
                await appendFile(join(folder, newest), next.slice(0, one.torn));
              }
              inbox = await openInbox(folder, options);
            }
            expect(inbox.last).toBe(model.length);
          }
          await check(0, 1000);
          await inbox.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});
