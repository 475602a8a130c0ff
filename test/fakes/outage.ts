import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a platform is down: nobody listens, or something in front of it answers 503. */
export type Down = 'refuse' | 'http-503';

/** A server that can go down and come up again at the same address. */
export interface Outage {
  /** What every request is answered with now; undefined: as usual. */
  readonly status: () => 503 | undefined;
  readonly goDown: (how?: Down) => Promise<void>;
  readonly comeUp: () => Promise<void>;
}

/** `cut` ends the connections that the server has handed over (web sockets). */
export function createOutage(server: Server, cut: () => void): Outage {
  let port = 0;
  let down: Down | undefined;

  async function comeUp(): Promise<void> {
    if (down === 'refuse') await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    down = undefined;
  }

  return {
    status: () => (down === 'http-503' ? 503 : undefined),
    comeUp,
    goDown: async (how = 'refuse') => {
      await comeUp();
      down = how;
      cut();
      if (how === 'http-503') return;
      port = (server.address() as AddressInfo).port;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
