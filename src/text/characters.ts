/**
 * Zero-width characters, bidi controls, most variation selectors, fillers, tags, soft hyphen and control characters: never seen,
 * so never meant.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufff8\u{e0000}-\u{e0fff}]/gu;

/** Tells text from a picture in emoji: seen on a card, and never meant in what is typed. */
const VARIATION = /[\ufe0e\ufe0f]/g;

/** Signs that a Chinese input method writes in full width where ASCII was meant; letters and digits are mapped too. */
const FULL_WIDTH_SIGNS = /[０-９Ａ-Ｚａ-ｚ－．／：＝＿＊＠＃＋＇]/g;

/** Whether a character separates words: every Unicode space, the full-width and the non-breaking one included. */
export function isSpace(character: string): boolean {
  return /^\s$/u.test(character);
}

/** Drops what cannot be seen. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/**
 * What was meant by a bare (unquoted) word from a phone or a Chinese input method: ASCII for full-width letters,
 * digits and syntax, plain dashes and apostrophes, and a full stop for `。` inside a host name.
 */
export function plainWord(word: string): string {
  return withoutInvisible(word)
    .replace(VARIATION, '')
    .replace(FULL_WIDTH_SIGNS, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0xfee0))
    .replace(/[﹕∶]/g, ':')
    .replace(/(?<=[\w-])[。｡](?=[\w-])/g, '.')
    .replace(/[—―⸺⸻﹘]/g, '--')
    .replace(/[‐‑‒–−﹣]/g, '-')
    .replace(/[‘’‛]/g, "'");
}

/** `text` on one line, at most `limit` characters, for showing back what was given. */
export function oneLine(text: string, limit = 60): string {
  const characters = Array.from(withoutInvisible(text).replace(/\s+/g, ' ').trim());
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : characters.join('');
}

/** Letters, digits and signs in full width as their plain ones. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) =>
    String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0xfee0),
  );
}
