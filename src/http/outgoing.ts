import type { IncomingHttpHeaders } from 'node:http';
import { Agent, type Dispatcher } from 'undici';
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
  'AIRDESK_NEVER_BEGUN',
]);

/** Thrown when an answer did not come in time. Whether the request had its effect is unknown. */
class AnswerTimeout extends Error {
  readonly code = 'AIRDESK_ANSWER_TIMEOUT';
}

/** Thrown when time was up before the request had a connection. It is never sent. */
class NeverBegun extends Error {
  readonly code = 'AIRDESK_NEVER_BEGUN';
}

/** Thrown where what came is no answer. Whether the request had its effect is unknown. */
class BrokenAnswer extends Error {
  readonly code = 'AIRDESK_BROKEN_ANSWER';
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
 * is slow. On undici's `dispatch`, which takes a fraction of the time of its `fetch` and keeps connections open between
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

  function exchange(url: string | URL, asked: OutgoingRequest): Promise<Exchanged> {
    const { origin, pathname, search } = typeof url === 'string' ? new URL(url) : url;
    const { method, headers, body = null, isPatient } = asked;
    const only = asked.answer === 'status' ? 'status' : 'all';
    const start = clock.passed();
    return new Promise((resolve, reject) => {
      const receiver = createReceiver(only, (ended) => {
        cancel();
        if ('error' in ended) {
          reject(ended.error);
          return;
        }
        patience.answered(clock.passed() - start);
        resolve(ended);
      });
      const cancel = clock.after(isPatient ? patience.wait() : timeoutMs, () => {
        patience.timedOut();
        receiver.giveUp(new AnswerTimeout('no answer in time'));
      });
      agent.dispatch({ origin, path: pathname + search, method, headers, body }, receiver);
    });
  }

  return {
    close: async () => {
      if (!agent.destroyed) await agent.close();
    },
    async send(url, asked) {
      const { status, headers, bytes } = await exchange(url, asked);
      return { status, headers, text: bytes.toString('utf8').replace(/^\ufeff/, '') };
    },
    async get(url) {
      const { status, bytes } = await exchange(url, { method: 'GET', headers: {} });
      return { status, bytes: new Uint8Array(bytes) };
    },
  };
}

/** An answer as it came. */
interface Exchanged {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

interface Receiver extends Dispatcher.DispatchHandler {
  giveUp(error: Error): void;
}

/**
 * Takes the answer to one request, and calls `done` once. Where only the status counts, whatever becomes of the rest is no
 * error: it is taken off the connection as far as it is short.
 */
function createReceiver(
  what: 'status' | 'all',
  done: (ended: Exchanged | { readonly error: Error }) => void,
): Receiver {
  let controller: Dispatcher.DispatchController | undefined;
  let givenUp: Error | undefined;
  let head: Pick<Exchanged, 'status' | 'headers'> | undefined;
  let first: Buffer | undefined;
  let rest: Buffer[] | undefined;
  let length = 0;
  let isDone = false;
  const end = (error?: Error): void => {
    if (isDone) return;
    isDone = true;
    if (head && (what === 'status' || !error))
      done({ ...head, bytes: (rest ? Buffer.concat(rest, length) : first) ?? NOTHING });
    else done({ error: withCode(error ?? new BrokenAnswer('an answer without a head')) });
  };
  return {
    giveUp(error) {
      givenUp = error;
      controller?.abort(error);
      // undici tells of a start before it writes.
      end(controller ? error : new NeverBegun('no connection in time'));
    },
    onRequestStart(started) {
      // undici hands back what was written to a dead connection; should it ever begin anew, the second write is stopped.
      if (controller) throw new BrokenAnswer('must not be sent twice');
      // What throws here is not written, and the connection stays for the next.
      if (givenUp) throw givenUp;
      controller = started;
    },
    onResponseStart(_, status, headers) {
      if (status >= 200) head = { status, headers };
    },
    onResponseData(current, chunk) {
      length += chunk.length;
      if (what === 'status') {
        if (length > UNREAD_BYTES) current.abort(new Error('the rest is not read'));
      } else if (!first) first = chunk;
      else (rest ??= [first]).push(chunk);
    },
    onResponseEnd: () => end(),
    onResponseError: (_, error) => end(error),
  };
}

const NOTHING = Buffer.alloc(0);

/** undici's errors have a code, but for those of its parser. */
function withCode(error: Error): Error {
  if ('code' in error && error.code !== undefined) return error;
  return new BrokenAnswer(error.message, { cause: error });
}
