import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { WebAPIPlatformError, type WebClientOptions } from '@slack/web-api';
import { type Clock, sleep } from '../../../src/clock.ts';
import type { BoltLogger } from './bolt-logger.ts';
import { refusedAppToken } from '../delivery-errors.ts';
import type { Log } from '../../../src/observability/log.ts';

/**
 * Connections held at once. Slack closes each of them every few hours and may deliver to any of them: with two, a
 * routine `disconnect` leaves nobody without an answer.
 */
const CONNECTIONS = 2;
/** Those of former tokens too. */
const MOST_CONNECTIONS = 3 * CONNECTIONS;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 30_000;
/** A connection that ends sooner was not a routine one; after some of them in a row we stop coming back at once. */
const BRIEF_MS = 10_000;
const FREE_RETURNS = 3;
/** Slack's failures that pass; every other refusal of a token needs a person. */
const PASSING = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'ratelimited',
  'request_timeout',
]);
/** Without a pong for so long a connection is dead; pings go out three times as often. */
const CLIENT_PING_TIMEOUT_MS = 5_000;
const SERVER_PING_TIMEOUT_MS = 30_000;

interface SocketReceiverOptions {
  /** The app-level token as it is now. */
  readonly appToken: () => string;
  readonly clock: Clock;
  readonly log: Log;
  readonly boltLogger: BoltLogger;
  readonly clientOptions: WebClientOptions;
}

/** Bolt's receiver for Socket Mode, and how many connections are up. */
export interface SocketReceiver extends Receiver {
  connected(): number;
  /** Why the newest try to connect failed; undefined where it did not. For the operator, English. */
  trouble(): string | undefined;
  /**
   * There is another token: connections are opened with it beside those of the former one. Those go on until Slack ends them,
   * since nothing else tells what is on its way over them; beyond two exchanges the oldest are closed.
   */
  renew(): void;
}

/** Bolt wraps what went wrong; the reason is Slack's error word, or the class. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'closed';
  const data = 'data' in error ? error.data : undefined;
  if (typeof data === 'object' && data !== null && 'error' in data && typeof data.error === 'string')
    return data.error;
  return 'code' in error ? String(error.code) : 'error';
}

/** Somebody has to do something about the token. */
function isRefusal(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && !PASSING.has(reasonOf(error));
}

function troubleOf(error: unknown): string {
  const reason = reasonOf(error);
  return isRefusal(error) ? `${reason}. ${refusedAppToken(reason).hint.en}` : `no Socket Mode (${reason})`;
}

/** What is to come. */
function later(): { readonly done: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const done = new Promise<void>((settle) => (resolve = settle));
  return { done, resolve };
}

function announcesEnd(data: string): boolean {
  if (!data.includes('"disconnect"')) return false;
  try {
    const message: unknown = JSON.parse(data);
    return (
      typeof message === 'object' && message !== null && 'type' in message && message.type === 'disconnect'
    );
  } catch {
    return false;
  }
}

/**
 * Keeps a frame that bolt's client stumbles over (`null`, an event without its content) from becoming an unhandled
 * rejection, which would end the process.
 */
function surviveFrames({ client }: SocketModeReceiver, log: Log): void {
  const readers = client.listeners('ws_message') as ((...frame: unknown[]) => unknown)[];
  client.removeAllListeners('ws_message');
  client.on('ws_message', (...frame: unknown[]) => {
    for (const read of readers) {
      Promise.resolve(read.apply(client, frame)).catch(() =>
        log.warn({}, 'Slack Socket Mode frame of an unknown form ignored'),
      );
    }
  });
}

interface Connection {
  readonly token: string;
  readonly ended: Promise<void>;
  readonly isOver: () => boolean;
}

/**
 * Socket Mode through bolt's own SocketModeReceiver, one for each life of a connection. Reconnecting is done here:
 * bolt's waits 5 s first, and a refused reconnect (`invalid_auth`) would be an unhandled rejection. Start rejects when
 * Slack refuses the token; where Slack cannot be reached it resolves, and keeps trying.
 */
