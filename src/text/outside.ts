import { redactTyped } from '../observability/redact.ts';
import { shortened } from './characters.ts';

/** Longer texts are cut before anything looks at them. */
const LOOKED_AT = 2000;

/** Text from outside on one line, without secrets and what cannot be seen, at most `length` characters. */
export function outside(text: string, length = 80): string {
  return shortened(redactTyped(text.slice(0, LOOKED_AT)), length);
}
