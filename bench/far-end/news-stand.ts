import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where news arrive: Slack's Web API for Airdesk, a webhook for Alertmanager, and a cloud that knows of nothing. */
export interface NewsStand {
  readonly origin: string;
  /** Resolves with performance.now() of when the first news with this name in it had arrived. @throws Error when none comes */
  about(name: string): Promise<number>;
  close(): Promise<void>;
}

/** How long news may take, ms. */
const LOST_MS = 30_000;
/** The names that are waited for: letters and digits between two marks, unlike anything else in the news. */
const NAME = /timed-\d+-\d+-end/g;

/** Starts it on a free port. */
export async function startNewsStand(): Promise<NewsStand> {
  const waiting = new Map<string, (at: number) => void>();
  const server = createServer((request, response) => {
    const at = performance.now();
    read(request, (body) => {
      for (const [name] of body.matchAll(NAME)) {
        waiting.get(name)?.(at);
        waiting.delete(name);
      }
      const answer = JSON.stringify(answerTo(request.url ?? ''));
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(answer),
      });
      response.end(answer);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    about: (name) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no news of ${name}`)), LOST_MS);
        waiting.set(name, (at) => {
          clearTimeout(timer);
          resolve(at);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

let messages = 0;

function answerTo(url: string): object {
  if (url.startsWith('/api/auth.test'))
    return { ok: true, user_id: 'U0BOT', bot_id: 'B0BOT', team_id: 'T0LIVE' };
  if (url.startsWith('/api/conversations.history')) return { ok: true, messages: [] };
  if (url.startsWith('/api/')) {
    messages += 1;
    return { ok: true, channel: 'C0BENCH', ts: `1700000000.${String(messages).padStart(6, '0')}` };
  }
  return {
    Response: { RequestId: 'bench', Error: { Code: 'ResourceNotFound', Message: 'nothing is here' } },
  };
}

function read(request: IncomingMessage, then: (body: string) => void): void {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (piece: string) => (body += piece));
  request.on('end', () => then(body));
}
