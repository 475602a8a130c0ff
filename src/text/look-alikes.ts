/** Never seen, or only seen in what they do to others: zero width, tags, fillers, marks and overrides of the writing direction. */
const HIDDEN =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u;
/** Spaces that look like the usual one, or like none. */
const ODD_SPACE = /[\u1680\u2000-\u200a\u202f\u205f]/;
/** Letters of mathematics, which are Latin ones in another dress. */
const DRESSED = /[\u{1d400}-\u{1d7ff}]/u;
/** Where a character that is not seen belongs: in emoji, and between the letters of scripts that are written with it. */
const IN_PLACE =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Emoji_Component}]\ufe0f?)\u200d|(?<=[\p{Emoji}\u20e3])\ufe0f|(?<=[\p{sc=Arabic}\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Tamil}\p{sc=Malayalam}\p{sc=Kannada}\p{sc=Sinhala}\p{sc=Khmer}])[\u200c\u200d]/gu;
/** What is written side by side in Chinese, Japanese and Korean, Latin letters included. */
const SIDE_BY_SIDE =
  /^[\p{sc=Latin}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Hangul}\p{sc=Common}\p{sc=Inherited}]*$/u;
const ONE_SCRIPT: readonly RegExp[] = [
  /^[\p{sc=Cyrillic}\p{sc=Common}\p{sc=Inherited}]*$/u,
  /^[\p{sc=Greek}\p{sc=Common}\p{sc=Inherited}]*$/u,
  /^[\p{sc=Arabic}\p{sc=Common}\p{sc=Inherited}]*$/u,
  /^[\p{sc=Hebrew}\p{sc=Common}\p{sc=Inherited}]*$/u,
  /^[\p{sc=Armenian}\p{sc=Common}\p{sc=Inherited}]*$/u,
  /^[\p{sc=Georgian}\p{sc=Common}\p{sc=Inherited}]*$/u,
];
/** Scripts with letters that look like Latin ones; among others they are no word. */
const EUROPEAN =
  /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}\p{sc=Cherokee}\p{sc=Coptic}\p{sc=Lisu}]/u;
/** What nothing has to be looked for in. */
const USUAL = /^[\t\n\u0020-\u007e\u4e00-\u9fff]*$/;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Whether a text has nothing but plain Latin, Chinese and spaces, in which nothing has to be looked for. */
export function isUsual(text: string): boolean {
  return USUAL.test(text);
}

/** Whether a name has characters that are not seen. */
export function hidesCharacters(text: string): boolean {
  if (isUsual(text)) return false;
  const rest = text.replace(IN_PLACE, '');
  return HIDDEN.test(rest) || ODD_SPACE.test(rest);
}

/**
 * Whether a name has characters that look like others, or like nothing: what is not seen, or one word in several scripts, as a
 * Cyrillic `а` among Latin letters. Chinese, Japanese and Korean with Latin letters and digits are usual.
 */
export function looksLikeOthers(text: string): boolean {
  if (isUsual(text)) return false;
  return hidesCharacters(text) || DRESSED.test(text) || (text.match(WORD) ?? []).some(mixesScripts);
}

function mixesScripts(word: string): boolean {
  if (SIDE_BY_SIDE.test(word) || ONE_SCRIPT.some((script) => script.test(word))) return false;
  return EUROPEAN.test(word);
}
