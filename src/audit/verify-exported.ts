import { NO_LINES, readChained, type ChainedLine, type ChainEnd } from '../store/file/chain/link.ts';
import { linesOf } from './lines-of.ts';
import type { Misfit } from './verify.ts';

/** What lines that a receiver kept were found to be. */
export interface VerifiedExport {
  readonly misfit: Misfit | undefined;
  /** Lines of the chain that fit, each counted once. */
  readonly lines: number;
  /** Lines that came again. */
  readonly repeats: number;
  /** Lines that are none of the audit: something else that the receiver keeps. */
  readonly others: number;
  readonly first: ChainEnd | undefined;
  readonly last: ChainEnd;
}

/**
 * Looks at lines that a receiver of the export kept, in the order in which they came: bodies of the webhook, or records of syslog with
 * whatever head the receiver writes before them. Lines may come again. The chain may begin later than with its first line: then
 * nothing tells of changes in the first one that is there.
 */
export async function verifyExported(file: string): Promise<VerifiedExport> {
  /** What each was found to be; a repeat has to be the same. */
  const seen = new Map<number, Seen>();
  const counts = { repeats: 0, others: 0 };
  let first: ChainEnd | undefined;
  let last = NO_LINES;
  let misfit: Misfit | undefined;
  let line = 0;
  for await (const bytes of linesOf(file)) {
    line += 1;
    const read = readChained(jsonIn(bytes.toString('utf8')));
    if (!read) {
      if (bytes.length > 0) counts.others += 1;
      continue;
    }
    const { n } = read.link;
    const before = seen.get(n);
    if (before?.hash === read.hash && fits(read, before.after)) {
      counts.repeats += 1;
      continue;
    }
    const after = first ? last.hash : (read.link.after ?? (n === 1 ? NO_LINES.hash : undefined));
    const why = whyNot(n, { isThere: before !== undefined, last, isFirst: !first, isFit: fits(read, after) });
    if (why !== undefined) {
      misfit = { file, line, why };
      break;
    }
    seen.set(n, { hash: read.hash, after });
    last = { n, hash: read.hash };
    first ??= last;
  }
  return { misfit, lines: seen.size, ...counts, first, last };
}

interface Seen {
  readonly hash: string;
  /** The hash of the line before; undefined where that was not there. */
  readonly after: string | undefined;
}

function fits(line: ChainedLine, after: string | undefined): boolean {
  return after === undefined || line.fits(after);
}

function whyNot(
  n: number,
  found: {
    readonly isThere: boolean;
    readonly last: ChainEnd;
    readonly isFirst: boolean;
    readonly isFit: boolean;
  },
): string | undefined {
  const { isThere, last, isFirst, isFit } = found;
  if (isThere) return `number ${n} is there a second time and says something else`;
  if (!isFirst && n !== last.n + 1)
    return `it is number ${n} and follows number ${last.n}: what was between them is missing`;
  return isFit ? undefined : 'its hash does not fit: it was changed, or what was before it was';
}

/** The line of the audit in a line that a receiver wrote: from the first brace to the last one. */
function jsonIn(text: string): string {
  const from = text.indexOf('{');
  return from < 0 ? '' : text.slice(from, text.lastIndexOf('}') + 1);
}
