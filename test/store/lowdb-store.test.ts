import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLowdbStore } from '../../src/store/file/lowdb-store.ts';
import type { Store } from '../../src/store/store.ts';
import { describeStore } from './store-contract.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-store-'));
  file = join(folder, 'airdesk.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A snapshot with all that can stand in one. */
async function written() {
  const store = await openLowdbStore(file);
  const commit = (collection: string, id: string, value: unknown, more: object = {}) =>
    store.commit([{ collection, id, value, expect: 0, ...more }]);
  await commit('a', '1', { list: [[1], { x: {} }] });
  await commit('a', '2', 'line\nfeed ],"b":[{', { dueAt: 5 });
  await commit('b"[', '1', [[{}]]);
  await commit('gone', '1', 1);
  await store.commit([{ collection: 'gone', id: '1', value: undefined, expect: 1 }]);
  const docs = [...(await store.list('a')), ...(await store.list('b"['))];
  await store.close();
  return docs;
}

describeStore('lowdb store', () => openLowdbStore(file));

describe('lowdb store file', () => {
  it.each([
    ['cut off', '{"schema":1,"collections":{"a":[', 'airdesk.store-damaged'],
    ['empty', '', 'airdesk.store-damaged'],
    ['of another shape', '{"schema":1,"collections":{"a":[{"id":1}]}}', 'airdesk.store-damaged'],
    ['without a layout version', '{"collections":{}}', 'airdesk.store-damaged'],
    ['without the number of its last commit', '{"schema":2,"collections":{}}', 'airdesk.store-damaged'],
    ['written by a newer Airdesk', '{"schema":3,"things":{}}', 'airdesk.store-newer'],
  ])('that is %s refuses to open and is left untouched', async (_, content, code) => {
    await writeFile(file, content);
    await expect(openLowdbStore(file)).rejects.toMatchObject({ code });
    expect(await readFile(file, 'utf8')).toBe(content);
  });

  it('is used by one process at a time, and tells who has it', async () => {
    const store = await openLowdbStore(file);
    await expect(openLowdbStore(file)).rejects.toMatchObject({ code: 'airdesk.store-in-use' });
    await store.close();
    await (await openLowdbStore(file)).close();
  });

  it('takes over the lock of a process that is gone', async () => {
    await writeFile(`${file}.lock`, '999999 1 boot');
    await (await openLowdbStore(file)).close();
    await writeFile(`${file}.lock`, `${process.pid} started-at-another-time boot`);
    await (await openLowdbStore(file)).close();
  });

  it.skipIf(process.platform !== 'linux')(
    'takes over the lock of a process that was killed and that nobody has asked after, as in a container without an init',
    async () => {
      // The shell becomes a program that waits for no child of its own.
      const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 20'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      try {
        const [said] = (await once(parent.stdout, 'data')) as [Buffer];
        const pid = Number(said.toString());
        const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
        const fields = async () => {
          const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
          return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        };
        await writeFile(`${file}.lock`, `${pid} ${(await fields())[19]} ${boot}`);
        await vi.waitUntil(async () => (await fields())[0] === 'Z', { timeout: 60_000 });
        await (await openLowdbStore(file)).close();
      } finally {
        parent.kill('SIGKILL');
      }
    },
  );

  it('shares disk writes among commits that come at once', async () => {
    const store = await openLowdbStore(file);
    const commits = Array.from({ length: 100 }, (_, n) =>
      store.commit([{ collection: 'a', id: String(n), value: n, expect: 0 }]),
    );
    await Promise.all(commits);
    await store.close();
    const again = await openLowdbStore(file);
    expect(await again.list('a')).toHaveLength(100);
    await again.close();
  });

  it('shares disk writes among commits that nobody waits for, and loses none where it is closed', async () => {
    const steps: string[] = [];
    const store = await openLowdbStore(file, { boundary: (step) => steps.push(step) });
    const commit = (id: string, isAwaited: boolean) =>
      store.commit([{ collection: 'c', id, value: { id }, expect: 0 }], isAwaited);
    const begun = [];
    for (let n = 0; n < 5; n++) {
      begun.push(commit(`s${n}`, false));
      await new Promise((resolve) => setImmediate(resolve));
      // Visible at once, as every commit is.
      expect(await store.get('c', `s${n}`)).toBeDefined();
    }
    begun.push(commit('awaited', true));
    await Promise.all(begun);
    const before = steps.filter((step) => step === 'store.wal.write').length;
    void commit('last', false);
    await store.close();
    const again = await openLowdbStore(file);
    expect((await again.list('c', { dueBefore: Infinity })).length).toBe(0);
    for (const id of ['s0', 's4', 'awaited', 'last']) expect(await again.get('c', id)).toBeDefined();
    await again.close();
    // One; two or three on a machine so slow that some were written by themselves.
    expect(before).toBeLessThan(6);
  });

  it('is opened as an earlier Airdesk left it, and that Airdesk would refuse it from then on', async () => {
    await writeFile(
      file,
      '{"schema":1,"collections":{"a":[{"id":"1","version":3,"value":"old","dueAt":7}]}}',
    );
    const store = await openLowdbStore(file);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ schema: 2, commit: 0 });
    expect(await store.list('a', { dueBefore: 7 })).toEqual([
      { id: '1', version: 3, value: 'old', dueAt: 7 },
    ]);
    await store.close();
  });

  it('is one file after a clean stop', async () => {
    const store = await openLowdbStore(file);
    await store.commit([{ collection: 'a', id: '1', value: 'x', expect: 0 }]);
    expect((await readdir(folder)).sort()).toEqual(['airdesk.json.lock', 'airdesk.json.log-1']);
    await store.close();
    expect(await readdir(folder)).toEqual(['airdesk.json']);
  });

  it('is not made anew at a stop where that would take long: the logs have it all', async () => {
    const options = { closingBytes: 300, compactBytes: 1_000_000 };
    const store = await openLowdbStore(file, options);
    for (let n = 0; n < 20; n++)
      await store.commit([{ collection: 'a', id: String(n), value: 'x', expect: 0 }]);
    await store.close();
    expect(await readdir(folder)).toEqual(['airdesk.json.log-1']);
    const again = await openLowdbStore(file, options);
    expect(await again.list('a')).toHaveLength(20);
    await again.close();
  });

  it('is not waited for at a stop where it is being made: the logs have it all, and the next one makes it', async () => {
    let closing: Promise<void> | undefined;
    const steps: string[] = [];
    const options = { closingBytes: 0, compactBytes: 2000 };
    const store: Store = await openLowdbStore(file, {
      ...options,
      boundary(step) {
        steps.push(step);
        if (step === 'store.snapshot.open') closing = store.close();
      },
    });
    let kept = 0;
    const add = async (to: Store) => {
      await to.commit([{ collection: 'a', id: String(kept), value: 'x', expect: 0 }]);
      kept += 1;
    };
    while (!closing) await add(store).catch(() => undefined);
    await closing;
    expect(steps).not.toContain('store.snapshot.rename');
    const logs = (await readdir(folder)).filter((name) => name.includes('.log-'));
    expect(logs).toHaveLength(2);
    const again = await openLowdbStore(file, options);
    expect((await again.list('a')).length).toBeGreaterThanOrEqual(kept);
    const count = (await again.list('a')).length;
    for (kept = 1000; kept < 1030;) await add(again);
    await expect.poll(async () => (await readdir(folder)).includes('airdesk.json')).toBe(true);
    await again.close();
    const third = await openLowdbStore(file);
    expect(await third.list('a')).toHaveLength(count + 30);
    await third.close();
  });

  it.each([
    ['with more room', (text: string) => JSON.stringify(JSON.parse(text), null, 2)],
    ['on one line', (text: string) => JSON.stringify(JSON.parse(text))],
    ['without its last line feed', (text: string) => text.trimEnd()],
  ])('may be written %s', async (_, write) => {
    const docs = await written();
    await writeFile(file, write(await readFile(file, 'utf8')));
    const store = await openLowdbStore(file);
    expect([...(await store.list('a')), ...(await store.list('b"['))]).toEqual(docs);
    await store.close();
  });

  it('refuses to open wherever its end is missing', async () => {
    await written();
    const whole = await readFile(file, 'utf8');
    for (let at = 0; at < whole.length - 1; at++) {
      await writeFile(file, whole.slice(0, at));
      await expect(openLowdbStore(file), `cut at ${at}`).rejects.toMatchObject({
        code: expect.stringMatching(/damaged|newer/) as string,
      });
    }
  });

  it('keeps what its writer promises not to change as it is, and hands it out frozen', async () => {
    const store = await openLowdbStore(file);
    const value = { list: [1] };
    await store.commit([{ collection: 'a', id: '1', value, expect: 0, constant: true }]);
    expect((await store.list('a', { constant: true }))[0]?.value).toBe(value);
    expect((await store.get('a', '1'))?.value).toBe(value);
    expect(() => value.list.push(2)).toThrow(TypeError);
    await store.close();
    const again = await openLowdbStore(file);
    expect((await again.get('a', '1'))?.value).toEqual({ list: [1] });
    await again.close();
  });

  it('is not written when nothing was committed', async () => {
    await (await openLowdbStore(file)).close();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('kill -9', () => {
  it('loses nothing that was promised', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/store/commit-forever.ts', file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let promised = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      promised += text;
      if (promised.split('\n').length > 40) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const store = await openLowdbStore(file);
    const ids = new Set((await store.list('a')).map((doc) => doc.id));
    await store.close();
    const complete = promised.split('\n').slice(0, -1);
    expect(complete.length).toBeGreaterThan(30);
    expect(complete.filter((id) => !ids.has(id))).toEqual([]);
  });
});
