import { createSeenIntents } from '../../src/platform/seen-intents.ts';
import { trimEndSigns } from '../../src/text/trim-signs.ts';
import type { Client } from 'discord.js';
import { type Clock, sleep } from '../../src/clock.ts';
import type { AirdeskError } from '../../src/errors.ts';
import { refusedGateway, refusedToken } from './refusals/delivery-errors.ts';
import type { Log } from '../../src/observability/log.ts';

const AUTHENTICATION_FAILED = 4004;
/** How long the connection of a former token goes on beside that of the new one, ms: what Discord sent over it is on its way. */
const BESIDE_MS = 5_000;
/** Interactions that are remembered: both connections bring them. */
const REMEMBERED = 2_000;
/** Waits between tries to connect with a new token, ms; the last repeats. */
const RENEW_MS = [1_000, 5_000, 15_000, 60_000];

/** The gateway connection. */
export interface Gateway {
  /** Resolves when the gateway is ready. @throws AirdeskError when Discord refuses the bot. */
  start(): Promise<void>;
  /**
   * Connects with another token, also where the connection was closed for good; the one that there is goes on until the new one is
   * ready and a moment longer. Nothing that comes meanwhile is lost or taken twice.
   */
  renew(token: string): void;
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
  readonly clock: Clock;
  readonly log: Log;
}

function nameOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  return 'code' in error ? String(error.code) : error instanceof Error ? error.name : 'unknown';
}

function idOf(payload: unknown): string | undefined {
  const id = typeof payload === 'object' && payload !== null && 'id' in payload ? payload.id : undefined;
  return typeof id === 'string' ? id : undefined;
}

/**
 * Interactions over discord.js's gateway client, which reconnects and resumes by itself. Without any intent:
 * interactions come regardless, and nothing else is wanted. Loads discord.js only when it is started.
 */
export function createGateway({ token, apiUrl, onInteraction, clock, log }: GatewayOptions): Gateway {
  /** The newest that was ready. */
  let client: Client | undefined;
  /** Those whose interactions are taken. */
  const taking = new Set<Client>();
  const isSeen = createSeenIntents(REMEMBERED);
  let connected = false;
  let isStarted = false;
  let stopping = false;
  let closedFor: AirdeskError | undefined;
  let renewing: string | undefined;

  /** Logs what changes, once. */
  function setConnected(now: boolean, facts: object, message: string): void {
    if (connected === now) return;
    connected = now;
    if (!stopping) log[now ? 'info' : 'warn'](facts, message);
  }

  function take(payload: unknown): void {
    const id = idOf(payload);
    if (id !== undefined && isSeen(id)) return;
    onInteraction(payload);
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
      if (made === client && (packet.t === 'READY' || packet.t === 'RESUMED')) {
        setConnected(true, { event: packet.t }, 'Discord gateway is connected');
      }
      if (packet.t !== 'INTERACTION_CREATE') return;
      if (taking.has(made)) take(packet.d);
      // Not for discord.js as well: nobody reads what it would make of it, and what it stumbles over ends the process.
      packet.t = undefined;
    });
    made.on(Events.ShardReconnecting, () => {
      if (made === client) setConnected(false, {}, 'Discord gateway is reconnecting');
    });
    // isReady() stays true after a close that cannot be recovered.
    made.on(Events.ShardDisconnect, ({ code }) => {
      taking.delete(made);
      if (made !== client || stopping) return;
      connected = false;
      const error = code === AUTHENTICATION_FAILED ? refusedToken('gateway') : refusedGateway(code);
      closedFor = error;
      log.error({ code: error.code, hint: error.hint }, 'Discord gateway closed for good');
    });
    return made;
  }

  /** Resolves when it is ready. @throws AirdeskError where Discord refuses it */
  async function logIn(made: Client, as: string): Promise<void> {
    let closedWith: number | undefined;
    made.once('shardDisconnect', ({ code }) => (closedWith = code));
    taking.add(made);
    try {
      await made.login(as);
    } catch (error) {
      taking.delete(made);
      if (closedWith === AUTHENTICATION_FAILED || nameOf(error) === 'TokenInvalid')
        throw refusedToken('gateway');
      throw closedWith === undefined ? error : refusedGateway(closedWith);
    }
  }

  /** The new one in place of the one before, which ends a moment later. */
  async function putInPlace(made: Client): Promise<void> {
    const before = client;
    client = made;
    closedFor = undefined;
    setConnected(true, { event: 'READY' }, 'Discord gateway is connected');
    if (!before) return;
    await sleep(clock, BESIDE_MS);
    taking.delete(before);
    await before.destroy();
    log.info({}, 'Discord gateway connection of the former token ended');
  }

  async function renewWith(next: string): Promise<void> {
    const isWanted = (): boolean => !stopping && renewing === next;
    for (let failures = 0; isWanted(); failures += 1) {
      const made = await createClient();
      try {
        await logIn(made, next);
        if (!isWanted()) {
          taking.delete(made);
          await made.destroy();
          return;
        }
        await putInPlace(made);
        return;
      } catch (error) {
        await made.destroy().catch(() => undefined);
        log.warn({ reason: nameOf(error) }, 'Discord gateway cannot be connected with the new token yet');
        await sleep(clock, RENEW_MS[Math.min(failures, RENEW_MS.length - 1)] ?? 0);
      }
    }
  }

  return {
    isConnected: () => connected,
    whyNot: () => closedFor && `${closedFor.message}. ${closedFor.hint.en}`,
    start: async () => {
      stopping = false;
      closedFor = undefined;
      const made = await createClient();
      client = made;
      try {
        await logIn(made, token());
      } catch (error) {
        connected = false;
        client = undefined;
        throw error;
      }
      isStarted = true;
    },
    renew(next) {
      // A start that is still to come takes the token as it is then.
      if (!isStarted || stopping) return;
      renewing = next;
      void renewWith(next).catch((error: unknown) =>
        log.error({ reason: nameOf(error) }, 'Discord gateway could not be renewed'),
      );
    },
    stop: async () => {
      stopping = true;
      connected = false;
      const all = [...taking, ...(client ? [client] : [])];
      taking.clear();
      await Promise.all([...new Set(all)].map((each) => each.destroy()));
      client = undefined;
    },
  };
}
