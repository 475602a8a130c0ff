import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request, type Dispatcher } from 'undici';
import type { Clock } from '../clock.ts';
import { createPatience } from './patience.ts';

/** The usual bounds: connections to one host, and the size of an answer. */
const BOUNDS = { connections: 64, mostBytes: 4_000_000 };
/** So much of an answer that nobody reads is taken off its connection, bytes. */
const UNREAD_BYTES = 65_536;
/** A slow platform is given so many times the usual time. */
const SLOW_TIMES = 5;

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
  readonly body?: string | Uint8Array | undefined;
  /** Nobody waits at the other end: a platform that is slow is given longer. */
  readonly isPatient?: boolean;
  /** Only how it was answered counts, whatever else stands in the answer: `text` is empty. */
  readonly answer?: 'status';
}

interface OutgoingAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Requests to others, over kept-alive connections. Each rejects with an error that has a `code`: see NOT_SENT. */
export interface Outgoing {
  /** One request, one answer, read to its end as text. */
  send(url: string | URL, request: OutgoingRequest): Promise<OutgoingAnswer>;
  /** What lies at an address, as bytes. Follows no redirects. */
  get(url: string | URL): Promise<{ readonly status: number; readonly bytes: Uint8Array }>;
  close(): Promise<void>;
}

/**
 * Requests with a deadline on the injected clock: `timeoutMs`, and five times as long for patient ones while the platform
 * is slow. On undici's `request`, which takes a fraction of the time of its `fetch` and keeps connections open between
 * messages. Redirects are not followed. An answer of more than `mostBytes` is none. `ca`: certificates in PEM that those of the
 * other side are checked against, instead of those that Node knows.
 */
export function createOutgoing(
  clock: Clock,
  timeoutMs: number,
  {
    connections = BOUNDS.connections,
    mostBytes = BOUNDS.mostBytes,
    ca,
  }: Partial<typeof BOUNDS> & { readonly ca?: string | undefined } = {},
): Outgoing {
  const agent = new Agent({
    ...(ca !== undefined && { connect: { ca, timeout: timeoutMs } }),
    connections,
    // Short of any idle timeout at the other end: a connection that closes under a message leaves its outcome unknown.
    keepAliveTimeout: 10_000,
    connectTimeout: timeoutMs,
    maxResponseSize: mostBytes,
  });
  const patience = createPatience(timeoutMs, SLOW_TIMES * timeoutMs);

  async function exchange<Content>(
    url: string | URL,
    { method, headers, body, isPatient }: OutgoingRequest,
    read: (answer: Dispatcher.ResponseData) => Promise<Content>,
  ): Promise<Content> {
    const abort = new AbortController();
    const start = clock.passed();
    const cancel = clock.after(isPatient ? patience.wait() : timeoutMs, () => {
      patience.timedOut();
      abort.abort(new AnswerTimeout('no answer in time'));
    });
    try {
      const content = await read(
        await request(url, {
          method,
          headers,
          body: body ?? null,
          signal: abort.signal,
          dispatcher: agent,
        }),
      );
      patience.answered(clock.passed() - start);
      return content;
    } finally {
      cancel();
    }
  }

  return {
    close: async () => {
      if (!agent.destroyed) await agent.close();
    },
    send: (url, asked) =>
      exchange(url, asked, async ({ statusCode, headers, body }) => ({
        status: statusCode,
        headers,
        text: asked.answer === 'status' ? await unread(body) : await body.text(),
      })),
    get: (url) =>
      exchange(url, { method: 'GET', headers: {} }, async ({ statusCode, body }) => ({
        status: statusCode,
        bytes: new Uint8Array(await body.arrayBuffer()),
      })),
  };
}

/** Takes an answer off its connection that nobody reads: it ends with the deadline at the latest. */
async function unread(body: Dispatcher.ResponseData['body']): Promise<string> {
  await body.dump({ limit: UNREAD_BYTES });
  return '';
}
