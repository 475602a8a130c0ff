import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The only way from Airdesk to a far end. Cut, nothing passes any more, as when the process at its end is gone. */
export interface Wire {
  readonly origin: string;
  cut(): void;
}

/** A wire to a server that goes on without it. */
export async function wireTo(origin: string): Promise<Wire> {
  const port = Number(new URL(origin).port);
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  return wireOf(server);
}

/** A wire at whose far end `answer` stands. */
export async function wireToFetch(answer: (request: Request) => Promise<Response>): Promise<Wire> {
  return wireOf(
    createHttpServer((incoming, outgoing) => {
      pass(incoming, outgoing, answer).catch(() => incoming.socket.destroy());
    }),
  );
}

async function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: Request) => Promise<Response>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = 'POST', url = '/', headers } = incoming;
  const response = await answer(
    new Request(`http://${headers.host ?? 'cloud'}${url}`, {
      method,
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
      body: Buffer.concat(chunks),
    }),
  );
  const type = response.headers.get('content-type') ?? 'application/json';
  outgoing.writeHead(response.status, { 'content-type': type });
  outgoing.end(await response.text());
}

async function wireOf(server: Server): Promise<Wire> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
