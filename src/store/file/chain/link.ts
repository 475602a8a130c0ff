import { hash } from 'node:crypto';
import { onOneLine } from './one-line.ts';

/** How far a chain of lines goes: number and hash of its last line. */
export interface ChainEnd {
  readonly n: number;
  /** SHA-256, hex. */
  readonly hash: string;
}

/** Before the first line. */
export const NO_LINES: ChainEnd = { n: 0, hash: '0'.repeat(64) };

/** What ties a line to those before it; it stands in the line as `link`. */
export interface Link {
  /** Number of the line, from 1. */
  readonly n: number;
  /** In the first line of a file: the hash of the line before, so that it stays when that file is gone. */
  readonly after?: string;
  /** SHA-256 of the half line that a crash left right before this one. */
  readonly torn?: string;
}

/** A line of a chain as it was read. */
export interface ChainedLine {
  readonly link: Link;
  readonly hash: string;
  /** Whether its hash is right where this one stands before it. */
  readonly fits: (before: string) => boolean;
}

/** A line that follows `end`, without line feed, and where the chain ends then. */
export function chainedLine(
  end: ChainEnd,
  value: object,
  more: Omit<Link, 'n'> = {},
): { readonly text: string; readonly end: ChainEnd } {
  const n = end.n + 1;
  const body = onOneLine(JSON.stringify({ ...value, link: { n, ...more } }));
  const own = sha256(end.hash + body);
  return { text: `${body.slice(0, -1)},"chain":"${own}"}`, end: { n, hash: own } };
}

/** How a line of a chain ends. */
const HASH = /,"chain":"([0-9a-f]{64})"\}$/;

/** Undefined where the text is no line of a chain: written before there was one, torn, or made otherwise. */
export function readChained(text: string): ChainedLine | undefined {
  const found = HASH.exec(text);
  const own = found?.[1];
  if (!found || own === undefined) return undefined;
  const body = `${text.slice(0, found.index)}}`;
  const link = linkOf(body);
  return link && { link, hash: own, fits: (before) => sha256(before + body) === own };
}

/** The value of a line, without what ties it. */
export function withoutLink(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('chain' in value) || !('link' in value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'chain' && name !== 'link'));
}

/** SHA-256 of a text, hex. */
export function sha256(text: string | Uint8Array): string {
  return hash('sha256', text);
}

function linkOf(body: string): Link | undefined {
  try {
    const { link } = JSON.parse(body) as { readonly link?: Partial<Link> };
    const isLink = typeof link === 'object' && Number.isSafeInteger(link.n) && isText(link.after);
    return isLink && isText(link.torn) ? (link as Link) : undefined;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}
