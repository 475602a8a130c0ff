import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLowdbStore } from '../../src/store/lowdb-store.ts';
import { describeStore } from './store-contract.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-store-'));
  file = join(folder, 'airdesk.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describeStore('lowdb store', () => openLowdbStore(file));

describe('lowdb store file', () => {
  it.each([
    ['cut off', '{"schema":1,"collections":{"a":[', 'airdesk.store-damaged'],
    ['empty', '', 'airdesk.store-damaged'],
    ['of another shape', '{"schema":1,"collections":{"a":[{"id":1}]}}', 'airdesk.store-damaged'],
    ['without a layout version', '{"collections":{}}', 'airdesk.store-damaged'],
    ['written by a newer Airdesk', '{"schema":2,"things":{}}', 'airdesk.store-newer'],
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

  it('takes back a commit that the disk refused', async () => {
    const store = await openLowdbStore(file);
    await store.commit([{ collection: 'a', id: '1', value: 'safe', expect: 0 }]);
    await rm(folder, { recursive: true });
    const first = store.commit([{ collection: 'a', id: '1', value: 'lost', expect: 1 }]);
    const second = store.commit([{ collection: 'a', id: '2', value: 'lost', expect: 0 }]);
    await expect(first).rejects.toThrow('ENOENT');
    await expect(second).rejects.toThrow('ENOENT');
    expect((await store.get('a', '1'))?.value).toBe('safe');
    expect(await store.get('a', '2')).toBeUndefined();
    await store.close();
  });

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

  it('behaves like a map, whatever is committed and reopened', async () => {
    const write = fc.record({
      collection: fc.constantFrom('a', 'b'),
      id: fc.constantFrom('1', '2', '__proto__'),
      value: fc.option(fc.jsonValue(), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(write, fc.constant('reopen' as const)), { maxLength: 12 }),
        async (steps) => {
          await rm(file, { force: true });
          let store = await openLowdbStore(file);
          const model = new Map<string, unknown>();
          for (const step of steps) {
            if (step === 'reopen') {
              await store.close();
              store = await openLowdbStore(file);
              continue;
            }
            await store.commit([{ ...step, expect: 'any' }]);
            const key = `${step.collection}/${step.id}`;
            if (step.value === undefined) model.delete(key);
            else model.set(key, JSON.parse(JSON.stringify(step.value)));
          }
          await store.close();
          store = await openLowdbStore(file);
          const found = new Map<string, unknown>();
          for (const collection of ['a', 'b']) {
            for (const doc of await store.list(collection)) found.set(`${collection}/${doc.id}`, doc.value);
          }
          await store.close();
          expect(found).toEqual(model);
        },
      ),
      { numRuns: 30 },
    );
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
