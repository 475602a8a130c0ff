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
  const state: State = new Map();
  let commit: number | undefined;
  let docs: Map<string, Doc<unknown>> | undefined;
  let isEnded = false;
  for await (const whole of linesOf(handle)) {
    if (isEnded) return undefined;
    let line = whole;
    if (commit === undefined) {
      const head = HEAD.exec(line);
      if (!head) return undefined;
      commit = Number(head[1]);
      line = line.slice(head[0].length);
      if (line === '}}') {
        isEnded = true;
        continue;
      }
    }
    const begin = COLLECTION.exec(line);
    if (begin) {
      const name = parse(`"${begin[1] ?? ''}"`);
      if (docs || typeof name !== 'string' || state.has(name)) return undefined;
      state.set(name, (docs = new Map<string, Doc<unknown>>()));
      line = line.slice(begin[0].length);
    }
    if (!docs) return undefined;
    const rest = endOf(line);
    if (!rest) return undefined;
    isEnded = rest.isLast;
    if (rest.text !== '') {
      const doc = parse(rest.text);
      if (!isDoc(doc) || docs.has(doc.id)) return undefined;
      docs.set(doc.id, doc);
    }
    if (rest.isCollectionEnd) docs = undefined;
  }
  return commit === undefined || !isEnded ? undefined : { commit, state };
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

/** The lines of a file, each as a text of its own. A last one without its end is not handed on, and makes it one of none. */
async function* linesOf(handle: FileHandle): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for (let at = 0; ;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const { bytesRead } = await handle.read(chunk, 0, CHUNK, at);
    if (bytesRead === 0) break;
    at += bytesRead;
    const bytes =
      rest.length === 0 ? chunk.subarray(0, bytesRead) : Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    let start = 0;
    for (let feed; (feed = bytes.indexOf(LINE_FEED, start)) !== -1; start = feed + 1)
      yield bytes.toString('utf8', start, feed);
    rest = bytes.subarray(start);
  }
  if (rest.length > 0) yield rest.toString('utf8');
}
