import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureFolder } from '../../src/store/file/durable-file.ts';
import { makeFolder } from '../../src/store/file/make-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-folder-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('makes a folder with those above it, for its owner only, and says which', async () => {
  const deep = join(folder, 'a', 'b');
  expect(await makeFolder(deep)).toEqual([join(folder, 'a'), deep]);
  expect((await stat(join(folder, 'a'))).mode & 0o777).toBe(0o700);
  expect((await stat(deep)).mode & 0o777).toBe(0o700);
});

it('leaves a folder that is there as it is', async () => {
  expect(await makeFolder(folder)).toEqual([]);
  expect(await makeFolder('/')).toEqual([]);
});

it('takes the folder of whoever made it meanwhile', async () => {
  const deep = join(folder, 'a', 'b');
  await Promise.all([makeFolder(deep), ensureFolder(deep), makeFolder(join(deep, 'c'))]);
  expect((await stat(join(deep, 'c'))).isDirectory()).toBe(true);
});

it.runIf(process.platform === 'linux').each(['/proc/nope', '/proc/self/nope/deep', '/proc/nope/a/b/c'])(
  'tells at once where no folder can be made: %s',
  async (path) => {
    await expect(ensureFolder(path)).rejects.toMatchObject({ code: 'ENOENT' });
  },
);

it('makes nothing in place of a file, nor below one', async () => {
  const file = join(folder, 'file');
  await writeFile(file, 'x');
  await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(file, 'a'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  await expect(makeFolder(join(file, 'a', 'b'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});
