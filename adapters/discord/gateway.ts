import { trimEndSigns } from '../../src/text/trim-signs.ts';
import type { Client } from 'discord.js';
import type { AirdeskError } from '../../src/errors.ts';
import { refusedGateway, refusedToken } from './refusals/delivery-errors.ts';
import type { Log } from '../../src/observability/log.ts';

const AUTHENTICATION_FAILED = 4004;

/** The gateway connection. */
export interface Gateway {
  /** Resolves when the gateway is ready. @throws AirdeskError when Discord refuses the bot. */
  start(): Promise<void>;
  stop(): Promise<void>;
  isConnected(): boolean;
  /** Why it was closed for good; undefined while it is opened again by itself. */
  whyNot(): string | undefined;
}

interface GatewayOptions {
  readonly token: () => string;
  /** As `https://discord.com/api`. */
  readonly apiUrl: string;
  readonly onInteraction: (payload: unknown) => void;
  readonly log: Log;
}

function nameOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  return 'code' in error ? String(error.code) : error instanceof Error ? error.name : 'unknown';
}

/**
 * Interactions over discord.js's gateway client, which reconnects and resumes by itself. Without any intent:
 * interactions come regardless, and nothing else is wanted. Loads discord.js only when it is started.
 */
export function createGateway({ token, apiUrl, onInteraction, log }: GatewayOptions): Gateway {
  let client: Client | undefined;
  let connected = false;
  let stopping = false;
  let closedFor: AirdeskError | undefined;

  /** Logs what changes, once. */
  function setConnected(now: boolean, facts: object, message: string): void {
    if (connected === now) return;
    connected = now;
    if (!stopping) log[now ? 'info' : 'warn'](facts, message);
  }

  async function createClient(): Promise<Client> {
    const { Client, Events, Options } = await import('discord.js');
    const made = new Client({
      intents: [],
      // Interactions are read from the raw payload: nothing needs to be remembered.
      makeCache: Options.cacheWithLimits({ UserManager: 1, GuildMemberManager: 1, MessageManager: 0 }),
      rest: {
        api: trimEndSigns(apiUrl, /\//).replace(/\/v\d+$/, ''),
        version: '10',
        retries: 0,
        timeout: 10_000,
      },
    });
    // Without a listener an error would end the process.
    made.on(Events.Error, (error) => log.warn({ reason: nameOf(error) }, 'discord.js reports an error'));
    made.on(Events.ShardError, (error) =>
      log.warn({ reason: nameOf(error) }, 'Discord gateway connection failed'),
    );
    made.on(Events.Raw as unknown as 'raw', (packet: { t?: unknown; d?: unknown }) => {
      if (packet.t === 'READY' || packet.t === 'RESUMED') {
        setConnected(true, { event: packet.t }, 'Discord gateway is connected');
      }
      if (packet.t !== 'INTERACTION_CREATE') return;
      if (made === client) onInteraction(packet.d);
      // Not for discord.js as well: nobody reads what it would make of it, and what it stumbles over ends the process.
      packet.t = undefined;
    });
    made.on(Events.ShardReconnecting, () => setConnected(false, {}, 'Discord gateway is reconnecting'));
    // isReady() stays true after a close that cannot be recovered.
    made.on(Events.ShardDisconnect, ({ code }) => {
      if (made !== client || stopping) return;
      connected = false;
      const error = code === AUTHENTICATION_FAILED ? refusedToken('gateway') : refusedGateway(code);
      closedFor = error;
      log.error({ code: error.code, hint: error.hint }, 'Discord gateway closed for good');
    });
    return made;
  }

  return {
    isConnected: () => connected,
    whyNot: () => closedFor && `${closedFor.message}. ${closedFor.hint.en}`,
    start: async () => {
      stopping = false;
      closedFor = undefined;
      const made = await createClient();
      client = made;
      let closedWith: number | undefined;
      made.once('shardDisconnect', ({ code }) => (closedWith = code));
      try {
        await made.login(token());
      } catch (error) {
        connected = false;
        if (closedWith === AUTHENTICATION_FAILED || nameOf(error) === 'TokenInvalid')
          throw refusedToken('gateway');
        throw closedWith === undefined ? error : refusedGateway(closedWith);
      }
    },
    stop: async () => {
      stopping = true;
      connected = false;
      await client?.destroy();
      client = undefined;
    },
  };
}
