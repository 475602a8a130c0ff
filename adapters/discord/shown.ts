const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Outside text as it may be shown: control characters, lone surrogates and the overrides of the writing direction
 * (with which a name can pose as another) become a visible replacement character.
 */
export function shown(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROL, '\ufffd').replace(LONE_SURROGATE, '\ufffd');
}

/** The same on one line, never blank: Discord refuses labels and texts of nothing but spaces. */
export function shownOnOneLine(text: string): string {
  return orDash(shown(text.replace(/[\r\n\t\u2028\u2029]+/g, ' ')));
}

/** `text`, with a dash where there is nothing to see. */
export function orDash(text: string): string {
  return /[^\s\p{Default_Ignorable_Code_Point}]/u.test(text) ? text : `—${text.trim()}`;
}

/** Cuts `text` to `limit` UTF-16 units, ending in `…`, never inside a character. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let cut = text.slice(0, Math.max(0, limit - 1));
  if (/[\ud800-\udbff]$/.test(cut)) cut = cut.slice(0, -1);
  return `${cut}…`;
}
