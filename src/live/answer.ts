import { redactText } from '../observability/redact.ts';
import { oneLine } from '../text/characters.ts';
import { badAnswer, refusedByCloud } from './failures.ts';
import { parseExact } from './json.ts';
import type { LiveError } from './live-error.ts';
import type { Answer } from './transport.ts';

/**
 * What the cloud answered, with its RequestId. Errors come with HTTP 200 too, as `Response.Error`.
 * @throws LiveError
 */
export function readAnswer(action: string, { status, body }: Answer): object {
  if (status !== 200) throw badAnswer(action, `HTTP status ${status}`, status);
  if (body === '') throw badAnswer(action, 'an empty answer', status);
  const response = member(parsed(action, body), 'Response');
  const given = member(response, 'RequestId');
  if (typeof response !== 'object' || response === null || typeof given !== 'string') {
    throw badAnswer(action, 'an answer without Response and RequestId', status);
  }
  const requestId = word(given);
  const error = member(response, 'Error');
  if (error === undefined || error === null)
    return requestId === given ? response : { ...response, RequestId: requestId };
  const code = member(error, 'Code');
  const message = member(error, 'Message');
  if (typeof code !== 'string') throw badAnswer(action, 'an error without a code', status);
  throw refusedByCloud(action, word(code), typeof message === 'string' ? message : '', requestId);
}

/** Of what is one word as a rule, and is shown and kept as it is: whatever else it may be, without what looks like a key. */
function word(text: string): string {
  return /^[\w.-]{1,200}$/.test(text) ? text : oneLine(redactText(text.slice(0, 2_000)), 200);
}

/** The answer did not end within `maxBytes`. */
export function tooLong(action: string, maxBytes: number): LiveError {
  return badAnswer(action, `an answer of more than ${maxBytes} bytes`, 200);
}

function parsed(action: string, body: string): unknown {
  try {
    return parseExact(body);
  } catch {
    throw badAnswer(action, 'an answer that is not JSON', 200);
  }
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
