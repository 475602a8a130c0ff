const ENGLISH: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
};
const DIGITS = '零一二三四五六七八九';
const NUMERAL =
  /^(?:(?<tens>[一二两三四五六七八九]?)十(?<ones>[一二三四五六七八九]?)|(?<digit>[零一二两三四五六七八九]))$/u;
const FRACTIONS: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 };

/** What may stand for a number, to be read with `readNumber`: digits, with a fraction or without, or a word. */
export const NUMBER = String.raw`(?:\d{0,4}[½¼¾]|\d{0,4}[.,]\d{1,2}|\d{1,4}|[零一二两三四五六七八九十]{1,3}|${Object.keys(
  ENGLISH,
)
  .sort((a, b) => b.length - a.length)
  .join('|')})`;

/**
 * A number as it is written or said: `90`, `2.5`, `2,5`, `1½`, `twenty`, `二十五`. Undefined where it is none. Two digits
 * behind the point are read where they are halves or quarters only: `2.30 h` may be two hours and thirty minutes.
 */
export function readNumber(text: string): number | undefined {
  if (Object.hasOwn(ENGLISH, text)) return ENGLISH[text];
  const [, whole = '', sign = ''] = /^(\d*)([½¼¾])$/u.exec(text) ?? [];
  if (sign !== '') return Number(whole) + (FRACTIONS[sign] ?? 0);
  if (/^\d*(?:[.,](?:\d|00|25|50|75))?$/.test(text)) return Number(text.replace(',', '.'));
  const { tens, ones = '', digit } = NUMERAL.exec(text)?.groups ?? {};
  if (digit !== undefined) return digitOf(digit);
  return tens === undefined
    ? undefined
    : (tens === '' ? 1 : digitOf(tens)) * 10 + (ones === '' ? 0 : digitOf(ones));
}

function digitOf(sign: string): number {
  return sign === '两' ? 2 : DIGITS.indexOf(sign);
}
