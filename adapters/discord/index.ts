import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { z } from 'zod';
import type { Adapter } from '../../src/platform/adapter.ts';
import type { Announcer } from '../../src/platform/announcer.ts';
import { steady, type Clock } from '../../src/clock.ts';
import { createApproved, type Approval } from '../../src/platform/approved.ts';
import { unchanging, type Exchanged } from '../../src/platform/exchanged.ts';
import { DeliveryError } from '../../src/errors.ts';
import type { Pins } from '../../src/platform/pins.ts';
import { createAnnouncer } from './announce.ts';
import { createDelivery } from './deliver.ts';
import { refusedToken, wrongApplication } from './refusals/delivery-errors.ts';
import { createGateway } from './gateway.ts';
import { mountInteractions } from './http-interactions.ts';
import { createInteractions, type Taken } from './interactions.ts';
import { createMarkers } from './markers.ts';
import { LIMITS } from './message/limits.ts';
import { createMessages } from './messages.ts';
import type { Log } from '../../src/observability/log.ts';
import { createPace } from './pace.ts';
import { createDiscordApi } from './rest.ts';
import type { Suggest } from './commands/suggest.ts';
import { noteThreads } from './thread/thread-notes.ts';
import { createTickets } from './ticket.ts';
import { createTransport } from './transport.ts';

/** What is read of one's own application; an answer of somebody else's reads as no application. */
const ApplicationSchema = z
  .object({
    id: z.string(),
    verify_key: z.string().default(''),
    bot: z.object({ id: z.string() }).optional().catch(undefined),
  })
  .catch({ id: '', verify_key: '' });

/** Of the 3 s that Discord waits for the first response. */
const ACKNOWLEDGE_MS = 2_500;
const ALREADY_ACKNOWLEDGED = 'discord.40060';
/** Discord refuses the response as it is, and waits for another one. */
const INVALID = 'discord.50035';

export interface DiscordOptions {
  /** The bot token. */
  readonly token: string;
  /** The bot token as it is in its file now; `token` where it never changes. */
  readonly tokens?: Exchanged | undefined;
  /** Told where Discord does not take another token, and the one before goes on; and when that is over. */
  readonly onRefused?: ((isRefused: boolean) => void) | undefined;
  readonly applicationId: string;
  /** 64 hex digits. Given: interactions come to `POST /discord/interactions`; otherwise over the gateway. */
  readonly publicKey?: string | undefined;
  /** Another REST API than https://discord.com/api; names the gateway's address, too. */
  readonly apiUrl?: string | undefined;
  /** The one shared server. */
  readonly http: Hono;
  readonly clock: Clock;
  readonly log: Log;
  /** Values for an option that is being typed; none are offered when they take longer than 250 ms. */
  readonly suggest?: Suggest | undefined;
  /** A request came that is not from Discord; why, as `stale`. HTTP only. */
  readonly onForged?: ((why: string) => void) | undefined;
  /** Ids of the channels that alerts go to: it is noted at the start which of them are threads. */
  readonly alertChannels?: readonly string[] | undefined;
  /** How long an answer of Discord may take, in ms. Default 3,000. */
  readonly timeoutMs?: number | undefined;
  /** At most 25 characters, never the same twice. Default: random. */
  readonly newNonce?: (() => string) | undefined;
}

/** The Discord adapter, and whether Discord can reach it. */
export interface DiscordAdapter extends Adapter, Announcer, Pins {
  /** There may be another token. */
  readonly lookAtToken: () => void;
  /** Whether asks can arrive: started, and with a gateway connected to it. */
  isConnected(): boolean;
  /** Why the gateway is not, where that is known. For the operator, English. */
  whyNot(): string | undefined;
}

/**
 * Discord, over HTTP where a public key is given, over the gateway otherwise. A form is its first answer or none: the
 * core says so before the ask is acknowledged, and none is opened in answer to a form that was sent. `start` rejects with an AirdeskError when Discord refuses the token, or when it belongs to another application.
 * @throws RangeError when the public key is none
 */
