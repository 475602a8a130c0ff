import { withoutInvisible } from '../text/characters.ts';

/** What a text may hide something by: codes of addresses and of JSON, letters and digits in full width, signs that are not seen. */
const HIDING =
  /%[0-9a-f]{2}|\\u[0-9a-f]{4}|[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff０-９Ａ-Ｚａ-ｚ]/iu;
/** How often something can be written for an address, or as JSON, and still be found. */
export const DEEPEST_HIDDEN = 6;
const BYTE = /^[0-9a-f]{2}$/i;
const UNIT = /^u[0-9a-f]{4}$/i;

/** A text as it is meant to be read, and where each of its units stood. */
export interface Unhidden {
  readonly plain: string;
  /** Where unit `index` of `plain` begins in the text; for its length, where the text ends. */
  readonly startOf: (index: number) => number;
  /** Where it ends there. */
  readonly endOf: (index: number) => number;
}

/** Whether a text has something of it, as most have not. */
export function isHiding(text: string): boolean {
  return HIDING.test(text);
}

/** The text with codes resolved, once, in half width and without what cannot be seen; undefined where it has nothing of these. */
export function unhidden(text: string): Unhidden | undefined {
  if (!isHiding(text)) return undefined;
  const starts: number[] = [];
  const ends: number[] = [];
  let plain = '';
  const keep = (sign: string, from: number, to: number): void => {
    if (sign === '') return;
    plain += sign;
    starts.push(from);
    ends.push(to);
  };
  for (let at = 0; at < text.length;) {
    const sign = text.charAt(at);
    // A run of backslashes is read once: JSON in JSON has several before what they are for.
    const behind = sign === '\\' ? endOfRun(text, at) : at + 1;
    if (sign === '\\' && UNIT.test(text.slice(behind, behind + 5))) {
      keep(halfOf(signOf(text.slice(behind + 1, behind + 5))), at, behind + 5);
      at = behind + 5;
    } else if (sign === '%' && BYTE.test(text.slice(behind, behind + 2))) {
      keep(ofByte(text.slice(behind, behind + 2)), at, behind + 2);
      at = behind + 2;
    } else {
      for (; at < behind; at += 1) keep(halfOf(text.charAt(at)), at, at + 1);
    }
  }
  return {
    plain,
    startOf: (index) => starts[index] ?? text.length,
    endOf: (index) => ends[index] ?? text.length,
  };
}

function endOfRun(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === '\\') at += 1;
  return at;
}

function signOf(digits: string): string {
  return String.fromCharCode(Number.parseInt(digits, 16));
}

/** Of a byte that is a part of a longer sign, a sign that nothing has. */
function ofByte(digits: string): string {
  const sign = signOf(digits);
  return sign < '\u0080' ? halfOf(sign) : '\ufffd';
}

function halfOf(sign: string): string {
  const code = sign.charCodeAt(0);
  if (code < 0x20 && !/\s/.test(sign)) return '';
  if (code < 0x7f) return sign;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  // What chooses how the sign before it looks.
  if (code >= 0xfe00 && code <= 0xfe0f) return '';
  return withoutInvisible(sign);
}
