import { redactTyped } from '../observability/redact.ts';
import { hidesCharacters } from './look-alikes.ts';
import { oneLine } from './characters.ts';

/** Longer texts are cut before anything looks at them. */
const LOOKED_AT = 2000;
const MARK = ' ⚠';

/**
 * Text from outside on one line, without secrets and what cannot be seen, at most `length` characters. ⚠ stands behind what
 * something was taken out of: it is not the name that it looks like.
 */
export function safeLine(text: string, length = 80): string {
  const looked = text.slice(0, LOOKED_AT);
  if (!hidesCharacters(looked)) return oneLine(redactTyped(looked), length);
  return `${oneLine(redactTyped(looked), Math.max(1, length - MARK.length))}${MARK}`;
}
