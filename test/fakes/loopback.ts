import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on a free port of this machine. */
export interface Loopback {
  readonly port: number;
  readonly origin: string;
  /** Ends the server and its connections; a fetch keeps some open for later. */
  readonly close: () => Promise<void>;
}

/** Lets this server listen on a free port. */
export async function listenOnLoopback(server: Server): Promise<Loopback> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Serves an app on a free port. */
export function serveOnLoopback(http: Hono): Promise<Loopback> {
  return listenOnLoopback(createAdaptorServer({ fetch: http.fetch }) as Server);
}
