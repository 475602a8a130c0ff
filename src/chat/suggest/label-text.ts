import { LIMITS } from '../../platform/limits.ts';
import { redactText } from '../../observability/redact.ts';
import { oneLine } from '../../text/characters.ts';
import type { Label } from './source.ts';

const LONGEST = LIMITS.suggestion;
const SEPARATOR = ' · ';

/** A label on one line, without secrets. A long name loses its middle, since both its ends tell it apart. */
export function labelText({ name, state }: Label): string {
  const end = state === undefined || state === '' ? '' : SEPARATOR + cut(plain(state), LONGEST / 2);
  return cut(plain(name), LONGEST - end.length) + end;
}

function plain(text: string): string {
  return oneLine(redactText(text), 600);
}

/** `text` in at most `limit` units, no character torn apart. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, Math.ceil((limit - 1) / 2)).replace(/[\uD800-\uDBFF]$/, '');
  const tail = text.slice(text.length - Math.floor((limit - 1) / 2)).replace(/^[\uDC00-\uDFFF]/, '');
  return `${head}…${tail}`;
}
