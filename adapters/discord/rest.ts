import { trimEndSigns } from '../../src/text/trim-signs.ts';
import { type Clock, sleep } from '../../src/clock.ts';
import type { DeliveryError } from '../../src/errors.ts';
import { NOT_SENT } from '../../src/http/outgoing.ts';
import {
  blockedAddress,
  editLimited,
  notDelivered,
  outcomeUnknown,
  rateLimited,
  refusedByDiscord,
} from './refusals/delivery-errors.ts';
import type { Pace } from './pace.ts';
import { REFUSALS } from './refusals/refusals.ts';
import { wireBody } from './wire-body.ts';
import type { Answer, Method, Transport } from './transport.ts';

const MAX_TRIES = 3;
const MAX_WAIT_MS = 30_000;
const FIRST_WAIT_MS = 500;

/** One call of Discord's REST API. */
export interface Call {
  /** For logs and errors: paths can hold tokens. */
  readonly name: string;
  readonly method: Method;
  /** Below the version, as `/channels/1/messages`. */
  readonly path: string;
  readonly body?: unknown;
  /** A second run has the same effect as one: edits, deletions, a message with a nonce. */
  readonly repeatable: boolean;
  /** Repeated as it is, it does no harm; asked for anew by the caller, it would be done twice. */
  readonly onceOnly?: boolean;
  /** Calls that share a rate limit, as `POST messages 1`. */
  readonly bucket?: string;
  /** The token is in the path; exempt from the limit over all calls. */
  readonly byTicket?: boolean;
  /** One try, and no waiting: whatever hinders it is thrown at once. */
  readonly once?: boolean;
  /** How long it may take with all waits, ms. Default 30,000. */
  readonly withinMs?: number;
}

/** Calls to Discord. Throws DeliveryError and nothing else. */
export interface DiscordApi {
  /** `token`: another one than is used now. */
  call(call: Call, token?: string): Promise<unknown>;
}

interface DiscordApiOptions {
  /** The bot token as it is now. */
  readonly token: () => string;
  /** As `https://discord.com/api`, with or without a version. */
  readonly apiUrl: string;
  readonly transport: Transport;
  readonly pace: Pace;
  readonly clock: Clock;
}

type Outcome =
  | { readonly kind: 'done'; readonly body: unknown }
  | { readonly kind: 'wait'; readonly ms: number; readonly everything: boolean }
  | { readonly kind: 'edit-limited'; readonly code: number; readonly ms: number }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'refused'; readonly status: number; readonly code: number }
  | { readonly kind: 'not-sent' | 'unknown'; readonly reason: string };

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

function outcomeOf({ status, body, header }: Answer): Outcome {
  if (status >= 200 && status < 300) return { kind: 'done', body };
  if (status === 429) {
    const told = fieldOf(body, 'retry_after') ?? header('retry-after');
    // Of what stands before Discord (discord-api-docs #5810): asked again every second it would only last longer.
    if (told === undefined) return { kind: 'blocked' };
    const seconds = Number(told);
    const ms = Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : 1_000;
    const code = fieldOf(body, 'code');
    if (typeof code === 'number' && REFUSALS[code]?.stops === 'edit')
      return { kind: 'edit-limited', code, ms };
    const everything = fieldOf(body, 'global') === true || header('x-ratelimit-scope') === 'global';
    return { kind: 'wait', ms: Math.max(ms, 50), everything };
  }
  if (status >= 500) return { kind: 'unknown', reason: `HTTP ${status}` };
  const code = fieldOf(body, 'code');
  return { kind: 'refused', status, code: typeof code === 'number' ? code : 0 };
}

function failureOf(error: unknown): Outcome {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return { kind: NOT_SENT.has(code) ? 'not-sent' : 'unknown', reason: code || 'no answer' };
}

/**
 * Discord's REST API with bounded patience: limits are kept before they are hit, a 429 is waited out as it says, at
 * most 3 tries within 30 s; a lost answer is asked for again only where a repeat does no harm, and never at once.
 */
export function createDiscordApi(options: DiscordApiOptions): DiscordApi {
  const { transport, pace, clock } = options;
  const base = `${trimEndSigns(options.apiUrl, /\//).replace(/\/v\d+$/, '')}/v10`;
  // The form is Discord's rule (docs: reference#user-agent).
  const anonymous = { 'user-agent': 'DiscordBot (https://airdesk.example, 1)' };

  async function once(
    { method, path, body, byTicket, bucket, once: oneTry = false }: Call,
    token: string,
  ): Promise<Outcome> {
    try {
      const headers = byTicket ? anonymous : { ...anonymous, authorization: `Bot ${token}` };
      const isPatient = oneTry && !byTicket;
      const answer = await transport.send(method, `${base}${path}`, headers, wireBody(body), isPatient);
      const outcome = outcomeOf(answer);
      // What it says of one message is not how often the channel may be written to.
      if (outcome.kind !== 'edit-limited') pace.learn(bucket, answer.header);
      return outcome;
    } catch (error) {
      return failureOf(error);
    }
  }

  return {
    call: async (call, token) => {
      const { name, repeatable, onceOnly, bucket, byTicket, once: oneTry = false } = call;
      const { withinMs = MAX_WAIT_MS } = call;
      const deadline = clock.passed() + withinMs;
      const wait = async (ms: number, otherwise: () => DeliveryError): Promise<void> => {
        if (oneTry || clock.passed() + ms > deadline) throw otherwise();
        await sleep(clock, ms);
      };
      for (let tries = 1; ; tries += 1) {
        for (let ms = byTicket ? 0 : pace.take(bucket); ms > 0; ms = pace.take(bucket)) {
          const asked = ms;
          await wait(ms, () => rateLimited(name, asked));
        }
        const outcome = await once(call, token ?? options.token());
        if (outcome.kind === 'done') return outcome.body;
        if (outcome.kind === 'refused') throw refusedByDiscord(name, outcome.status, outcome.code);
        if (outcome.kind === 'edit-limited') throw editLimited(name, outcome.code, outcome.ms);
        if (outcome.kind === 'blocked') throw blockedAddress(name);
        if (outcome.kind === 'not-sent') throw notDelivered(name, outcome.reason, 'not-sent');
        const isLast = oneTry || tries >= MAX_TRIES;
        if (outcome.kind === 'wait') {
          const tooLong = () => rateLimited(name, outcome.ms);
          if (!byTicket && outcome.everything) pace.block(undefined, outcome.ms);
          if (!byTicket && bucket !== undefined) pace.block(bucket, outcome.ms);
          if (isLast) throw tooLong();
          await wait(outcome.ms, tooLong);
        } else {
          const lost = () =>
            repeatable && !onceOnly
              ? notDelivered(name, outcome.reason, 'unknown')
              : outcomeUnknown(name, outcome.reason);
          if (isLast || !repeatable) throw lost();
          await wait(FIRST_WAIT_MS * 2 ** (tries - 1), lost);
        }
      }
    },
  };
}
