import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder, readable by its owner only, and those above it. Resolves with the folders made, the outermost first.
 * One after the other: Node's own recursive mkdir goes on for ever where a file system knows no such folder, as /proc does.
 */
export async function makeFolder(folder: string): Promise<readonly string[]> {
  const whole = resolve(folder);
  const made: string[] = [];
  for (const each of [...(await missing(dirname(whole))), whole]) {
    try {
      await mkdir(each, 0o700);
      made.push(each);
    } catch (error) {
      // It is there, or somebody else has made it meanwhile.
      if (!(await isFolder(each))) throw error;
    }
  }
  return made;
}

/** The folder and those above it that are not there, the outermost first. */
async function missing(folder: string): Promise<readonly string[]> {
  const absent: string[] = [];
  for (let each = folder; !(await isThere(each)); each = dirname(each)) absent.unshift(each);
  return absent;
}

/** Whether there is anything of this name; a file in place of a folder is left to mkdir to tell. */
async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
