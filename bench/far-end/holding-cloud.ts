import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ONLINE } from './online.ts';

/** A cloud that says that three streams are on air, and can keep everybody waiting for it. */
export interface HoldingCloud {
  readonly origin: string;
  /** From now on nothing is answered. */
  hold(): void;
  /** Calls that wait for their answer. */
  held(): number;
  /** Answers them, and whatever comes after. */
  release(): void;
  close(): Promise<void>;
}

/** Starts a cloud on a free port. */
export async function startHoldingCloud(): Promise<HoldingCloud> {
  const waiting: (() => void)[] = [];
  let holding = false;
  const server = createServer((request, response) => {
    const answer = (): void => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(ONLINE);
    };
    request.resume();
    request.on('end', () => {
      if (holding) waiting.push(answer);
      else answer();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold: () => {
      holding = true;
    },
    held: () => waiting.length,
    release: () => {
      holding = false;
      for (const answer of waiting.splice(0)) answer();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
