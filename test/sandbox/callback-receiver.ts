import { createServer } from 'node:http';
import { listenOnLoopback } from '../fakes/loopback.ts';

/** A message as it came to the callback URL. */
export interface ReceivedMessage {
  readonly contentType: string | undefined;
  readonly body: Record<string, unknown>;
}

/** A callback URL, what came to it, and its end. */
export interface Receiver {
  readonly url: string;
  readonly messages: ReceivedMessage[];
  readonly close: () => Promise<void>;
}

/** A callback URL on loopback that keeps what it gets. `answer` decides the status; null answers nothing. */
export async function startReceiver(answer: (count: number) => number | null = () => 200): Promise<Receiver> {
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
  const { origin, close } = await listenOnLoopback(server);
  return { url: `${origin}/callbacks/live`, messages, close };
}
