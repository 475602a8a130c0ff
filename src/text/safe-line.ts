import { redactTyped } from '../observability/redact.ts';
import { oneLine } from './characters.ts';

/** Longer texts are cut before anything looks at them. */
const LOOKED_AT = 2000;

/** Text from outside on one line, without secrets and what cannot be seen, at most `length` characters. */
export function safeLine(text: string, length = 80): string {
  return oneLine(redactTyped(text.slice(0, LOOKED_AT)), length);
}
