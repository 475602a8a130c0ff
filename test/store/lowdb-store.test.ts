import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
