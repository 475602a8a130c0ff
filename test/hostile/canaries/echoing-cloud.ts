import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request as send } from 'undici';
import { handshakeAnswer } from '../../../src/live/stand-in.ts';

/** A cloud that works, and says back what it should keep to itself, wherever it has words of its own. */
export interface EchoingCloud {
  readonly origin: string;
  /** Actions that it refuses from now on, with what was sent to it in its words. */
  readonly refusing: Set<string>;
  /** How many answers had something of it in them. */
  readonly echoed: () => number;
  close(): Promise<void>;
}

/** Members that people write, and which nothing goes by. */
const WORDS =
  /^(?:.*Desc(?:ription)?|Comment|Remark|Reason|Message|Operator|.*Msg|Alias|.*ErrorInfo|.*Text)$/;

/** Stands before `cloud`. `next` says what comes next. */
export async function startEchoingCloud(cloud: string, next: () => string): Promise<EchoingCloud> {
  const refusing = new Set<string>();
  let echoed = 0;
  const echo = () => {
    echoed += 1;
    return next();
  };

  function withEchoes(value: unknown, name = ''): unknown {
    if (typeof value === 'string') return WORDS.test(name) ? `${echo()} ${value}` : value;
    if (Array.isArray(value)) return value.map((item) => withEchoes(item, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withEchoes(item, key)]));
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void (async () => {
        const action = String(request.headers['x-tc-action']);
        const body = Buffer.concat(chunks);
        const nonce = /^\/_sandbox\/handshake\?nonce=(.*)$/.exec(request.url ?? '')?.[1];
        if (nonce !== undefined) {
          response.end(JSON.stringify({ standIn: handshakeAnswer(nonce) }));
          return;
        }
        if (refusing.has(action)) {
          const Message = `${echo()} ${JSON.stringify(request.headers)} ${body.toString()}`;
          const Error = { Code: `FailedOperation.${echo()}`, Message };
          response.end(JSON.stringify({ Response: { Error, RequestId: echo() } }));
          return;
        }
        const { statusCode, body: passed } = await send(cloud + (request.url ?? '/'), {
          method: 'POST',
          // With its own Host: it is signed.
          headers: { ...request.headers, connection: 'keep-alive' },
          ...(body.length > 0 && { body }),
        });
        response.writeHead(statusCode, { 'content-type': 'application/json' });
        response.end(JSON.stringify(withEchoes(await passed.json())));
      })().catch(() => response.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refusing,
    echoed: () => echoed,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
