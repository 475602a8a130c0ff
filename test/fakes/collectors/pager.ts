import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How it answers: a status with headers and a body; `lost`: taken, and the answer never comes. */
type Answering =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly text?: string;
    }
  | 'lost';

/** What it was sent. */
export interface Paged {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A pager, as a webhook sees one. */
export interface Pager {
  readonly url: string;
  /** All requests, also those that it did not take. */
  readonly asked: readonly Paged[];
  /** Those that it took. */
  readonly taken: readonly Paged[];
  /** From now on it answers so; undefined: 202. */
  always(answer: Answering | undefined): void;
  stop(): Promise<void>;
}

/** Starts one on loopback. */
export async function startPager(): Promise<Pager> {
  const asked: Paged[] = [];
  const taken: Paged[] = [];
  let always: Answering | undefined;
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => (text += piece));
    request.on('end', () => {
      // Somebody who looks for what had this port before.
      if (request.method !== 'POST') return void response.writeHead(404).end();
      const paged = { headers: request.headers, text, body: JSON.parse(text) as Record<string, unknown> };
      asked.push(paged);
      if (always === undefined || always === 'lost' || always.status < 300) taken.push(paged);
      if (always === 'lost') return void request.socket.destroy();
      const { status, headers = {}, text: body = '{"status":"success"}' } = always ?? { status: 202 };
      response.writeHead(status, headers).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/enqueue`,
    asked,
    taken,
    always: (answer) => (always = answer),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
