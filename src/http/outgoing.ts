import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request, type Dispatcher } from 'undici';
import type { Clock } from '../clock.ts';

const MAX_ANSWER_BYTES = 4_000_000;

/** Codes of failures before anything was sent. */
export const NOT_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Thrown when an answer did not come in time. Whether the request had its effect is unknown. */
class AnswerTimeout extends Error {
  readonly code = 'AIRDESK_ANSWER_TIMEOUT';
}

interface OutgoingRequest {
  readonly method: Dispatcher.HttpMethod;
  readonly headers: Record<string, string>;
  readonly body?: string | undefined;
}

interface OutgoingAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Requests to a chat platform, over kept-alive connections. */
export interface Outgoing {
  /** One request, one answer, read to its end. Rejects with an error that has a `code`: see NOT_SENT. */
  send(url: string | URL, request: OutgoingRequest): Promise<OutgoingAnswer>;
  close(): Promise<void>;
}

/**
 * Requests with a deadline on the injected clock. On undici's `request`, which takes a fraction of the time of its
 * `fetch` and keeps connections open between messages.
 */
export function createOutgoing(clock: Clock, timeoutMs: number): Outgoing {
  const agent = new Agent({
    connections: 64,
    // Short of any idle timeout at the other end: a connection that closes under a message leaves its outcome unknown.
    keepAliveTimeout: 10_000,
    connectTimeout: timeoutMs,
    maxResponseSize: MAX_ANSWER_BYTES,
  });
  return {
    close: async () => {
      if (!agent.destroyed) await agent.close();
    },
    send: async (url, { method, headers, body }) => {
      const abort = new AbortController();
      const cancel = clock.after(timeoutMs, () => abort.abort(new AnswerTimeout('no answer in time')));
      try {
        const answer = await request(url, {
          method,
          headers,
          body: body ?? null,
          signal: abort.signal,
          dispatcher: agent,
        });
        return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
      } finally {
        cancel();
      }
    },
  };
}
