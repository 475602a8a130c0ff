import { createHmac } from 'node:crypto';
import { createServer as createHttpServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CERTIFICATE, PRIVATE_KEY } from '../../sandbox/example-certificate.ts';
import { LOOPBACK_CERTIFICATE, LOOPBACK_KEY } from './loopback-certificate.ts';

/** One answer: a status, with headers, or `reset`, `hang`; `lost`: taken, and the answer never comes. */
export type Answering =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | 'reset'
  | 'hang'
  | 'lost';

export interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of the webhook, which checks signatures and keeps what it took. */
export interface WebhookReceiver {
  readonly port: number;
  /** Every request, as it came. */
  readonly requests: readonly Delivery[];
  /** Lines that were taken, in the order in which they came, repeats too. */
  readonly lines: readonly string[];
  /** What was sent with a signature that is not right. */
  readonly forged: () => number;
  /** Answers the next requests so, in turn; then 204. */
  answer(...answers: readonly Answering[]): void;
  /** Answers every request so. */
  always(answer: Answering | undefined): void;
  stop(): Promise<void>;
}

/** Where it listens, and as whom. */
interface ReceiverOptions {
  readonly tls?: 'loopback' | 'other';
  readonly port?: number;
  /** What it has from before. */
  readonly lines?: readonly string[];
}

const OURS = { cert: LOOPBACK_CERTIFICATE, key: LOOPBACK_KEY };
const OTHERS = { cert: CERTIFICATE, key: PRIVATE_KEY };

/** Starts one on loopback. With `tls` it is this machine, or somebody else, by a certificate that is signed by itself. */
export async function startWebhookReceiver(
  secret: () => string,
  { tls, port = 0, lines: before = [] }: ReceiverOptions = {},
): Promise<WebhookReceiver> {
  const requests: Delivery[] = [];
  const lines: string[] = [...before];
  let answers: Answering[] = [];
  let always: Answering | undefined;
  let forged = 0;

  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      requests.push({ headers: request.headers, body });
      const answer = answers.shift() ?? always ?? { status: 204 };
      if (answer === 'hang') return;
      if (answer === 'reset') return void request.socket.destroy();
      if (!isSigned(String(request.headers['airdesk-signature']), body, secret())) {
        forged += 1;
        return void response.writeHead(401).end();
      }
      if (answer === 'lost' || answer.status < 300) lines.push(...body.split('\n').slice(0, -1));
      if (answer === 'lost') return void request.socket.destroy();
      response.writeHead(answer.status, answer.headers).end('{"secret":"of the receiver"}');
    });
  };
  const server =
    tls !== undefined
      ? createHttpsServer({ ...(tls === 'loopback' ? OURS : OTHERS) }, listener)
      : createHttpServer(listener);
  server.on('tlsClientError', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    ...{ requests, lines },
    forged: () => forged,
    answer: (...next) => void (answers = [...next]),
    always: (next) => void (always = next),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** As the page on operations says how a receiver checks it. */
function isSigned(header: string, body: string, secret: string): boolean {
  const [time = '', ...signatures] = header.split(',');
  const expected = createHmac('sha256', secret)
    .update(`${time.slice('t='.length)}.${body}`)
    .digest('hex');
  return signatures.includes(`v1=${expected}`);
}