export function createSocketReceiver(options: SocketReceiverOptions): SocketReceiver {
  const { appToken, clock, log, boltLogger, clientOptions } = options;
  /** The oldest first. */
  const live = new Set<SocketModeReceiver>();
  let renewed = later();
  let app: App | undefined;
  let stopping = false;
  let up = 0;
  let trouble: string | undefined;

  const isStopping = () => stopping;

  /** Opens one connection. Resolves when it is up; `ended` resolves when it is not to be counted on any more. */
  async function connect(): Promise<Connection> {
    const token = appToken();
    const receiver = new SocketModeReceiver({
      appToken: token,
      logger: boltLogger,
      autoReconnectEnabled: false,
      clientPingTimeout: CLIENT_PING_TIMEOUT_MS,
      serverPingTimeout: SERVER_PING_TIMEOUT_MS,
      installerOptions: { clientOptions: { ...clientOptions } },
      processEventErrorHandler: async () => false,
    });
    if (app) receiver.init(app);
    surviveFrames(receiver, log);
    live.add(receiver);
    const { client } = receiver;
    const ended = new Promise<void>((resolve) => {
      client.on('disconnected', () => {
        live.delete(receiver);
        resolve();
      });
      // The next one is opened as soon as Slack announces the end, not when the closing handshake is done.
      client.on('ws_message', (data: unknown) => {
        if (typeof data === 'string' && announcesEnd(data)) resolve();
      });
    });
    try {
      await receiver.start();
    } catch (error) {
      live.delete(receiver);
      throw error;
    }
    // stop() found no socket to close while this one was being opened
    if (isStopping()) await receiver.stop();
    up += 1;
    let isOver = false;
    void ended.then(() => {
      up -= 1;
      isOver = true;
    });
    return { token, ended, isOver: () => isOver };
  }

  /** Slack takes ten at most. */
  function closeOldest(): void {
    const excess = live.size - MOST_CONNECTIONS;
    for (const receiver of [...live].slice(0, Math.max(0, excess))) void receiver.stop();
  }

  const waitAfter = (failures: number) =>
    sleep(clock, Math.min(FIRST_WAIT_MS * 2 ** Math.min(failures, 20), LONGEST_WAIT_MS));

  /** Keeps one connection up until stop: reopens it when it ends, and waits longer after each failure. */
  async function keepUp(first?: Connection): Promise<void> {
    let current = first;
    let failures = 0;
    let brief = 0;
    while (!isStopping()) {
      if (!current) {
        try {
          current = await connect();
          if (failures > 0) log.info({ connections: up }, 'Slack Socket Mode is connected again');
          failures = 0;
          trouble = undefined;
        } catch (error) {
          failures += 1;
          trouble = troubleOf(error);
          log.error(
            { reason: reasonOf(error), failures, connections: up },
            'Slack Socket Mode is not connected',
          );
          await waitAfter(failures);
        }
        continue;
      }
      const openedAt = clock.now();
      await Promise.race([current.ended, renewed.done]);
      if (current.token !== appToken() && !current.isOver()) {
        // The next one is opened with the new token; this one goes on meanwhile.
        current = undefined;
        closeOldest();
        continue;
      }
      if (!current.isOver()) continue;
      current = undefined;
      brief = clock.now() - openedAt < BRIEF_MS ? brief + 1 : 0;
      if (brief > FREE_RETURNS && !isStopping()) {
        log.warn({ brief }, 'Slack closes Socket Mode connections at once');
        await waitAfter(brief);
      }
    }
  }

  return {
    init: (bolt) => {
      app = bolt;
    },
    connected: () => up,
    renew() {
      const { resolve } = renewed;
      renewed = later();
      resolve();
    },
    trouble: () => trouble,
    start: async () => {
      stopping = false;
      try {
        void keepUp(await connect());
      } catch (error) {
        const reason = reasonOf(error);
        if (isRefusal(error)) throw refusedAppToken(reason);
        trouble = troubleOf(error);
        log.error({ reason, connections: up }, 'Slack Socket Mode is not connected');
        void keepUp();
      }
      for (let others = 1; others < CONNECTIONS; others += 1) void keepUp();
    },
    stop: async () => {
      stopping = true;
      await Promise.all([...live].map((receiver) => receiver.stop()));
    },
  };
}
