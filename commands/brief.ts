import { redactTyped } from '../src/observability/redact.ts';
import { shortened } from '../src/text/characters.ts';

/** Outside text on one line, without secrets, at most `length` characters. */
export function brief(text: string, length = 80): string {
  return shortened(redactTyped(text), length);
}
