import { copyFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AUDIT_FILE } from '../audit/open-audit-file.ts';
import { readAnchor } from '../audit/read-anchor.ts';
import { verifyAudit } from '../audit/verify.ts';
import { AirdeskError } from '../errors.ts';
import { makeFolder } from '../store/file/make-folder.ts';
import { DEFAULT_LIMITS } from '../store/file/open-journal.ts';

/** The documents: a snapshot, and the logs of commits since. */
const STORE = 'airdesk.json';
/** Airdesk may put a new snapshot in the place of its logs, or begin a new file of the audit, while they are copied. */
const TRIES = 20;

/** What was copied. */
export interface Copied {
  /** Paths in the data folder. */
  readonly files: readonly string[];
  /** Lines of the audit in the copy. */
  readonly auditLines: number;
}

/**
 * Copies a data folder into an empty one, so that Airdesk can go on from the copy. Airdesk may be running: the documents
 * come first, since they name a place in the inbox and in the audit, which only grow.
 * `copy` copies one file.
 * @throws AirdeskError where there are no data, or the copy does not fit together
 */
export async function copyData(from: string, to: string, copy: Copy = copyFile): Promise<Copied> {
  if (!(await isThere(join(from, STORE))) && (await logs(from)).length === 0) throw noData(from);
  for (let left = TRIES - 1; ; left -= 1) {
    const before = await mark(from);
    const files = await copyOnce(from, to, copy).catch(gone);
    const isSame = files !== undefined && (await mark(from)) === before;
    const found = isSame ? await whyUnfit(to) : 'it changed while it was copied';
    if (files && typeof found !== 'string') return { files, auditLines: found.lines };
    if (left === 0) throw unfit(from, typeof found === 'string' ? found : 'it changed while it was copied');
    // A log that is not there any more would stand beside a snapshot that has it.
    for (const name of await readdir(to)) await rm(join(to, name), { recursive: true });
  }
}

type Copy = (from: string, to: string) => Promise<void>;

/** A file was there when its folder was read, and not any more when its turn came. */
function gone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

async function copyOnce(from: string, to: string, copy: Copy): Promise<string[]> {
  await makeFolder(to);
  const documents = [...(await logs(from)), ...((await isThere(join(from, STORE))) ? [STORE] : [])];
  const others = (await namesIn(from)).filter((name) => name.startsWith(AUDIT_FILE));
  const copied: string[] = [];
  const take = async (name: string): Promise<void> => {
    await copy(join(from, name), join(to, name));
    copied.push(name);
  };
  for (const name of documents) await take(name);
  for (const folder of ['inbox', 'calendars']) {
    const names = await namesIn(join(from, folder));
    if (names.length > 0) await makeFolder(join(to, folder));
    for (const name of names) await take(join(folder, name));
  }
  for (const name of others) await take(name);
  return copied;
}

/** Changes when files come or go, or a new snapshot is in place; not when something is written behind what is there. */
async function mark(folder: string): Promise<string> {
  const snapshot = await stat(join(folder, STORE)).catch(() => undefined);
  const names = (await namesIn(folder)).filter((name) => name.startsWith(AUDIT_FILE));
  const inbox = await namesIn(join(folder, 'inbox'));
  return JSON.stringify([snapshot?.ino, snapshot?.mtimeMs, await logs(folder), names, inbox]);
}

async function whyUnfit(folder: string): Promise<string | { readonly lines: number }> {
  try {
    const anchor = await readAnchor(join(folder, STORE));
    const { misfit, lines } = await verifyAudit(join(folder, AUDIT_FILE), anchor, DEFAULT_LIMITS.oldFiles);
    return misfit ? `${misfit.file}, line ${misfit.line}: ${misfit.why}` : { lines };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function logs(folder: string): Promise<string[]> {
  return (await namesIn(folder)).filter((name) => name.startsWith(`${STORE}.log-`));
}

/** The files in a folder, in order; none where there is no folder. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort();
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

function noData(folder: string): AirdeskError {
  return new AirdeskError(`there are no data of Airdesk in ${folder}`, {
    code: 'airdesk.no-data',
    hint: {
      en: 'Name the folder with --data, or set AIRDESK_DATA.',
      zh: '请用 --data 指定目录，或设置 AIRDESK_DATA。',
    },
  });
}

function unfit(folder: string, why: string): AirdeskError {
  return new AirdeskError(`the copy of ${folder} does not fit together: ${why}`, {
    code: 'airdesk.backup-unfit',
    hint: {
      en: 'Nothing was kept of the copy. Try again; if it stays like that, look at the disk.',
      zh: '未保留任何副本。请重试；若仍然如此，请检查磁盘。',
    },
  });
}
