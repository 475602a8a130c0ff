import { open } from 'node:fs/promises';
import { readChained, type Link } from '../../store/file/chain/link.ts';
import { oldFiles } from '../../store/file/open-journal.ts';
import { linesOf } from '../lines-of.ts';
import { BEGINNING, type Position } from './position.ts';

/** Lines of the audit that go out together, as they stand in its files, without line feeds. */
export interface Batch {
  readonly lines: readonly string[];
  /** Number of the first one. */
  readonly first: number;
  /** Where it is delivered up to afterwards. */
  readonly end: Position;
  /** Lines before the first one that are not there any more. */
  readonly missing: number;
}

/** How much goes out together at most. One line that is longer goes alone. */
export interface BatchBounds {
  readonly lines: number;
  readonly bytes: number;
}

interface Place {
  /** As in Position. */
  readonly number: number;
  readonly path: string;
}

interface Found {
  readonly text: string;
  readonly link: Link;
  readonly hash: string;
  readonly file: number;
  readonly end: number;
}

/** Files are put aside while they are read. */
const TRIES = 3;
/** How a line ends: `"chain":"…"}` and its line feed. */
const TAIL_BYTES = 76;

/**
 * The lines after `from` in the files of the audit `file`, up to number `upTo`: those that are on disk. Undefined where there are
 * none. Half lines and what was written before there was a chain are left out.
 * @throws where the files cannot be read
 */
export async function readBatch(
  file: string,
  from: Position,
  upTo: number,
  bounds: BatchBounds,
): Promise<Batch | undefined> {
  if (from.n >= upTo) return undefined;
  const next = await readFrom(await placesOf(file), from, upTo, bounds);
  if (next?.missing === 0) return next;
  // It is not where it was: put aside, copied back, or gone.
  return searchFor(file, from, upTo, bounds);
}

/** Reads on where the last line that was delivered ends. */
async function readFrom(
  places: readonly Place[],
  from: Position,
  upTo: number,
  bounds: BatchBounds,
): Promise<Batch | undefined> {
  const at = places.findIndex(({ number }) => number === from.file);
  const place = places[at];
  if (!place || !(await endsAt(place.path, from))) return undefined;
  return collect(linesAfter(places.slice(at), from.offset), from, upTo, bounds);
}

/** Looks through all files. A file that is put aside meanwhile would look like a gap, so then it is done again. */
async function searchFor(
  file: string,
  from: Position,
  upTo: number,
  bounds: BatchBounds,
): Promise<Batch | undefined> {
  for (let left = TRIES - 1; ; left -= 1) {
    const places = await placesOf(file);
    const found = await collect(linesAfter(places, 0), from, upTo, bounds);
    const isSteady = JSON.stringify(await placesOf(file)) === JSON.stringify(places);
    if (left === 0 || isSteady || found?.missing === 0) return found;
  }
}

async function collect(
  lines: AsyncIterable<Found>,
  from: Position,
  upTo: number,
  bounds: BatchBounds,
): Promise<Batch | undefined> {
  const texts: string[] = [];
  let first = 0;
  let end = from;
  let bytes = 0;
  for await (const { text, link, hash, file, end: offset } of lines) {
    if (link.n <= from.n) continue;
    if (link.n > upTo) break;
    // What follows a gap is another batch: it begins with how much is missing.
    if (first !== 0 && link.n !== end.n + 1) break;
    bytes += Buffer.byteLength(text) + 1;
    if (texts.length > 0 && bytes > bounds.bytes) break;
    if (first === 0) first = link.n;
    texts.push(text);
    end = { n: link.n, hash, file, offset };
    if (texts.length >= bounds.lines) break;
  }
  return first === 0 ? undefined : { lines: texts, first, end, missing: first - from.n - 1 };
}

async function* linesAfter(places: readonly Place[], start: number): AsyncGenerator<Found> {
  for (const [index, { number, path }] of places.entries()) {
    let end = index === 0 ? start : 0;
    for await (const bytes of linesOf(path, end)) {
      end += bytes.length + 1;
      const text = bytes.toString('utf8');
      const read = readChained(text);
      if (read) yield { text, link: read.link, hash: read.hash, file: number, end };
    }
  }
}

/** The files, oldest first. What is written to now gets the next number when it is put aside. */
async function placesOf(file: string): Promise<Place[]> {
  const old = await oldFiles(file);
  return [
    ...old.map((number) => ({ number, path: `${file}.${number}` })),
    { number: (old.at(-1) ?? 0) + 1, path: file },
  ];
}

/** Whether the line that was delivered last ends there. */
async function endsAt(path: string, { hash, offset, n }: Position): Promise<boolean> {
  if (n === BEGINNING.n || offset < TAIL_BYTES) return false;
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(TAIL_BYTES),
      0,
      TAIL_BYTES,
      offset - TAIL_BYTES,
    );
    return buffer.toString('latin1', 0, bytesRead) === `"chain":"${hash}"}\n`;
  } finally {
    await handle.close();
  }
}
