import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { NO_LINES, readChained, sha256, type ChainedLine, type ChainEnd } from '../store/file/chain/link.ts';
import { oldFiles } from '../store/file/open-journal.ts';
import { linesOf } from './lines-of.ts';

/** The first line that does not fit. `line` counts from 1; 0 where the file itself is what is wrong. */
export interface Misfit {
  readonly file: string;
  readonly line: number;
  /** For the operator, English. */
  readonly why: string;
}

/** What an audit was found to be. */
export interface Verified {
  readonly misfit: Misfit | undefined;
  /** Lines of the chain that fit. */
  readonly lines: number;
  /** Lines written before there was a chain: nothing tells of changes in them. */
  readonly unchained: number;
  /** The first and the last line of the chain that is kept. */
  readonly first: ChainEnd | undefined;
  readonly last: ChainEnd;
  /** Half lines that a kill left; the line after each accounts for it. */
  readonly torn: number;
}

interface State {
  last: ChainEnd;
  first: ChainEnd | undefined;
  lines: number;
  unchained: number;
  torn: number;
  /** What is no line of the chain and may be what a kill left: the next line has to say so. */
  piece: { readonly hash: string; readonly line: number } | undefined;
  anchorSeen: boolean;
}

interface Bounds {
  readonly anchor: ChainEnd | undefined;
  /** Old files were let go, so the chain may begin later than with its first line. */
  readonly mayBeginLater: boolean;
}

/**
 * Reads all files of the audit `file`, oldest first, and looks at every line. `anchor`: the last line that was kept
 * elsewhere; `oldKept`: how many old files there are when the oldest begin to go.
 */
export async function verifyAudit(
  file: string,
  anchor: ChainEnd | undefined,
  oldKept: number,
): Promise<Verified> {
  const old = await oldFiles(file);
  const hasCurrent = (await readdir(dirname(file))).includes(basename(file));
  const names = [...old.map((number) => `${file}.${number}`), ...(hasCurrent ? [file] : [])];
  const bounds = { anchor, mayBeginLater: old.length >= oldKept };
  const state: State = {
    ...{ last: NO_LINES, first: undefined, lines: 0, unchained: 0, torn: 0, piece: undefined },
    anchorSeen: false,
  };
  const misfit =
    missingFile(file, old, oldKept) ??
    (await firstMisfit(names, state, bounds)) ??
    cutOff(file, state, anchor);
  const { lines, unchained, first, last } = state;
  return { misfit, lines, unchained, first, last, torn: state.torn + (state.piece ? 1 : 0) };
}

async function firstMisfit(
  names: readonly string[],
  state: State,
  bounds: Bounds,
): Promise<Misfit | undefined> {
  for (const file of names) {
    let line = 0;
    for await (const bytes of linesOf(file)) {
      line += 1;
      // What is empty says nothing: a line feed that closed half a line.
      const why = bytes.length === 0 ? undefined : whyNot(bytes, line, state, bounds);
      if (why !== undefined) return { file, line, why };
    }
  }
  return undefined;
}

function whyNot(bytes: Buffer, line: number, state: State, bounds: Bounds): string | undefined {
  const read = readChained(bytes.toString('utf8'));
  if (!read) return lookAtUnchained(bytes, line, state);
  if (!state.first) begin(read, state, bounds);
  const { piece } = state;
  if (state.lines > 0 && read.link.torn !== piece?.hash)
    return piece
      ? `line ${piece.line} before it is none of the audit`
      : 'it tells of half a line before it, which is not there';
  if (piece && state.lines > 0) state.torn += 1;
  state.piece = undefined;
  if (!read.fits(state.last.hash))
    return 'its hash does not fit: it was changed, inserted or moved, or what was before it was removed';
  if (read.link.n !== state.last.n + 1)
    return `it is number ${read.link.n} and follows number ${state.last.n}: what was between them is gone`;
  state.last = { n: read.link.n, hash: read.hash };
  state.first ??= state.last;
  state.lines += 1;
  if (read.link.n !== bounds.anchor?.n) return undefined;
  state.anchorSeen = true;
  return read.hash === bounds.anchor.hash
    ? undefined
    : 'its hash is another one than was kept elsewhere: the audit was written anew';
}

/** Where old files were let go, the first line of the oldest one says what was before it. */
function begin({ link }: ChainedLine, state: State, { mayBeginLater }: Bounds): void {
  if (mayBeginLater && state.unchained === 0 && link.after !== undefined)
    state.last = { n: link.n - 1, hash: link.after };
}

/** Half a line, or one from before the chain; anything else was put there. */
function lookAtUnchained(bytes: Buffer, line: number, state: State): string | undefined {
  if (!state.first) {
    state.unchained += 1;
    return undefined;
  }
  if (state.piece || isJson(bytes)) return 'it has no hash: it was inserted or changed';
  state.piece = { hash: sha256(bytes), line };
  return undefined;
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

function cutOff(file: string, state: State, anchor: ChainEnd | undefined): Misfit | undefined {
  if (!anchor || state.anchorSeen || anchor.n === 0) return undefined;
  const { last } = state;
  const why =
    last.n < anchor.n
      ? `the end is gone: number ${anchor.n} was written, and the last one that is there is number ${last.n}`
      : `number ${anchor.n}, whose hash is kept elsewhere, is not there`;
  return { file, line: 0, why };
}

/** Files that are gone and were not let go. */
function missingFile(file: string, old: readonly number[], oldKept: number): Misfit | undefined {
  const [oldest = 1] = old;
  const gap =
    old.find((number, at) => at > 0 && number !== (old[at - 1] ?? 0) + 1) ??
    (oldest > 1 && old.length < oldKept ? oldest : undefined);
  return gap === undefined
    ? undefined
    : { file: `${file}.${gap - 1}`, line: 0, why: 'this file is not there' };
}
