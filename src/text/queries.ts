const BREAK = /[\s"'<>]/u;

/**
 * Text with every `?` that goes on like the query of an address looked at, once: `change` is given what stands before it, to
 * the last space, quote or question mark, and what goes on behind it, to the next space or quote. What it returns stands
 * in place of both; undefined leaves them. Takes time in proportion to the text, whatever it is.
 */
export function changeQueries(
  text: string,
  marks: string,
  change: (head: string, query: string) => string | undefined,
): string {
  if (!Array.from(marks).some((mark) => text.includes(mark))) return text;
  let changed = '';
  let done = 0;
  let head = 0;
  let end = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (!marks.includes(sign)) {
      if (BREAK.test(sign)) head = at + 1;
      continue;
    }
    if (end <= at) end = endOfWord(text, at + 1);
    const found = head < at ? change(text.slice(head, at), text.slice(at + 1, end)) : undefined;
    if (found === undefined) {
      head = at + 1;
      continue;
    }
    changed += text.slice(done, head) + found;
    done = end;
    head = end;
    at = end - 1;
  }
  return done === 0 ? text : changed + text.slice(done);
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && !BREAK.test(text.charAt(at))) at += 1;
  return at;
}

/** Where an address with a scheme begins in a word; -1 where none does. */
export function addressIn(word: string): number {
  return word.search(/[a-z][a-z0-9+.-]{0,20}:\/\/[^]/iu);
}
