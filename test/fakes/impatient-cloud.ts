import { createServer } from 'node:http';
import { listenOnLoopback } from './loopback.ts';

/** Between the cloud and Airdesk: takes callbacks at once, and tries again every few ms where the cloud waits a minute. */
export interface ImpatientCloud {
  /** Where the cloud sends. */
  readonly url: string;
  /** Where they go on to. */
  sendTo(url: string): void;
  stop(): Promise<void>;
}

const AGAIN_MS = 50;

/** Starts it. Nothing is sent on before `sendTo`. */
export async function startImpatientCloud(): Promise<ImpatientCloud> {
  let target: string | undefined;
  let stopped = false;

  async function deliver(body: string): Promise<void> {
    while (!stopped) {
      if (target !== undefined) {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(target, { method: 'POST', headers, body }).catch(() => undefined);
        await answer?.text().catch(() => undefined);
        if (answer?.status === 200) return;
      }
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      response.end('{"code":0}');
      void deliver(body);
    });
  });
  const { origin, close } = await listenOnLoopback(server);
  return {
    url: `${origin}/`,
    sendTo(url) {
      target = url;
    },
    async stop() {
      stopped = true;
      await close();
    },
  };
}
