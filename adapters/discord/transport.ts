import { Agent, request } from 'undici';
import type { Clock } from '../../src/clock.ts';

const MAX_ANSWER_BYTES = 4_000_000;

/** Thrown when an answer did not come in time. Whether the request had its effect is unknown. */
class AnswerTimeout extends Error {
  readonly code = 'AIRDESK_ANSWER_TIMEOUT';
}

export interface Answer {
  readonly status: number;
  /** Parsed JSON; undefined where there is none. */
  readonly body: unknown;
  readonly header: (name: string) => string | undefined;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** What goes out to Discord, over kept-alive connections. */
export interface Transport {
  send(method: Method, url: string, headers: Record<string, string>, body?: string): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * One request, one answer, with a deadline on the injected clock. Not discord.js's REST: its waits and its limiter live
 * on the machine's clock, and it repeats a POST after a 502.
 */
export function createTransport(clock: Clock, timeoutMs: number): Transport {
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
    send: async (method, url, headers, sent) => {
      const abort = new AbortController();
      const cancel = clock.after(timeoutMs, () => abort.abort(new AnswerTimeout('no answer in time')));
      try {
        const answer = await request(url, {
          method,
          headers: sent === undefined ? headers : { ...headers, 'content-type': 'application/json' },
          body: sent ?? null,
          signal: abort.signal,
          dispatcher: agent,
        });
        const text = await answer.body.text();
        return {
          status: answer.statusCode,
          body: asJson(text),
          header: (name) => {
            const value = answer.headers[name];
            return value === undefined ? undefined : String(value);
          },
        };
      } finally {
        cancel();
      }
    },
  };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
