import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AirdeskError } from '../../errors.ts';

/** Why nothing can be written into a folder, which is made where it is not there; undefined where something can. */
export function whyUnwritable(folder: string): string | undefined {
  const trial = join(folder, `.trial-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(trial, 'x', { mode: 0o600 });
    rmSync(trial);
    return undefined;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'EEXIST' ? 'it is a file' : (code ?? String(error));
  }
}

/** @throws AirdeskError in one line where nothing can be written into the data folder */
export function mustBeWritable(folder: string): void {
  const why = whyUnwritable(folder);
  if (why === undefined) return;
  throw new AirdeskError(`AIRDESK_DATA: nothing can be written into ${folder} (${why})`, {
    code: 'airdesk.folder-unwritable',
    hint: {
      en: 'Give the folder to the user that Airdesk runs as, make room, or set AIRDESK_DATA to another folder.',
      zh: '请将该目录授予运行 Airdesk 的用户、清理磁盘空间，或将 AIRDESK_DATA 设为其他目录。',
    },
  });
}
