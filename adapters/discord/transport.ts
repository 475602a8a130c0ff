import type { Clock } from '../../src/clock.ts';
import type { WireBody } from './wire-body.ts';
import { createOutgoing } from '../../src/http/outgoing.ts';

export interface Answer {
  readonly status: number;
  /** Parsed JSON; undefined where there is none. */
  readonly body: unknown;
  readonly header: (name: string) => string | undefined;
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** What goes out to Discord. */
export interface Transport {
  /** `isPatient`: nobody waits for it, so that a slow Discord is given longer. */
  send(
    method: Method,
    url: string,
    headers: Record<string, string>,
    body: WireBody | undefined,
    isPatient: boolean,
  ): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * One request, one answer. Not discord.js's REST: its waits and its limiter live on the machine's clock, and it repeats
 * a POST after a 502.
 */
export function createTransport(clock: Clock, timeoutMs: number): Transport {
  const outgoing = createOutgoing(clock, timeoutMs);
  return {
    close: () => outgoing.close(),
    send: async (method, url, headers, sent, isPatient) => {
      const {
        status,
        headers: answered,
        text,
      } = await outgoing.send(url, {
        method,
        headers: sent === undefined ? headers : { ...headers, 'content-type': sent.type },
        body: sent?.content,
        isPatient,
      });
      return {
        status,
        body: asJson(text),
        header: (name) => {
          const value = answered[name];
          return value === undefined ? undefined : String(value);
        },
      };
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
