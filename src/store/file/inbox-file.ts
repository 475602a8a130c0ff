import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mark } from './inbox-marks.ts';

const LINE_FEED = 0x0a;
/** So much is read at a time, bytes. */
const CHUNK = 256 * 1024;

/** A line of a segment: its position, its value and that as JSON text (both empty where not asked for), and where it begins and ends in the file. */
export interface InboxLine {
  readonly seq: number;
  readonly text: string;
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
}

/** A file of the inbox; `first` is the position it begins with. */
export interface Segment {
  readonly first: number;
  readonly file: string;
}

/** The file of the segment that begins with position `first`. */
export function segmentAt(folder: string, first: number): Segment {
  return { first, file: join(folder, `${String(first).padStart(16, '0')}.log`) };
}

/** The segments in a folder, oldest first. */
export async function findSegments(folder: string): Promise<Segment[]> {
  const firsts = (await readdir(folder)).flatMap((name) => /^(\d{16})\.log$/.exec(name)?.[1] ?? []);
  return firsts
    .map(Number)
    .sort((a, b) => a - b)
    .map((first) => segmentAt(folder, first));
}

/** One line as it is written. */
export function inboxLine(seq: number, text: string): string {
  return `${seq} ${text}\n`;
}

/**
 * Visits the lines of a segment from a place on, up to byte `end`, in order, until the visitor returns false. Of lines up
 * to position `after` nothing but their position is read. What is no line (torn, damaged, spare room) is left out, and so
 * is a line whose position does not follow from the one right before it.
 */
export async function visitLines(
  file: string,
  range: { readonly from: Mark; readonly end: number; readonly after: number },
  visit: (line: InboxLine) => boolean,
): Promise<void> {
  const handle = await open(file, 'r');
  try {
    let rest: Buffer = Buffer.alloc(0);
    let expected = range.from;
    for (let at = range.from.offset; at < range.end;) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK, range.end - at));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) return;
      const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      const before = at - rest.length;
      let start = 0;
      for (let feed; (feed = bytes.indexOf(LINE_FEED, start)) !== -1; start = feed + 1) {
        const line = parseLine(bytes.subarray(start, feed), range.after);
        const offset = before + start;
        if (!line || (offset === expected.offset ? line.seq !== expected.seq : line.seq < expected.seq))
          continue;
        const end = before + feed + 1;
        expected = { seq: line.seq + 1, offset: end };
        if (!visit({ ...line, start: offset, end })) return;
      }
      rest = bytes.subarray(start);
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
}

function parseLine(bytes: Buffer, after: number): Omit<InboxLine, 'start' | 'end'> | undefined {
  let seq = 0;
  let place = 0;
  for (; place < 16; place++) {
    const digit = (bytes[place] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) break;
    seq = seq * 10 + digit;
  }
  if (place === 0 || bytes[place] !== 0x20) return undefined;
  if (seq <= after) return { seq, text: '', value: undefined };
  const text = bytes.toString('utf8', place + 1);
  try {
    return { seq, text, value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
