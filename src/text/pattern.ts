/** Whether a text fits a pattern. Takes time in proportion to the text's length times the number of stars, at most. */
export type Pattern = (text: string) => boolean;

/** A pattern of rules and mutes: `*` stands for any text, also none; everything else for itself. */
export function pattern(source: string): Pattern {
  const [head = '', ...rest] = source.split('*');
  const tail = rest.pop();
  if (tail === undefined) return (text) => text === source;
  const middle = rest.filter((part) => part !== '');
  return (text) => {
    if (!text.startsWith(head) || text.length < head.length + tail.length || !text.endsWith(tail))
      return false;
    const end = text.length - tail.length;
    let from = head.length;
    // The leftmost place of each part leaves the most for those behind it, so nothing is ever tried again.
    for (const part of middle) {
      const found = text.indexOf(part, from);
      if (found === -1 || found + part.length > end) return false;
      from = found + part.length;
    }
    return true;
  };
}

/** The same without regard to case, as domains are. */
export function caselessPattern(source: string): Pattern {
  const fits = pattern(source.toLowerCase());
  return (text) => fits(text.toLowerCase());
}

/** Whether the pattern takes every text. */
export function takesAll(source: string): boolean {
  return /^\*+$/.test(source);
}