export function createDiscordAdapter(options: DiscordOptions): DiscordAdapter {
  const { token, applicationId, publicKey, http, clock, log, suggest, timeoutMs = 3_000 } = options;
  const { apiUrl = 'https://discord.com/api', newNonce = () => randomBytes(15).toString('base64url') } =
    options;
  const transport = createTransport(clock, timeoutMs);
  const { tokens = unchanging(token), onRefused = () => undefined } = options;
  const approved = createApproved({
    values: tokens,
    ask: askAboutToken,
    clock,
    onTaken(taken) {
      log.info({}, 'Discord takes the new DISCORD_TOKEN');
      gateway?.renew(taken);
    },
    onRefused(isRefused) {
      if (isRefused)
        log.error(
          {},
          'Discord does not take the new DISCORD_TOKEN, or it is of another application; the one before goes on',
        );
      onRefused(isRefused);
    },
  });
  const api = createDiscordApi({ token: approved.now, apiUrl, transport, pace: createPace(clock), clock });
  const waits = steady(clock);
  const tickets = createTickets(waits);
  const interactions = createInteractions({ applicationId, suggest, tickets, clock, waits, log });
  const messages = createMessages(api, log);
  const { later } = interactions;
  const markers = createMarkers();
  const delivery = createDelivery({ api, messages, tickets, markers, clock: waits, log, newNonce, later });
  const { post, edit, pin, editByTicket } = delivery;
  /** Our bot's user: older applications have another id than their bot. */
  let botUser: string | undefined;
  const announcer = createAnnouncer({
    api,
    messages,
    clock,
    markers,
    editByTicket,
    ownUser: async () => botUser ?? (await askWhoWeAre(true)).bot?.id ?? applicationId,
  });
  const gateway =
    publicKey === undefined
      ? createGateway({
          token: approved.now,
          ...{ apiUrl, clock, log },
          onInteraction: (payload) => void answerOnGateway(payload),
        })
      : undefined;
  if (publicKey !== undefined) {
    mountInteractions({ http, publicKey, interactions, clock, log, onForged: options.onForged });
  }

  /** Sends the first response. True when Discord has it, and from us. */
  async function acknowledge({ response, ticket, plainly }: Taken): Promise<boolean> {
    if (!ticket) return false;
    const call = {
      name: 'interaction callback',
      method: 'POST',
      path: ticket.callbackPath,
      body: response,
      repeatable: false,
      byTicket: true,
      withinMs: ACKNOWLEDGE_MS,
    } as const;
    for (let isRepeat = false; ; isRepeat = true) {
      try {
        await api.call(call);
        return true;
      } catch (error) {
        const code = error instanceof DeliveryError ? error.code : 'unknown';
        // Of the try whose answer was lost. On a first try it was somebody else, who does the work.
        if (code === ALREADY_ACKNOWLEDGED && isRepeat) return true;
        if (code === INVALID && plainly) {
          log.error({ interaction: ticket.interactionId }, 'Discord refused a form: acknowledged without');
          return acknowledge({ response: plainly(), ticket });
        }
        if (code !== 'discord.outcome-unknown' || isRepeat) {
          log.error(
            { interaction: ticket.interactionId, code },
            'Discord interaction could not be acknowledged',
          );
          return false;
        }
      }
    }
  }

  async function answerOnGateway(payload: unknown): Promise<void> {
    try {
      const taken = await interactions.take(payload);
      if (!taken) return;
      // Who is told that it failed asks again: nothing is done behind their back.
      if (await acknowledge(taken)) taken.work?.();
      else taken.drop?.();
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'Discord interaction failed');
    }
  }

  async function askAboutToken(asked: string): Promise<Approval> {
    const call = { name: 'own application', method: 'GET', path: '/applications/@me' } as const;
    try {
      const { id } = ApplicationSchema.parse(
        await api.call({ ...call, repeatable: true, once: true }, asked),
      );
      if (id === '') return 'unknown';
      return id === applicationId ? 'right' : 'wrong';
    } catch (error) {
      return error instanceof DeliveryError && error.code === 'discord.http-401' ? 'wrong' : 'unknown';
    }
  }

  async function askWhoWeAre(once: boolean): Promise<z.infer<typeof ApplicationSchema>> {
    const call = {
      name: 'own application',
      method: 'GET',
      path: '/applications/@me',
      repeatable: true,
      once,
    } as const;
    const mine = ApplicationSchema.parse(await api.call(call));
    botUser = mine.bot?.id;
    return mine;
  }

  /** A wrong token or application stops the start; a Discord that cannot be asked does not. */
  async function checkApplication(): Promise<void> {
    let mine: z.infer<typeof ApplicationSchema>;
    try {
      mine = await askWhoWeAre(false);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      if (error.code === 'discord.http-401') throw refusedToken('REST');
      log.warn({ code: error.code }, 'Discord could not be asked whether the bot token is good');
      return;
    }
    const { id, verify_key: key } = mine;
    if (id === '') return;
    if (id !== applicationId) throw wrongApplication('DISCORD_APPLICATION_ID');
    if (publicKey !== undefined && key !== '' && key !== publicKey.toLowerCase())
      throw wrongApplication('DISCORD_PUBLIC_KEY');
  }

  return {
    name: 'discord',
    capabilities: { formFields: LIMITS.modalParts, formsAgain: 'never' },
    start: async (handle, formFirst) => {
      await checkApplication();
      interactions.open(handle, formFirst);
      void noteThreads(api, options.alertChannels ?? [], log);
      try {
        await gateway?.start();
      } catch (error) {
        interactions.close();
        throw error;
      }
    },
    stop: async () => {
      approved.stop();
      interactions.close();
      await gateway?.stop();
      await interactions.drain();
      await transport.close();
    },
    post,
    edit,
    pin,
    ...announcer,
    lookAtToken: approved.look,
    isConnected: () => interactions.isOpen() && (gateway?.isConnected() ?? true),
    whyNot: () => gateway?.whyNot(),
  };
}
