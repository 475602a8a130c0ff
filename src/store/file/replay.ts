import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseCommitLine, type CommitLine } from './commit-line.ts';
import { damaged } from './damaged.ts';

/** What the logs beside a snapshot held. */
export interface Replayed {
  /** Number of the last commit. */
  readonly last: number;
  /** The logs, oldest first. */
  readonly files: readonly string[];
  /** The log to go on in, and how much of it is good, bytes. What stands after that was never promised. */
  readonly newest: { readonly file: string; readonly length: number } | undefined;
  /** Bytes of the logs before that one. */
  readonly olderBytes: number;
}

const LINE_FEED = 0x0a;

/** Name of the log that begins with commit `first`. */
export function logName(file: string, first: number): string {
  return `${file}.log-${first}`;
}

/**
 * Reads the commits after number `after` from the logs beside `file` and hands them on in order. A crash tears only the
 * last batch, which nobody was promised: it is left out.
 * @throws StoreError where something is missing or damaged that had been promised.
 */
export async function replay(
  file: string,
  after: number,
  apply: (line: CommitLine) => void,
): Promise<Replayed> {
  const logs = await findLogs(file);
  let applied = after;
  /** Number of the first commit that could not be read, and where it stands. */
  let broken: { readonly commit: number; readonly file: string } | undefined;
  let newest: { file: string; length: number } | undefined;
  let olderBytes = 0;
  for (const log of logs) {
    const bytes = await readFile(log.file);
    // Begun, and not used before the process ended or the disk was full: the one before may have gone on.
    if (bytes.length === 0 && newest) continue;
    olderBytes += newest?.length ?? 0;
    newest = { file: log.file, length: 0 };
    let next = log.first;
    for (let start = 0; ;) {
      const end = bytes.indexOf(LINE_FEED, start);
      const rest = bytes.subarray(start, end === -1 ? bytes.length : end);
      const line = end === -1 ? undefined : parseCommitLine(rest.toString('utf8'));
      if (line && broken && line.batch > broken.commit) throw promised(broken.file, broken.commit);
      if (line && !broken && line.commit > after) {
        if (line.commit !== applied + 1) throw promised(log.file, applied + 1);
        apply(line);
        applied = line.commit;
      }
      // Spare room at the end is no line.
      const isLine = end !== -1 || rest.some((byte) => byte !== 0);
      if (!line && isLine && next > after) broken ??= { commit: next, file: log.file };
      next = line ? line.commit + 1 : next + 1;
      if (end === -1) break;
      start = end + 1;
      if (!broken) newest.length = start;
    }
  }
  // A log is whole before the next one begins.
  if (broken && broken.file !== newest?.file) throw promised(broken.file, broken.commit);
  return { last: applied, files: logs.map((log) => log.file), newest, olderBytes };
}

function promised(file: string, commit: number) {
  return damaged(file, `commit ${commit} is missing or cannot be read, and later ones are there`);
}

async function findLogs(file: string): Promise<{ readonly first: number; readonly file: string }[]> {
  const prefix = `${basename(file)}.log-`;
  const names = await readdir(dirname(file));
  return names
    .filter((name) => name.startsWith(prefix) && /^[1-9]\d*$/.test(name.slice(prefix.length)))
    .map((name) => ({ first: Number(name.slice(prefix.length)), file: join(dirname(file), name) }))
    .sort((a, b) => a.first - b.first);
}
