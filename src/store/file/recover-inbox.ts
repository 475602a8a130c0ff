import { rm, stat } from 'node:fs/promises';
import { findSegments, segmentAt, visitLines, type Segment } from './inbox-file.ts';
import type { InboxMarks } from './inbox-marks.ts';
import type { InboxTail } from './inbox-tail.ts';
import type { Steps } from './steps.ts';

/** A segment that is no longer written to. */
interface FullSegment extends Segment {
  readonly bytes: number;
}

/** Where an inbox goes on. */
export interface RecoveredInbox {
  /** Segments before the current one, oldest first. */
  readonly full: FullSegment[];
  readonly current: Segment;
  /** Good bytes of the current one; what stands after them was never promised. */
  readonly length: number;
  /** Position of the newest entry. */
  readonly last: number;
}

/** What is filled from the newest file. `onGap` is told of missing positions: the first, and the next that is there. */
interface Index {
  readonly tail: InboxTail;
  readonly marks: InboxMarks;
  readonly onGap: (from: number, to: number) => void;
}

/** Finds the end of the inbox in a folder. */
export async function recoverInbox(
  folder: string,
  index: Index & { readonly step: Steps },
): Promise<RecoveredInbox> {
  const { step } = index;
  const full = await begunSegments(folder, step);
  const newest = full.pop() ?? { ...segmentAt(folder, 1), bytes: 0 };
  const end = await readSegment(newest, index);
  if (end.length > 0) return { full, current: newest, ...end };
  const before = full.at(-1);
  const endBefore = before && (await readSegment(before, index));
  if (before && endBefore && endBefore.last >= newest.first) {
    // Begun when the one before was full, but that one had to go on.
    await step('unlink', () => rm(newest.file, { force: true }));
    full.pop();
    return { full, current: before, ...endBefore };
  }
  // An empty file carries the position: everything before it may have been deleted.
  return { full, current: newest, length: 0, last: newest.first - 1 };
}

/** The segments, without those that were begun and not used; the newest may be just begun. */
async function begunSegments(folder: string, step: Steps): Promise<FullSegment[]> {
  const begun: FullSegment[] = [];
  const segments = await findSegments(folder);
  for (const segment of segments) {
    const bytes = (await stat(segment.file)).size;
    if (bytes > 0 || segment === segments.at(-1)) begun.push({ ...segment, bytes });
    else await step('unlink', () => rm(segment.file, { force: true }));
  }
  return begun;
}

async function readSegment(
  { first, file, bytes }: FullSegment,
  { tail, marks, onGap }: Index,
): Promise<{ readonly last: number; readonly length: number }> {
  let end = { last: first - 1, length: 0 };
  if (bytes === 0) return end;
  const range = { from: { seq: first, offset: 0 }, end: bytes, after: 0 };
  await visitLines(file, range, (line) => {
    if (line.seq > end.last + 1) onGap(end.last + 1, line.seq);
    end = { last: line.seq, length: line.end };
    marks.note(first, line.seq, line.start);
    tail.push(line.seq, line.text);
    return true;
  });
  return end;
}
