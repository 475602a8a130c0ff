import { rm } from 'node:fs/promises';
import { commitLine } from './commit-line.ts';
import type { WriteBoundary } from './disk.ts';
import type { Change } from './documents.ts';
import { openLogFile, type LogFile } from './log-file.ts';
import { logName, type Replayed } from './replay.ts';
import { stepsOf } from './steps.ts';

/** The log of commits beside a snapshot. One call at a time, but for `forget`. */
export interface Wal {
  /** Number of the last commit that is on disk. */
  readonly last: number;
  /** Bytes of the log that is written to. */
  readonly length: number;
  /** Writes commits under the next numbers. @throws when the disk refuses: no number is used up. */
  append(commits: readonly (readonly Change[])[]): Promise<void>;
  /** Goes on in a new log. Resolves with the logs that a snapshot of now makes superfluous. */
  roll(): Promise<readonly string[]>;
  /** Removes logs whose commits are in a snapshot. */
  forget(files: readonly string[]): Promise<void>;
  /** Closes the log. Resolves with all that are there. */
  close(): Promise<readonly string[]>;
}

/** Goes on where `replayed` ended. Nothing is opened before the first commit. */
export function createWal(file: string, replayed: Replayed, boundary: WriteBoundary): Wal {
  const step = stepsOf(boundary, 'store.wal');
  let { last } = replayed;
  const files = new Set(replayed.files);
  let { newest } = replayed;
  let log: LogFile | undefined;

  const openLog = async (): Promise<LogFile> => {
    if (newest) return openLogFile(newest.file, 'store.wal', boundary, newest.length);
    const name = logName(file, last + 1);
    files.add(name);
    return openLogFile(name, 'store.wal', boundary);
  };

  return {
    get last() {
      return last;
    },
    get length() {
      return log?.length ?? newest?.length ?? 0;
    },
    async append(commits) {
      log ??= await openLog();
      const lines = commits.map((changes, n) => commitLine(last + 1 + n, last + 1, changes));
      await log.write(Buffer.from(lines.join('')));
      last += commits.length;
    },
    async roll() {
      if (!log || log.torn || log.length === 0) return [];
      const old = [...files];
      const name = logName(file, last + 1);
      const fresh = await openLogFile(name, 'store.wal', boundary);
      files.add(name);
      const full = log;
      log = fresh;
      await full.close().catch(() => undefined);
      return old;
    },
    async forget(superfluous) {
      for (const name of superfluous) {
        await step('unlink', () => rm(name, { force: true }));
        files.delete(name);
        if (name === newest?.file) newest = undefined;
      }
    },
    async close() {
      await log?.close();
      return [...files];
    },
  };
}
