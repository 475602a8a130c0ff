import type { FetchFunction } from '@slack/web-api';
import { Agent, request } from 'undici';
import type { Clock } from '../../src/clock.ts';

const MAX_ANSWER_BYTES = 4_000_000;

/** Thrown when an answer did not come in time. Whether the request had its effect is unknown. */
class AnswerTimeout extends Error {
  readonly code = 'AIRDESK_ANSWER_TIMEOUT';
}

/** What goes out to Slack, over kept-alive connections. */
export interface SlackHttp {
  readonly fetch: FetchFunction;
  close(): Promise<void>;
}

/**
 * A fetch for bolt's WebClient with a deadline on the injected clock. On undici's `request`, which takes a fraction of
 * the time of its `fetch` and keeps connections open between messages.
 */
export function createSlackHttp(clock: Clock, timeoutMs: number): SlackHttp {
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
    fetch: async (url, init) => {
      if (typeof init?.body === 'object') throw new TypeError('Files are not sent to Slack');
      const abort = new AbortController();
      const cancel = clock.after(timeoutMs, () => abort.abort(new AnswerTimeout('no answer in time')));
      try {
        const { statusCode, headers, body } = await request(url, {
          method: init?.method === 'GET' ? 'GET' : 'POST',
          headers: init?.headers ?? {},
          body: init?.body ?? null,
          signal: abort.signal,
          dispatcher: agent,
        });
        const text = await body.text();
        const header = (name: string) => {
          const value = headers[name.toLowerCase()];
          return value === undefined ? null : String(value);
        };
        return {
          ok: statusCode >= 200 && statusCode < 300,
          status: statusCode,
          statusText: '',
          url: String(url),
          headers: {
            // A 429 without the header would be an error that nobody can act on: wait a second.
            get: (name) => header(name) ?? (statusCode === 429 && name === 'retry-after' ? '1' : null),
            entries: () =>
              Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
          },
          text: async () => text,
          json: async () => JSON.parse(text) as unknown,
          arrayBuffer: async () => new TextEncoder().encode(text).buffer,
        };
      } finally {
        cancel();
      }
    },
  };
}
