import type { FetchFunction } from '@slack/web-api';
import type { Clock } from '../../src/clock.ts';
import { createOutgoing } from '../../src/http/outgoing.ts';

/** What goes out to Slack. */
export interface SlackHttp {
  readonly fetch: FetchFunction;
  /** The same for what nobody waits for: a slow Slack is given longer. */
  readonly patientFetch: FetchFunction;
  /** Sends bytes to an address that Slack gave for them; the HTTP status. */
  upload(url: string, bytes: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

/** A fetch for bolt's WebClient. Requests have a deadline on the injected clock. */
export function createSlackHttp(clock: Clock, timeoutMs: number): SlackHttp {
  const outgoing = createOutgoing(clock, timeoutMs);
  const fetchWith =
    (isPatient: boolean): FetchFunction =>
    async (url, init) => {
      if (typeof init?.body === 'object') throw new TypeError('Files are not sent to Slack');
      const answer = await outgoing.send(url, {
        method: init?.method === 'GET' ? 'GET' : 'POST',
        headers: init?.headers ?? {},
        body: init?.body,
        isPatient,
      });
      const { headers } = answer;
      const word = wordOfLimit(answer);
      const status = word === undefined ? answer.status : 200;
      const text = word === undefined ? answer.text : JSON.stringify({ ok: false, error: word });
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
          // A 429 without the header would be an error that nobody can act on: it does not say for how long.
          get: (name) => header(name) ?? (status === 429 && name === 'retry-after' ? '0' : null),
          entries: () =>
            Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
        },
        text: async () => text,
        json: async () => JSON.parse(text) as unknown,
        arrayBuffer: async () => new TextEncoder().encode(text).buffer,
      };
    };
  return {
    close: () => outgoing.close(),
    fetch: fetchWith(false),
    patientFetch: fetchWith(true),
    upload: async (url, body) => {
      const headers = { 'content-type': 'application/octet-stream' };
      return (await outgoing.send(url, { method: 'POST', headers, body, isPatient: true })).status;
    },
  };
}

/**
 * A workspace over its limit is answered with 429 and the bare word, without telling for how long. The client would make
 * an error of it that nobody can act on: it is read as the refusal that it is.
 */
function wordOfLimit(answer: {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}): string | undefined {
  if (answer.status !== 429 || answer.headers['retry-after'] !== undefined) return undefined;
  const word = /^(?:\{.*"error"\s*:\s*")?([a-z]+(?:_[a-z]+)+)(?:".*\})?$/s.exec(answer.text.trim())?.[1];
  return word === 'rate_limited' ? undefined : word;
}
