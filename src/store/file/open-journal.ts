import { constants } from 'node:fs';
import { open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readChainEnd, type ChainState } from './chain/chain-end.ts';
import { chainedLine, NO_LINES, withoutLink, type ChainEnd } from './chain/link.ts';
import { uninterrupted, type WriteBoundary } from './disk.ts';
import { ensureFolder, syncFolder } from './durable-file.ts';
import { createGroup } from './group.ts';
import { stepsOf, type Steps } from './steps.ts';

/** Append-only history, one JSON value a line. */
export interface Journal {
  /**
   * Resolves when the line is on disk. Lines that arrive while the disk is busy share the next write. `isAwaited` false: nobody
   * waits for it, so that it may be written a few ms later, together with others.
   */
  append(value: unknown, isAwaited?: boolean): Promise<void>;
  /** The newest `count` values, newest first, from the last 16 MiB at most. Lines torn by a crash are skipped. */
  recent(count: number): Promise<unknown[]>;
  close(): Promise<void>;
}

/** A journal whose lines can be tied to each other. */
export interface ChainedJournal extends Journal {
  /** The last line that is on disk; number 0 where it is not chained. */
  end(): ChainEnd;
}

/** Size bounds of a journal, bytes and files. */
export interface JournalLimits {
  readonly fileBytes: number;
  readonly oldFiles: number;
}

/** Ties every line to the one before by its hash. `atLeast`: the lines that are known to have been there, whatever is there now. */
export interface Chained {
  readonly atLeast: number;
}

/** Of the audit. */
export const DEFAULT_LIMITS: JournalLimits = { fileBytes: 32 * 1024 * 1024, oldFiles: 16 };
/** How much is read from the end to find the newest lines: so much at first, then twice as much, up to the last. */
const TAIL_BYTES = 1024 * 1024;
const MOST_TAIL_BYTES = 16 * TAIL_BYTES;

