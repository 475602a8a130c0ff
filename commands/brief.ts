import { redactText } from '../src/redact.ts';
import { shortened } from '../src/text/characters.ts';

/** The query of an address: where push and play keys are, under whatever name. */
const QUERY = /([a-z][a-z0-9+.-]*:\/\/[^\s?"'<>]+)\?[^\s"'<>]*/giu;

/** Outside text on one line, without secrets, at most `length` characters. */
export function brief(text: string, length = 80): string {
  return shortened(redactText(text.replace(QUERY, '$1?…')), length);
}
