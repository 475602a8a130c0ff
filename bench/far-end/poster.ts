import { connect, type Socket } from 'node:net';

/** One HTTP request as bytes, and whether its answer counts. */
export interface Posted {
  /** Requests answered with 200. */
  readonly accepted: number;
  /** Requests answered otherwise. */
  readonly refused: number;
  /** From the first request to the last answer, ms. */
  readonly tookMs: number;
}

/** Posts JSON bodies over kept-alive connections, with as little work of its own as can be: it shares the machine. */
export interface Poster {
  /** Keeps `concurrency` requests under way; `next` makes the next body, and undefined ends it. */
  load(concurrency: number, next: () => string | undefined): Promise<Posted>;
  /** Posts one. Resolves with when it began to be sent, by performance.now(). @throws Error when it is not accepted */
  one(body: string): Promise<number>;
  close(): void;
}

/** Creates a Poster to one path of one server. */
export function createPoster(port: number, path: string): Poster {
  const idle: Connection[] = [];

  async function take(): Promise<Connection> {
    return idle.pop() ?? open(port);
  }

  function send(connection: Connection, body: string): Promise<number> {
    return connection.ask(
      `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }

  return {
    async load(concurrency, next) {
      const connections = await Promise.all(Array.from({ length: concurrency }, take));
      const start = performance.now();
      let accepted = 0;
      let refused = 0;
      await Promise.all(
        connections.map(async (connection) => {
          for (let body = next(); body !== undefined; body = next()) {
            if ((await send(connection, body)) === 200) accepted += 1;
            else refused += 1;
          }
        }),
      );
      const tookMs = performance.now() - start;
      idle.push(...connections);
      return { accepted, refused, tookMs };
    },
    async one(body) {
      const connection = await take();
      const start = performance.now();
      const status = await send(connection, body);
      idle.push(connection);
      if (status !== 200) throw new Error(`answered ${status}`);
      return start;
    },
    close() {
      for (const { socket } of idle) socket.destroy();
    },
  };
}

interface Connection {
  readonly socket: Socket;
  /** Sends a request; resolves with the status of its answer once all of that has arrived. */
  ask(request: string): Promise<number>;
}

async function open(port: number): Promise<Connection> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay();
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let got = '';
  let answered: ((status: number) => void) | undefined;
  let failed: ((error: Error) => void) | undefined;
  socket.on('data', (piece: Buffer) => {
    got += piece.toString('latin1');
    if (!isWhole(got)) return;
    const status = Number(got.slice(9, 12));
    got = '';
    answered?.(status);
  });
  socket.on('error', (error) => failed?.(error));
  socket.on('close', () => failed?.(new Error('the connection was closed')));
  return {
    socket,
    ask: (request) =>
      new Promise((resolve, reject) => {
        [answered, failed] = [resolve, reject];
        socket.write(request);
      }),
  };
}

function isWhole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /content-length: *(\d+)/i.exec(answer)?.[1];
  if (length !== undefined) return answer.length >= head + 4 + Number(length);
  return !/transfer-encoding: *chunked/i.test(answer) || answer.endsWith('0\r\n\r\n');
}
