const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const NARROWER = /[\p{Mark}\u200b-\u200f\u2060-\u2064\ufe0f]/u;

/** Columns that `text` takes in a fixed-width font: Chinese signs and emoji take two, combining marks none. */
export function columnsOf(text: string): number {
  if (/^[\u0020-\u007e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const sign of text) columns += NARROWER.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1;
  return columns;
}

/** `text` filled up with spaces to `columns`. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}
