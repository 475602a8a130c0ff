import type { FileHandle } from 'node:fs/promises';
import type { State } from './file/documents.ts';
import { isDoc } from './read-doc.ts';
import type { Doc } from './store.ts';

/** So much is read at a time, bytes. */
const CHUNK = 1024 * 1024;
const LINE_FEED = 0x0a;

/** The documents of a snapshot, and the number of the last commit that it contains. */
export interface ReadSnapshot {
  readonly commit: number;
  readonly state: State;
}

/** How a snapshot begins that this Airdesk wrote: its layout, the commit, then the first collection. */
const HEAD = /^\{"schema":2,"commit":(\d+),"collections":\{/;
/** How a collection begins, before its first document. */
const COLLECTION = /^"((?:[^"\\]|\\.)*)":\[/;
const END = ']}}';
/** Where a collection ends and another one begins; between documents there is none. */
const SEAM = '],\n';

/**
 * Reads a snapshot as Airdesk writes it, a document a line, so that it is never in memory as a whole. Undefined where it
 * is written in any other way: by hand, by another version, or where it is damaged.
 */
export async function readSnapshot(handle: FileHandle): Promise<ReadSnapshot | undefined> {
  const reading: Reading = { state: new Map(), commit: undefined, docs: undefined, isEnded: false };
  for await (const lines of linesOf(handle)) {
    const all = documentsIn(reading, lines);
    const isTaken = all ? takeAll(reading, all) : lines.split('\n').every((line) => take(reading, line));
    if (!isTaken) return undefined;
  }
  const { commit, isEnded, state } = reading;
  return commit === undefined || !isEnded ? undefined : { commit, state };
}

interface Reading {
  readonly state: State;
  commit: number | undefined;
  /** The collection that is being read. */
  docs: Map<string, Doc<unknown>> | undefined;
  isEnded: boolean;
}

/**
 * The documents of many lines, read at once: that is faster than one by one. Undefined where the lines are anything but
 * documents in the middle of a collection.
 */
function documentsIn({ docs, isEnded }: Reading, lines: string): readonly Doc<unknown>[] | undefined {
  if (!docs || isEnded || !lines.startsWith('{') || !lines.endsWith('},') || lines.includes(SEAM))
    return undefined;
  const all = parse(`[${lines.slice(0, -1)}]`);
  return Array.isArray(all) && all.every(isDoc) ? all : undefined;
}

/** Takes in documents of the collection that is being read. False where one comes twice. */
function takeAll({ docs }: Reading, all: readonly Doc<unknown>[]): boolean {
  if (!docs) return false;
  const before = docs.size;
  for (const doc of all) docs.set(doc.id, doc);
  return docs.size === before + all.length;
}

/** Takes in one line. False where it is not what stands there in a snapshot of ours. */
function take(reading: Reading, whole: string): boolean {
  if (reading.isEnded) return false;
  let line = whole;
  if (reading.commit === undefined) {
    const head = HEAD.exec(line);
    if (!head) return false;
    reading.commit = Number(head[1]);
    line = line.slice(head[0].length);
    if (line === '}}') return (reading.isEnded = true);
  }
  const begin = line.startsWith('"') ? COLLECTION.exec(line) : undefined;
  if (begin) {
    const name = parse(`"${begin[1] ?? ''}"`);
    if (reading.docs || typeof name !== 'string' || reading.state.has(name)) return false;
    reading.docs = new Map<string, Doc<unknown>>();
    reading.state.set(name, reading.docs);
    line = line.slice(begin[0].length);
  }
  const rest = endOf(line);
  const { docs } = reading;
  if (!docs || !rest) return false;
  if (rest.text !== '') {
    const doc = parse(rest.text);
    if (!isDoc(doc) || docs.has(doc.id)) return false;
    docs.set(doc.id, doc);
  }
  if (rest.isCollectionEnd) reading.docs = undefined;
  reading.isEnded = rest.isLast;
  return true;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A line without what follows its document: a comma, the end of the collection, or that of the file. */
function endOf(line: string) {
  if (line.endsWith(','))
    return line.endsWith('],')
      ? { text: line.slice(0, -2), isCollectionEnd: true, isLast: false }
      : { text: line.slice(0, -1), isCollectionEnd: false, isLast: false };
  return line.endsWith(END)
    ? { text: line.slice(0, -END.length), isCollectionEnd: true, isLast: true }
    : undefined;
}

/** The lines of a file, many in one text, without the last line feed. While they are used, more are read. */
async function* linesOf(handle: FileHandle): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let reading = readAt(handle, 0);
  for (let at = 0; ;) {
    const chunk = await reading;
    if (chunk.length === 0) break;
    at += chunk.length;
    reading = readAt(handle, at);
    // Whoever stops in the middle does not wait for it.
    reading.catch(() => undefined);
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = bytes.lastIndexOf(LINE_FEED);
    if (end >= 0) yield bytes.toString('utf8', 0, end);
    rest = bytes.subarray(end + 1);
  }
  if (rest.length > 0) yield rest.toString('utf8');
}

async function readAt(handle: FileHandle, at: number): Promise<Buffer> {
  const chunk = Buffer.allocUnsafe(CHUNK);
  const { bytesRead } = await handle.read(chunk, 0, CHUNK, at);
  return chunk.subarray(0, bytesRead);
}
