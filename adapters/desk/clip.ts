/**
 * Controls that no text needs and that can fake what is read: C0 and C1 apart from tab and line feed, and the
 * bidirectional embeddings, overrides and isolates. Plain right-to-left text does without them.
 */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text in at most `max` UTF-16 units, ending in … where it was cut, never inside a character; controls become �. */
export function clip(text: string, max: number): string {
  const long = text.length > max;
  let cut = long ? text.slice(0, max - 1) : text;
  // A pair cut in two would leave half a character.
  if (long && /[\ud800-\udbff]$/.test(cut)) cut = cut.slice(0, -1);
  const clean = cut.replace(/\r\n?/g, '\n').replace(CONTROLS, '\ufffd').replace(LONE_SURROGATES, '\ufffd');
  return long ? `${clean}…` : clean;
}

/** The first `max` entries, and how many were left out. */
export function clipList<T>(entries: readonly T[], max: number): { kept: readonly T[]; left: number } {
  return { kept: entries.slice(0, max), left: Math.max(0, entries.length - max) };
}
