/**
 * Slack and the cloud in one process: sends signed slash commands and receives what the bots send. Whatever it does
 * costs every bot the same.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { ONLINE } from './online.ts';
import { signedCommand } from './signed-command.ts';

/** How long a command may take until its message is here, ms. */
const LOST_MS = 10_000;

export const BOT_TOKEN = 'xoxb-benchmark';
export const SIGNING_SECRET = 'benchmark-signing-secret';
/** More people than one: what somebody may ask in a minute is bounded, and must not be what is measured. */
const PEOPLE = 500;
/** Slack ids of those who ask, by turns. */
export const USERS: readonly string[] = Array.from({ length: PEOPLE }, (_, index) => `U0BENCH${index}`);

/** A bot that answers slash commands at `POST /slack/events`. */
export interface Bot {
  readonly port: number;
}

/** A command, and the words by which its answer is known. */
export interface Asked {
  readonly line: string;
  readonly expect: RegExp;
}

/** The far end of all bots. */
export interface FarEnd {
  readonly origin: string;
  readonly slackApi: string;
  /** Connects to a bot. */
  connect(bot: Bot): Speaker;
  close(): Promise<void>;
}

/** Somebody who types into channels that one bot listens to. */
export interface Speaker {
  /**
   * Types a command into channel number `channel`, where no other is under way. Resolves once it was acknowledged
   * and answered: ms from when it was sent until the cloud was called (NaN where it was not).
   * @throws Error when there is no answer, or not the expected one
   */
  say(channel: number, asked: Asked): Promise<number>;
  /** The same: ms from when it was sent until it was acknowledged. */
  acknowledged(channel: number, asked: Asked): Promise<number>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (message: string) => void;
  cloudCalledAt: number;
}

/** Starts the far end on a free port. */
export async function startFarEnd(): Promise<FarEnd> {
  const waiting = new Map<string, Waiting>();
  const server = createServer((request, response) => {
    if (request.headers['x-tc-action'] !== undefined || request.url === '/') {
      // Only one command that calls the cloud is timed at once, so the call is its.
      const now = performance.now();
      for (const one of waiting.values()) if (Number.isNaN(one.cloudCalledAt)) one.cloudCalledAt = now;
      drain(request, () => answer(response, ONLINE));
    } else {
      read(request, (body) => answer(response, slackAnswer(request, body, waiting)));
    }
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    slackApi: `${origin}/api/`,
    connect: (bot) => speakTo(bot, waiting),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function speakTo({ port }: Bot, waiting: Map<string, Waiting>): Speaker {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 64 });

  async function ask(
    channel: number,
    { line, expect }: Asked,
  ): Promise<{ readonly cloudMs: number; readonly ackMs: number }> {
    const channelId = `C0BENCH${channel}`;
    const { headers, body } = signedCommand(line, channelId);
    let one: Waiting | undefined;
    let timer: NodeJS.Timeout | undefined;
    const message = new Promise<string>((resolve, reject) => {
      one = { resolve, cloudCalledAt: Number.NaN };
      waiting.set(channelId, one);
      timer = setTimeout(() => reject(new Error(`no answer to ${line}`)), LOST_MS);
    });
    const start = performance.now();
    let ackMs = Number.NaN;
    const acknowledged = pool
      .request({ method: 'POST', path: '/slack/events', headers, body })
      .then(async (response) => {
        await response.body.dump();
        ackMs = performance.now() - start;
        if (response.statusCode !== 200)
          throw new Error(`the bot answered ${response.statusCode} to ${line}`);
      });
    try {
      const [text] = await Promise.all([message, acknowledged]);
      if (!expect.test(text)) throw new Error(`${line} was answered with ${text.slice(0, 300)}`);
      return { cloudMs: (one?.cloudCalledAt ?? Number.NaN) - start, ackMs };
    } finally {
      clearTimeout(timer);
      waiting.delete(channelId);
    }
  }

  return {
    say: async (channel, asked) => (await ask(channel, asked)).cloudMs,
    acknowledged: async (channel, asked) => (await ask(channel, asked)).ackMs,
    close: () => pool.destroy(),
  };
}

function slackAnswer(request: IncomingMessage, body: string, waiting: Map<string, Waiting>): string {
  const method = request.url?.slice('/api/'.length).split('?')[0];
  switch (method) {
    case 'chat.postMessage':
    case 'chat.postEphemeral': {
      const channel = /(?:^|&|")channel(?:=|":")([A-Z0-9]+)/.exec(body)?.[1] ?? '';
      waiting.get(channel)?.resolve(body);
      return JSON.stringify({ ok: true, channel, ts: '1700000000.000100', message_ts: '1700000000.000100' });
    }
    case 'auth.test':
      return JSON.stringify({ ok: true, user_id: 'U0BOT', bot_id: 'B0BOT', team_id: 'T0LIVE', user: 'bot' });
    case 'users.info':
      return JSON.stringify({ ok: true, user: { id: USERS[0], name: 'ada', real_name: 'Ada', profile: {} } });
    default:
      return JSON.stringify({ ok: false, error: 'unknown_method' });
  }
}

function read(request: IncomingMessage, then: (body: string) => void): void {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (piece: string) => (body += piece));
  request.on('end', () => then(body));
}

function drain(request: IncomingMessage, then: () => void): void {
  request.resume();
  request.on('end', then);
}

function answer(response: ServerResponse, json: string): void {
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(json),
  });
  response.end(json);
}
