import { safeOnOneLine } from '../../../src/text/safe-text.ts';

/** `text`, with a dash where there is nothing to see: Discord refuses labels and texts of nothing but spaces. */
export function orDash(text: string): string {
  return /[^\s\p{Default_Ignorable_Code_Point}]/u.test(text) ? text : `—${text.trim()}`;
}

/** Outside text on one line, never blank. */
export function oneLine(text: string): string {
  return orDash(safeOnOneLine(text));
}
