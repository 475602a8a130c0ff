import type { Entry } from '../inbox.ts';

/** The newest entries in memory, so that who keeps up never reads a file. */
export interface InboxTail {
  push(seq: number, text: string): void;
  /** Entries after `seq`; undefined where some of them are no longer here. */
  read(after: number, most: number): readonly Entry[] | undefined;
}

/** Bounds of the tail: entries, and characters of JSON. */
const MOST_ENTRIES = 5000;
const MOST_TEXT = 16 * 1024 * 1024;

/** An empty tail. Values are kept as text: each reader gets its own, as it would be read back from disk. */
export function createInboxTail(): InboxTail {
  let entries: { readonly seq: number; readonly text: string }[] = [];
  /** Before this, `entries` are dropped already. */
  let head = 0;
  let size = 0;

  const placeAfter = (seq: number): number => {
    let low = head;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((entries[middle]?.seq ?? Infinity) <= seq) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    push(seq, text) {
      entries.push({ seq, text });
      size += text.length;
      while (entries.length - head > MOST_ENTRIES || (size > MOST_TEXT && entries.length - head > 1))
        size -= entries[head++]?.text.length ?? 0;
      if (head <= MOST_ENTRIES) return;
      entries = entries.slice(head);
      head = 0;
    },
    read(after, most) {
      if ((entries[head]?.seq ?? Infinity) > after + 1) return undefined;
      const start = placeAfter(after);
      return entries
        .slice(start, start + most)
        .map(({ seq, text }) => ({ seq, value: JSON.parse(text) as unknown }));
    },
  };
}
