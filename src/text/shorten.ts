/** What is left of a text where there is no room for any of it. */
const CUT = '…';

/** Cuts `text` to `limit` UTF-16 units (at least one), ending in `…`, never inside a character. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let cut = text.slice(0, Math.max(0, limit - 1));
  if (/[\ud800-\udbff]$/.test(cut)) cut = cut.slice(0, -1);
  return cut + CUT;
}

/**
 * `text` as `write` writes it, cut first so far that what is written has at most `limit` characters; a cut shows as `…`.
 * `growth` is how many characters `write` adds for one at the most.
 */
export function writeWithin(
  text: string,
  limit: number,
  write: (text: string) => string,
  growth: number,
): string {
  let kept = shorten(text, limit);
  let written = write(kept);
  while (written.length > limit && kept !== CUT) {
    kept = shorten(text, kept.length - Math.max(1, Math.ceil((written.length - limit) / growth)));
    written = write(kept);
  }
  return written;
}
