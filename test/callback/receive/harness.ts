import { connect, type Socket } from 'node:net';
import { createReceiver, type ReceiverOptions } from '../../../src/callback/receive/receiver.ts';
import { CALLBACK_PREFIX, type CallbackEndpoint } from '../../../src/callback/receive/endpoint.ts';
import { createHttp, type Http } from '../../../src/http/server.ts';
import { createLog } from '../../../src/observability/log.ts';
import { createMetrics } from '../../../src/start/metrics.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { KEY, NOW } from './messages.ts';

/** The last part of the path that callbacks come to. */
export const TOKEN = 'tok-3f9a7c5e1b';

/** A receiver on a real server. */
export interface Running {
  readonly http: Http;
  readonly clock: TestClock;
  readonly port: number;
  /** What was appended. */
  readonly stored: unknown[];
  readonly counted: Map<string, number>;
  readonly lines: string[];
  post(body: string | Uint8Array, path?: string): Promise<Response>;
  /** Resolves when so many requests were counted. */
  countedTotal(total: number): Promise<void>;
}

/** Starts a receiver of one account, and keeps what it stores, counts and logs. */
export async function start(options: Partial<ReceiverOptions> = {}): Promise<Running> {
  const clock = createTestClock(NOW);
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  const stored: unknown[] = [];
  const counted = new Map<string, number>();
  let waiting: { total: number; resolve: () => void }[] = [];
  const total = () => [...counted.values()].reduce((sum, count) => sum + count, 0);
  const endpoints: readonly CallbackEndpoint[] = [
    { account: 'other', token: 'tok-other-000', key: 'other-key' },
    { account: 'sports', token: TOKEN, key: KEY },
  ];
  const http = createHttp({ clock, log, metrics: createMetrics({ processMetrics: false }), checks: [] });
  const receive = createReceiver({
    endpoints,
    inbox: { append: (value) => Promise.resolve(stored.push(JSON.parse(JSON.stringify(value)))) },
    clock,
    counts: {
      callback(outcome) {
        counted.set(outcome, (counted.get(outcome) ?? 0) + 1);
        for (const { resolve } of waiting.filter((one) => total() >= one.total)) resolve();
        waiting = waiting.filter((one) => total() < one.total);
      },
    },
    log,
    ...options,
  });
  http.raw(CALLBACK_PREFIX, receive);
  const { port } = await http.listen(0, '127.0.0.1');
  return {
    http,
    clock,
    port,
    stored,
    counted,
    lines,
    post: (body, path = `${CALLBACK_PREFIX}${TOKEN}`) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : Buffer.from(body),
      }),
    countedTotal: (count) =>
      new Promise((resolve) => {
        if (total() >= count) resolve();
        else waiting.push({ total: count, resolve });
      }),
  };
}

/** A connection that says exactly what it is told. `answer` resolves with all that came when it is closed. */
export function dial(port: number): { readonly socket: Socket; readonly answer: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  const answer = new Promise<string>((resolve) => {
    let text = '';
    socket.on('data', (data) => (text += data.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
  return { socket, answer };
}

/** The head of a callback as raw HTTP. `length`: of the body, bytes; undefined: it comes in chunks. */
export function head(length: number | undefined, path = `${CALLBACK_PREFIX}${TOKEN}`): string {
  const size = length === undefined ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
  return `POST ${path} HTTP/1.1\r\nHost: x\r\n${size}\r\n\r\n`;
}