interface Line {
  readonly value: unknown;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Opens or creates a journal. When the file is full it becomes `<file>.<n>`; the oldest beyond the limit go. */
export async function openJournal(
  file: string,
  limits: JournalLimits = DEFAULT_LIMITS,
  boundary: WriteBoundary = uninterrupted,
  chained?: Chained,
): Promise<ChainedJournal> {
  const step = stepsOf(boundary, 'journal');
  await ensureFolder(dirname(file));
  /** Where the chain goes on. Read before a half line at the end is closed. */
  let chain = chained && withAtLeast(await readChain(file), chained.atLeast);
  let end = chain?.end ?? NO_LINES;
  let handle = await openForAppend(file, step);
  let size = (await handle.stat()).size;
  let closed = false;
  /** A write broke off: half a line may stand at the end. */
  let torn = false;
  /** Whether its name is durable; of a file that was there, the process may have ended before it was. */
  let named = false;

  const nameIt = async (): Promise<void> => {
    if (!named) await step('folder-sync', () => syncFolder(dirname(file)));
    named = true;
  };
  const rotate = async (): Promise<void> => {
    const old = await oldFiles(file);
    const next = (old.at(-1) ?? 0) + 1;
    await step('rename', () => rename(file, `${file}.${next}`));
    let fresh;
    try {
      fresh = await openForAppend(file, step);
    } catch (error) {
      await step('rename', () => rename(`${file}.${next}`, file));
      throw error;
    }
    await handle.close();
    handle = fresh;
    size = 0;
    torn = false;
    named = false;
    if (chain) chain = { ...chain, startsFile: true };
    await nameIt();
    const excess = [...old, next].slice(0, -limits.oldFiles);
    for (const number of excess) await step('unlink', () => rm(`${file}.${number}`, { force: true }));
  };

  const group = createGroup<Line>(async (batch) => {
    try {
      if (torn && chain) chain = await readChain(file);
      // A full file that cannot be put aside goes on, and it is tried again with the next lines: better long than lost.
      if (size >= limits.fileBytes) await rotate().catch(() => undefined);
      await nameIt();
      const { lines, after } = linesOf(batch, chain);
      const bytes = Buffer.from((torn ? '\n' : '') + lines);
      await step('write', () => handle.appendFile(bytes));
      torn = false;
      chain = after;
      if (chain) ({ end } = chain);
      size += bytes.length;
      for (const line of batch) line.resolve();
    } catch (error) {
      torn = true;
      for (const line of batch) line.reject(error);
    }
  });

  return {
    append(value, isAwaited = true) {
      if (closed) return Promise.reject(new Error('the journal is closed'));
      return new Promise<void>((resolve, reject) => {
        group.add({ value, resolve, reject }, isAwaited);
      });
    },
    async recent(count) {
      await group.idle();
      const values: unknown[] = [];
      const older = (await oldFiles(file)).map((number) => `${file}.${number}`).reverse();
      // One before is gone on with only where this one was read from its beginning: no line in between is left out.
      for (const each of [file, ...older]) {
        const { newest, isWhole } = await tail(each, count - values.length);
        values.push(...newest);
        if (values.length >= count || !isWhole) break;
      }
      return chained ? values.map(withoutLink) : values;
    },
    end: () => end,
    async close() {
      closed = true;
      await group.idle();
      await handle.close();
    },
  };
}

/** The text of a batch, and where the chain is then. */
function linesOf(
  batch: readonly Line[],
  chain: ChainState | undefined,
): { readonly lines: string; readonly after: ChainState | undefined } {
  if (!chain)
    return { lines: batch.map(({ value }) => `${JSON.stringify(value)}\n`).join(''), after: undefined };
  let { end } = chain;
  const lines = batch.map(({ value }, at) => {
    const first = at === 0 && {
      ...(chain.startsFile && { after: end.hash }),
      ...(chain.torn !== undefined && { torn: chain.torn }),
    };
    const line = chainedLine(end, value as object, first || {});
    ({ end } = line);
    return `${line.text}\n`;
  });
  return { lines: lines.join(''), after: { end, startsFile: false } };
}

async function readChain(file: string): Promise<ChainState> {
  const older = (await oldFiles(file)).map((number) => `${file}.${number}`).reverse();
  const isThere = await open(file, 'r').then(
    (handle) => handle.close().then(() => true),
    () => false,
  );
  const state = await readChainEnd(isThere ? [file, ...older] : older);
  // Where the newest is missing, the next line begins a file.
  return isThere ? state : { ...state, startsFile: true };
}

/** Lines that were there and are not any more leave a gap in the numbers. */
function withAtLeast(chain: ChainState, atLeast: number): ChainState {
  return chain.end.n >= atLeast ? chain : { ...chain, end: { ...chain.end, n: atLeast } };
}

/**
 * A crash can leave half a line at the end: it is closed with a line feed, so that it spoils nothing after it. O_DSYNC spares a
 * second call for each write.
 */
async function openForAppend(file: string, step: Steps): Promise<FileHandle> {
  const { O_RDWR, O_CREAT, O_APPEND, O_DSYNC } = constants;
  const handle = await step('open', () => open(file, O_RDWR | O_CREAT | O_APPEND | O_DSYNC, 0o600));
  const { size } = await handle.stat();
  if (size > 0) {
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    if (buffer[0] !== 0x0a) await step('write', () => handle.appendFile('\n'));
  }
  return handle;
}

/** The numbers of the files that were put aside, oldest first. */
export async function oldFiles(file: string): Promise<number[]> {
  const prefix = `${basename(file)}.`;
  const names = await readdir(dirname(join(file)));
  return names
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)))
    .sort((a, b) => a - b);
}

/** The newest values of a file, and whether it was read from its beginning. */
async function tail(
  file: string,
  count: number,
): Promise<{ readonly newest: readonly unknown[]; readonly isWhole: boolean }> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    for (let bytes = TAIL_BYTES; ; bytes *= 2) {
      const start = Math.max(0, size - bytes);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
      const newest = newestOf(buffer.subarray(0, bytesRead).toString('utf8'), count, start === 0);
      if (newest.length >= count || start === 0 || bytes >= MOST_TAIL_BYTES)
        return { newest, isWhole: start === 0 };
    }
  } finally {
    await handle.close();
  }
}

function newestOf(text: string, count: number, isWhole: boolean): unknown[] {
  const lines = text.split('\n');
  // It may begin in the middle of a line.
  if (!isWhole) lines.shift();
  const values: unknown[] = [];
  for (const line of lines.toReversed()) {
    if (values.length === count) break;
    try {
      if (line !== '') values.push(JSON.parse(line));
    } catch {
      // Torn by a crash while it was written; whoever asked for it was never promised it.
    }
  }
  return values;
}
