import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { create } from 'tar';
import { copyData, type Copied } from '../src/backup/copy-data.ts';
import { AirdeskError } from '../src/errors.ts';

const USAGE =
  'Usage: airdesk backup TARGET [--data FOLDER]\nTARGET: a folder that is empty or not there yet, or a file ending in .tar.gz or .tgz.';

/**
 * `airdesk backup TARGET`: a copy of the data folder from which Airdesk can go on, in a folder or in one file. Airdesk may
 * be running. The target is there whole, or not at all. Resolves with the exit code.
 */
export async function backup(args: readonly string[]): Promise<number> {
  const asked = read(args);
  if (!asked) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const { target, data } = asked;
  try {
    if (!(await isFree(target))) {
      process.stderr.write(`${target} is there already: nothing was copied. Name another one.\n`);
      return 1;
    }
    const { files, auditLines } = await copyTo(data, target);
    process.stdout.write(
      `${files.length} files of ${data} are in ${target}, with ${auditLines} lines of the audit, which fit.\n`,
    );
    return 0;
  } catch (error) {
    const why = error instanceof AirdeskError ? `${error.message}. ${error.hint.en}` : String(error);
    process.stderr.write(`${why}\n`);
    return 1;
  }
}

function read(args: readonly string[]): { readonly target: string; readonly data: string } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { data: { type: 'string' } },
      allowPositionals: true,
    });
    const [target, ...more] = positionals;
    if (target === undefined || more.length > 0) return undefined;
    // Set but empty counts as not set.
    return { target: resolve(target), data: values.data ?? (process.env['AIRDESK_DATA'] || './data') };
  } catch {
    return undefined;
  }
}

async function isFree(target: string): Promise<boolean> {
  try {
    return (await readdir(target)).length === 0 && !isArchive(target);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function isArchive(target: string): boolean {
  return /\.(?:tar\.gz|tgz)$/.test(target);
}

/** A file is made beside the target, and given its name once it is whole. */
async function copyTo(data: string, target: string): Promise<Copied> {
  if (!isArchive(target)) return copyInto(data, target);
  const making = await mkdtemp(join(dirname(target), '.airdesk-backup-'));
  try {
    const copied = await copyData(data, join(making, 'data'));
    const file = join(making, 'data.tar.gz');
    await create({ gzip: true, file, cwd: join(making, 'data'), portable: true, mode: 0o600 }, ['.']);
    await rename(file, target);
    return copied;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** The folder may be there, as that of a volume. */
async function copyInto(data: string, target: string): Promise<Copied> {
  try {
    return await copyData(data, target);
  } catch (error) {
    for (const name of await readdir(target).catch(() => []))
      await rm(join(target, name), { recursive: true, force: true });
    throw error;
  }
}
