import type { ServerResponse } from 'node:http';
import { CALLBACK_OUTCOMES, type CallbackOutcome } from './outcomes.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string;
}

/** Those that leave the rest of a body unread: the connection can carry nothing more. */
const ENDS: ReadonlySet<CallbackOutcome> = new Set(['too-large', 'timeout', 'busy', 'not-post']);

/** Made once: this is the busiest answer there is. */
const ANSWERS: ReadonlyMap<string, Answer> = new Map(
  Object.entries(CALLBACK_OUTCOMES).flatMap(([outcome, { status }]) =>
    status === undefined ? [] : [[outcome, answer(outcome as CallbackOutcome, status)] as const],
  ),
);

/** Answers a request with what became of it. The cloud looks at the status only; 200 ends its tries. */
export function respond(response: ServerResponse, outcome: CallbackOutcome): void {
  const found = ANSWERS.get(outcome);
  if (!found) return;
  response.writeHead(found.status, found.headers);
  response.end(found.body);
}

function answer(outcome: CallbackOutcome, status: number): Answer {
  // An unknown path is answered as any other that is not there.
  const error = outcome === 'no-such-path' || outcome === 'wrong-path' ? 'not found' : outcome;
  const body = status === 200 ? '{"code":0}' : JSON.stringify({ error });
  return {
    status,
    body,
    headers: {
      'content-type': 'application/json',
      'content-length': body.length,
      ...(ENDS.has(outcome) && { connection: 'close' }),
      ...(status === 503 && { 'retry-after': '60' }),
      ...(status === 405 && { allow: 'POST' }),
    },
  };
}
