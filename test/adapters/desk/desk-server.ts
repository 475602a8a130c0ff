import { request } from 'node:http';
import { Hono } from 'hono';
import { createDeskAdapter } from '../../../adapters/desk/index.ts';
import type { DeskOptions } from '../../../adapters/desk/index.ts';
import type { Adapter, Handle } from '../../../src/platform/adapter.ts';
import type { Intent } from '../../../src/intent.ts';
import type { Announcer } from '../../../src/platform/announcer.ts';
import type { Card } from '../../../src/reply.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import type { TestClock } from '../../fakes/test-clock.ts';
import { openEvents } from '../../paths/stage/desk-events.ts';
import type { SentEvent } from '../../paths/stage/desk-events.ts';
import { logOf } from '../../fakes/logs.ts';
import { serveOnLoopback } from '../../fakes/loopback.ts';

/** A desk on a real port of 127.0.0.1, with a core that only records. */
export interface DeskServer {
  readonly origin: string;
  readonly port: number;
  readonly desk: Adapter & Announcer;
  readonly clock: TestClock;
  readonly intents: readonly Intent[];
  readonly logged: readonly string[];
  readonly post: (body: unknown, headers?: Record<string, string>) => Promise<Response>;
  readonly stop: () => Promise<void>;
}

/** Starts a desk in open mode with ada and ben, unless told otherwise. `answer` is what its core does. */
export async function startDesk(
  options: Partial<DeskOptions> = {},
  answer: (intent: Intent, desk: Adapter) => Promise<void> = async () => {},
): Promise<DeskServer> {
  const http = new Hono();
  const clock = createTestClock();
  const intents: Intent[] = [];
  const logged: string[] = [];
  let count = 0;
  const desk = createDeskAdapter({
    http,
    clock,
    newId: () => `m${++count}`,
    log: logOf(logged),
    login: {
      kind: 'open',
      people: [
        { userId: 'ada', name: 'Ada' },
        { userId: 'ben', name: 'Ben' },
      ],
    },
    mayRead: () => true,
    lines: () => ({
      suggestions: ['stream list'],
      completions: [{ line: 'stream list', summary: 'Streams that are on' }],
    }),
    ...options,
  });
  const { origin, port, close } = await serveOnLoopback(http);
  const handle: Handle = async (intent) => {
    intents.push(intent);
    await answer(intent, desk);
  };
  await desk.start(handle);
  return {
    origin,
    port,
    desk,
    clock,
    intents,
    logged,
    post: (body, headers = {}) =>
      fetch(`${origin}/desk/intents`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: origin, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async stop() {
      await desk.stop();
      await close();
    },
  };
}

/** A listening page, with what it has been told so far. */
export interface Page {
  readonly events: readonly SentEvent[];
  /** Resolves with the first event of this kind (from `start` on) that `fits`. */
  next(event: string, fits?: (data: unknown) => boolean): Promise<unknown>;
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Listens to a desk's events, as `query` (without question mark) says. Resolves when the first one is there. */
export async function openPage(
  origin: string,
  query: string,
  headers: Record<string, string> = {},
): Promise<Page> {
  const events: SentEvent[] = [];
  const stop = new AbortController();
  let wake = () => {};
  let over = false;
  const { ready, ended } = openEvents(
    `${origin}/desk/events?${query}`,
    stop.signal,
    (sent) => {
      events.push(sent);
      wake();
    },
    headers,
  );
  void ended.then(() => {
    over = true;
    wake();
  });
  await ready;
  return {
    events,
    ended,
    async next(event, fits = () => true) {
      for (;;) {
        const found = events.find((sent) => sent.event === event && fits(JSON.parse(sent.data)));
        if (found) return JSON.parse(found.data) as unknown;
        if (over) throw new Error(`The stream ended without ${event}`);
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    close: () => {
      stop.abort();
      return ended;
    },
  };
}

/** A request with headers that fetch does not let one set, as Host. Resolves with status, headers and body. */
export function rawRequest(
  port: number,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<{ status: number; headers: Record<string, unknown>; body: string }> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A card with a title, and what else is given. */
export function card(title: string, more: Partial<Card> = {}): Card {
  return { kind: 'card', tone: 'info', title, visibility: 'channel', ...more };
}
