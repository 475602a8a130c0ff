import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AirdeskError } from '../../errors.ts';
import { lockFile } from '../../store/file/lock-file.ts';
import { makeFolder } from '../../store/file/make-folder.ts';

/** Says that the folder is the demonstration's own, and may be emptied. */
const MARK = 'made-by-the-demo';

/** Where the demonstration keeps its data: a folder of its own in the data folder, so that no real data are ever met. */
export function demoFolder(dataFolder: string): string {
  return join(dataFolder, 'demo');
}

/**
 * Makes the folder of the demonstration ready: empty, unless what is in it is to be kept.
 * @throws AirdeskError where it holds what no demonstration left, or another process uses it
 */
export async function prepareDemoFolder(folder: string, isKept: boolean): Promise<void> {
  await makeFolder(folder);
  const mark = join(folder, MARK);
  if (!existsSync(mark)) {
    if (readdirSync(folder).length > 0) throw notOurs(folder);
    writeFileSync(mark, 'Airdesk empties this folder at each start of the demonstration.\n', { mode: 0o600 });
  }
  if (isKept) return;
  const unlock = await lockFile(join(folder, 'airdesk.json.lock'));
  try {
    for (const name of readdirSync(folder))
      if (name !== MARK && !name.includes('.lock'))
        rmSync(join(folder, name), { recursive: true, force: true });
  } finally {
    await unlock();
  }
}

function notOurs(folder: string): AirdeskError {
  return new AirdeskError(`${folder} holds files that the demonstration did not make`, {
    code: 'airdesk.not-a-demo-folder',
    hint: {
      en: 'Nothing was touched. Move them, or set AIRDESK_DATA to another folder.',
      zh: '未改动任何文件。请移走它们，或将 AIRDESK_DATA 设为其他目录。',
    },
  });
}
