/** Where a position begins in a segment. */
export interface Mark {
  readonly seq: number;
  readonly offset: number;
}

/** So far apart are the marks of a segment, bytes: so much is read at most before the first line that was asked for. */
const APART = 64 * 1024;

/** A sparse index of the segments, made while they are written and read. */
export interface InboxMarks {
  /** That line `seq` of the segment begins at `offset`. Lines come in order. */
  note(segment: number, seq: number, offset: number): void;
  /** The last known place at or before `seq`. */
  find(segment: number, seq: number): Mark;
  /** The segment is gone. */
  drop(segment: number): void;
}

/** No marks: each segment is known at its beginning only. */
export function createInboxMarks(): InboxMarks {
  const marks = new Map<number, Mark[]>();
  return {
    note(segment, seq, offset) {
      let known = marks.get(segment);
      if (!known) marks.set(segment, (known = [{ seq: segment, offset: 0 }]));
      if (offset >= (known.at(-1)?.offset ?? 0) + APART) known.push({ seq, offset });
    },
    find: (segment, seq) =>
      marks.get(segment)?.findLast((mark) => mark.seq <= seq) ?? { seq: segment, offset: 0 },
    drop(segment) {
      marks.delete(segment);
    },
  };
}
