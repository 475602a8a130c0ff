import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it came to the callback URL. */
export interface ReceivedMessage {
  readonly contentType: string | undefined;
  readonly body: Record<string, unknown>;
}

/** A callback URL on loopback that keeps what it gets. `answer` decides the status; null answers nothing. */
export async function startReceiver(answer: (count: number) => number | null = () => 200): Promise<{
  url: string;
  messages: ReceivedMessage[];
  close: () => Promise<void>;
}> {
  const messages: ReceivedMessage[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const body = JSON.parse(text) as Record<string, unknown>;
      messages.push({ contentType: request.headers['content-type'], body });
      const status = answer(messages.length);
      if (status !== null) response.writeHead(status).end('{"code":0}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/callbacks/live`,
    messages,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
