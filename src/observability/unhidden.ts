import { withoutInvisible } from '../text/characters.ts';

/** What a text may hide something by: codes of addresses and of JSON, letters and digits in full width, signs that are not seen. */
const HIDING =
  /%[0-9a-f]{2}|\\u[0-9a-f]{4}|[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff０-９Ａ-Ｚａ-ｚ]/iu;
/** How often something can be written for an address, or as JSON, and still be found. */
export const DEEPEST_HIDDEN = 6;
/** What stands for something else, or for nothing. A run of backslashes is read once: JSON in JSON has several before what they are for. */
const CODED = /\\+(?:u[0-9a-f]{4})?|%[0-9a-f]{2}|[^\t-\r -~]/giu;

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

/** A part of the plain text: as it stood, or one code and what it stands for. */
interface Part {
  /** Where it begins in the plain text, and in the text; where it ends there. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly isCode: boolean;
}

/** The text with codes resolved, once, in half width and without what cannot be seen; undefined where it has nothing of these. */
export function unhidden(text: string): Unhidden | undefined {
  if (!isHiding(text)) return undefined;
  const parts: Part[] = [];
  const pieces: string[] = [];
  let [at, done] = [0, 0];
  const keep = (piece: string, from: number, to: number, isCode: boolean): void => {
    if (piece === '') return;
    parts.push({ at, from, to, isCode });
    pieces.push(piece);
    at += piece.length;
  };
  for (const { 0: code, index } of text.matchAll(CODED)) {
    const piece = resolved(code);
    if (piece === code) continue;
    keep(text.slice(done, index), done, index, false);
    done = index + code.length;
    keep(piece, index, done, true);
  }
  keep(text.slice(done), done, text.length, false);
  return {
    plain: pieces.join(''),
    startOf(index) {
      const part = partAt(parts, index);
      if (!part || index >= at) return text.length;
      return part.isCode ? part.from : part.from + index - part.at;
    },
    endOf(index) {
      const part = partAt(parts, index);
      if (!part || index >= at) return text.length;
      return part.isCode ? part.to : part.from + index - part.at + 1;
    },
  };
}

/** The last part that begins at or before `index`. */
function partAt(parts: readonly Part[], index: number): Part | undefined {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((parts[middle]?.at ?? Infinity) <= index) low = middle + 1;
    else high = middle;
  }
  return parts[low - 1];
}

function resolved(code: string): string {
  const first = code.charAt(0);
  if (first === '%') return ofByte(code.slice(1));
  if (first !== '\\') return halfOf(code);
  return code.endsWith(first) ? code : halfOf(signOf(code.slice(-4)));
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
