import { open } from 'node:fs/promises';
import { NO_LINES, readChained, sha256, type ChainEnd } from './link.ts';

/** Where a chain goes on. */
export interface ChainState {
  readonly end: ChainEnd;
  /** The next line is the first of the chain in its file. */
  readonly startsFile: boolean;
  /** SHA-256 of the half line at the end of the file. */
  readonly torn?: string;
}

/** So much is read from the end of a file: many lines, bytes. */
const TAIL_BYTES = 1024 * 1024;
const LINE_FEED = 0x0a;

/**
 * Where the chain ends in `files`, newest first. A half line, as a kill in the middle of a write leaves it, is none; a whole
 * one that only lacks its line feed is.
 */
export async function readChainEnd(files: readonly string[]): Promise<ChainState> {
  let torn: string | undefined;
  for (const [age, file] of files.entries()) {
    const found = await lastIn(file);
    // Of the older ones every line was whole before the next was begun, or the next one says so.
    if (age === 0) ({ torn } = found);
    if (found.end) return { end: found.end, startsFile: age > 0, ...(torn !== undefined && { torn }) };
  }
  return { end: NO_LINES, startsFile: true, ...(torn !== undefined && { torn }) };
}

async function lastIn(file: string): Promise<{ readonly end?: ChainEnd; readonly torn?: string }> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
    const bytes = buffer.subarray(0, bytesRead);
    const rest = bytes.subarray(bytes.lastIndexOf(LINE_FEED) + 1);
    const isWhole = rest.length === 0 || readChained(rest.toString('utf8')) !== undefined;
    const last = bytes
      .toString('utf8')
      .split('\n')
      .findLast((line) => readChained(line) !== undefined);
    const read = last === undefined ? undefined : readChained(last);
    return {
      ...(read && { end: { n: read.link.n, hash: read.hash } }),
      ...(!isWhole && { torn: sha256(rest) }),
    };
  } finally {
    await handle.close();
  }
}
