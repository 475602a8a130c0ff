import { TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';
import { buildConnector, Client } from 'undici';
import type { Clock } from '../../clock.ts';

/** How long a test message may take in all, ms. The cloud gives up after 20 s. */
export const KNOCK_MS = 8000;
/** Of an answer no more is looked at: it tells an Airdesk from something else. */
const MOST_BYTES = 2000;

/** What came of one message that was posted. */
export interface Posted {
  /** From the look-up of the name to the end, ms. */
  readonly ms: number;
  /** Undefined where nothing was answered. */
  readonly status?: number;
  /** Where a redirect leads to, as it was answered. Hostile text. */
  readonly location?: string;
  /** How the answer begins. Hostile text. */
  readonly body: string;
  /** Why there is no answer: a code of Node's or undici's; `timeout` where the time was up. */
  readonly failure?: string;
  /** Whether there was a connection, with TLS where the address wants it. */
  readonly isConnected: boolean;
  /** The address that the name led to. */
  readonly ip?: string;
  /** Until when the certificate is good, ms UTC. */
  readonly certificateUntil?: number;
}

/** Posts JSON to an address, follows nothing, and never rejects. */
export type Post = (address: string, body: string) => Promise<Posted>;

/** Creates Post over the network: one connection a message, closed after it, so that each look is a new one. */
export function createPost(clock: Clock): Post {
  return async (address, body) => {
    const { origin, pathname } = new URL(address);
    const start = clock.passed();
    let seen: Pick<Posted, 'isConnected' | 'ip' | 'certificateUntil'> = { isConnected: false };
    const client = clientFor(origin, (socket) => (seen = factsOf(socket)));
    const abort = new AbortController();
    const cancel = clock.after(KNOCK_MS, () => abort.abort(new TimeUp()));
    const over = (parts: Pick<Posted, 'body'> & Partial<Posted>): Posted => ({
      ms: Math.round(clock.passed() - start),
      ...seen,
      ...parts,
    });
    try {
      const answer = await client.request({
        ...{ method: 'POST', path: pathname, body, signal: abort.signal },
        headers: { 'content-type': 'application/json', 'user-agent': 'airdesk-callback-test' },
      });
      const { location } = answer.headers;
      return over({
        status: answer.statusCode,
        ...(typeof location === 'string' && { location }),
        body: await beginningOf(answer.body),
      });
    } catch (error) {
      return over({ failure: codeOf(error), body: '' });
    } finally {
      cancel();
      await client.destroy().catch(() => undefined);
    }
  };
}

class TimeUp extends Error {
  readonly code = 'timeout';
}

function clientFor(origin: string, onSocket: (socket: Socket) => void): Client {
  // By the clock of the machine as well: a connection that is being made outlives the request that wanted it.
  const connect = buildConnector({ timeout: KNOCK_MS });
  return new Client(origin, {
    connect(options, callback) {
      connect(options, (...made) => {
        if (made[1]) onSocket(made[1]);
        callback(...made);
      });
    },
  });
}

function factsOf(socket: Socket): Pick<Posted, 'isConnected' | 'ip' | 'certificateUntil'> {
  const until = socket instanceof TLSSocket ? Date.parse(socket.getPeerCertificate().valid_to) : NaN;
  return {
    isConnected: true,
    ...(socket.remoteAddress !== undefined && { ip: socket.remoteAddress }),
    ...(!Number.isNaN(until) && { certificateUntil: until }),
  };
}

async function beginningOf(body: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  // Leaving the loop ends the reading.
  for await (const chunk of body) {
    text += String(chunk).slice(0, MOST_BYTES);
    if (text.length >= MOST_BYTES) break;
  }
  return text.slice(0, MOST_BYTES);
}

/** `ECONNREFUSED` and the like, wherever it stands. */
function codeOf(error: unknown): string {
  for (let each = error, depth = 0; each instanceof Error && depth < 4; each = each.cause, depth += 1)
    if ('code' in each && typeof each.code === 'string') return each.code;
  return 'unknown';
}
