import type { FileHandle } from 'node:fs/promises';
import type { State } from './documents.ts';
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

/**
 * Reads a snapshot as Airdesk writes it, a document a line, so that it is never in memory as a whole. Undefined where it
 * is written in any other way: by hand, by another version, or where it is damaged.
 */
export async function readSnapshot(handle: FileHandle): Promise<ReadSnapshot | undefined> {
  const reading: Reading = { state: new Map(), commit: undefined, docs: undefined, isEnded: false };
  for await (const lines of linesOf(handle)) {
    for (const line of lines) if (!take(reading, line)) return undefined;
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

/** The lines of a file, each as a text of its own, some at a time. */
async function* linesOf(handle: FileHandle): AsyncGenerator<readonly string[]> {
  let rest: Buffer = Buffer.alloc(0);
  for (let at = 0; ;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const { bytesRead } = await handle.read(chunk, 0, CHUNK, at);
    if (bytesRead === 0) break;
    at += bytesRead;
    const bytes =
      rest.length === 0 ? chunk.subarray(0, bytesRead) : Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    const lines: string[] = [];
    let start = 0;
    for (let feed; (feed = bytes.indexOf(LINE_FEED, start)) !== -1; start = feed + 1)
      lines.push(bytes.toString('utf8', start, feed));
    yield lines;
    rest = bytes.subarray(start);
  }
  if (rest.length > 0) yield [rest.toString('utf8')];
}
