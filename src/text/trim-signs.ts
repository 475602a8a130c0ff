/** Text without the signs at its end that `sign` takes, one at a time. */
export function trimEndSigns(text: string, sign: RegExp): string {
  let end = text.length;
  while (end > 0 && sign.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Text without the signs at its start that `sign` takes, one at a time. */
export function trimStartSigns(text: string, sign: RegExp): string {
  let start = 0;
  while (start < text.length && sign.test(text.charAt(start))) start += 1;
  return text.slice(start);
}
