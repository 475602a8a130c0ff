import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AirdeskError } from '../../errors.ts';
import { makeFolder } from '../../store/file/make-folder.ts';

/** What the codes mean that say little here. */
const IN_WORDS: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file',
  ENOTDIR: 'it is below a file',
  ENOENT: 'no folder can be made there',
  EROFS: 'the disk is read-only',
};

/** Why nothing can be written into a folder, which is made where it is not there; undefined where something can. */
export async function whyUnwritable(folder: string): Promise<string | undefined> {
  const trial = join(folder, `.trial-${process.pid}`);
  try {
    await makeFolder(folder);
    await writeFile(trial, 'x', { mode: 0o600 });
    await rm(trial);
    return undefined;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === undefined ? String(error) : (IN_WORDS[code] ?? code);
  }
}

/** @throws AirdeskError in one line where nothing can be written into the data folder */
export async function mustBeWritable(folder: string): Promise<void> {
  const why = await whyUnwritable(folder);
  if (why === undefined) return;
  throw new AirdeskError(`AIRDESK_DATA: nothing can be written into ${folder} (${why})`, {
    code: 'airdesk.folder-unwritable',
    hint: {
      en: 'Give the folder to the user that Airdesk runs as, make room, or set AIRDESK_DATA to another folder.',
      zh: '请将该目录授予运行 Airdesk 的用户、清理磁盘空间，或将 AIRDESK_DATA 设为其他目录。',
    },
  });
}
