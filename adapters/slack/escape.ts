const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Outside text as it may be shown: control characters, lone surrogates and the overrides of the writing direction
 * (with which a name can pose as another) become a visible replacement character.
 */
export function shown(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROL, '\ufffd').replace(LONE_SURROGATE, '\ufffd');
}

/** The same on one line. */
export function shownOnOneLine(text: string): string {
  return shown(text.replace(/[\r\n\t\u2028\u2029]+/g, ' '));
}

/**
 * Escapes the three characters with which Slack's text objects start a mention, a link or a date
 * (docs.slack.dev/messaging/formatting-message-text#escaping). Text in rich text elements is literal and needs none.
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));
}

/** What was typed, from the escaped form in which Slack hands on the text of a slash command. */
export function unescapeText(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_entity, name: string) =>
    name === 'amp' ? '&' : name === 'lt' ? '<' : '>',
  );
}

/** Cuts `text` to `limit` UTF-16 units, ending in `…`, never inside a character. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let cut = text.slice(0, limit - 1);
  if (/[\ud800-\udbff]$/.test(cut)) cut = cut.slice(0, -1);
  return `${cut}…`;
}

/** Escapes `text` so that the escaped form has at most `limit` characters; a cut shows as `…`. */
export function escapeWithin(text: string, limit: number): string {
  let kept = shorten(text, limit);
  let escaped = escapeText(kept);
  while (escaped.length > limit) {
    kept = shorten(text, kept.length - Math.max(1, Math.ceil((escaped.length - limit) / 5)));
    escaped = escapeText(kept);
  }
  return escaped;
}
