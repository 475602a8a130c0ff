import type { FetchFunction } from '@slack/web-api';
import type { Clock } from '../../src/clock.ts';
import { createOutgoing } from '../../src/http/outgoing.ts';

/** What goes out to Slack. */
export interface SlackHttp {
  readonly fetch: FetchFunction;
  /** The same for what nobody waits for: a slow Slack is given longer. */
  readonly patientFetch: FetchFunction;
  close(): Promise<void>;
}

/** A fetch for bolt's WebClient. Requests have a deadline on the injected clock. */
export function createSlackHttp(clock: Clock, timeoutMs: number): SlackHttp {
  const outgoing = createOutgoing(clock, timeoutMs);
  const fetchWith =
    (isPatient: boolean): FetchFunction =>
    async (url, init) => {
      if (typeof init?.body === 'object') throw new TypeError('Files are not sent to Slack');
      const { status, headers, text } = await outgoing.send(url, {
        method: init?.method === 'GET' ? 'GET' : 'POST',
        headers: init?.headers ?? {},
        body: init?.body,
        isPatient,
      });
      const header = (name: string) => {
        const value = headers[name.toLowerCase()];
        return value === undefined ? null : String(value);
      };
      return {
        ok: status >= 200 && status < 300,
        status,
        statusText: '',
        url: String(url),
        headers: {
          // A 429 without the header would be an error that nobody can act on: wait a second.
          get: (name) => header(name) ?? (status === 429 && name === 'retry-after' ? '1' : null),
          entries: () =>
            Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
        },
        text: async () => text,
        json: async () => JSON.parse(text) as unknown,
        arrayBuffer: async () => new TextEncoder().encode(text).buffer,
      };
    };
  return { close: () => outgoing.close(), fetch: fetchWith(false), patientFetch: fetchWith(true) };
}
