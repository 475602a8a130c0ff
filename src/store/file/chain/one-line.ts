/**
 * What JSON leaves as it is and some programs take for the end of a line, or for an order: DEL and the control characters of ISO
 * 8859, the separators of lines and paragraphs, and what changes the direction or is not seen.
 */
const TROUBLE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** The same JSON, as one line for whatever program reads it, and with nothing that cannot be seen. */
export function onOneLine(json: string): string {
  return json.replace(TROUBLE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
