import { redactMessage } from '../../src/callback/receive/redact-message.ts';
import { parseExact } from '../../src/live/json.ts';
import { redactTyped } from '../../src/observability/redact.ts';
import { safeLine } from '../../src/text/safe-line.ts';

const LONGEST = 200;
/** Who has these can sign messages, or push, until they lapse. */
const SIGNED: ReadonlySet<string> = new Set(['sign', 't', 'stream_param']);
/** Of a message that is cut off, and so cannot be read as a whole. */
const SIGNED_TEXT = /"(?:sign|t|stream_param)"\s*:\s*(?:"[^"]*"?|[^,}]*),?/gu;

/** What was posted, without signature and keys, for a table. */
export function cleanRequest(request: string): string {
  const message = parsed(request);
  if (!message) return safeLine(redactTyped(request.replace(SIGNED_TEXT, '')), LONGEST);
  const told = Object.entries(redactMessage(message)).filter(([key]) => !SIGNED.has(key.toLowerCase()));
  return safeLine(told.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', '), LONGEST);
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = parseExact(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
