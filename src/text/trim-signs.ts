/** Text without the signs at its end that `sign` takes, one at a time. */
export function trimEndSigns(text: string, sign: RegExp): string {
  let end = text.length;
  for (let last = lastOf(text, end); last !== '' && sign.test(last); last = lastOf(text, end))
    end -= last.length;
  return text.slice(0, end);
}

/** Text without the signs at its start that `sign` takes, one at a time. */
export function trimStartSigns(text: string, sign: RegExp): string {
  let start = 0;
  for (let first = firstOf(text, start); first !== '' && sign.test(first); first = firstOf(text, start))
    start += first.length;
  return text.slice(start);
}

/** The character before an offset, an emoji in one. */
function lastOf(text: string, end: number): string {
  const isPair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(Math.max(0, end - 2), end));
  return text.slice(Math.max(0, end - (isPair ? 2 : 1)), end);
}

/** The character at an offset, an emoji in one. */
function firstOf(text: string, start: number): string {
  const code = text.codePointAt(start);
  return code === undefined ? '' : String.fromCodePoint(code);
}
