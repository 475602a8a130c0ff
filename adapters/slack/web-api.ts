import * as webApi from '@slack/web-api';
import { type Clock, sleep } from '../../src/clock.ts';
import { DeliveryError } from '../../src/errors.ts';
import { NOT_SENT } from '../../src/http/outgoing.ts';
import type { SlackMessage } from './blocks.ts';
import { noTicket, notDelivered, outcomeUnknown, rateLimited, refusedBySlack } from './delivery-errors.ts';
import type { SlackHttp } from './fetch.ts';

const MAX_TRIES = 3;
const MAX_WAIT_MS = 30_000;
/** Where Slack does not say for how long. */
const LEAST_WAIT_MS = 1_000;

/** Slack's own failures after which "some aspect of the operation" may have succeeded. */
const TRANSIENT = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

const ALLOWED_HOOKS = new Set(['https://hooks.slack.com', 'https://hooks.slack-gov.com']);

/** How much is done for a call. */
export interface Patience {
  /** A second run has the same effect as one (chat.update). */
  readonly repeatable?: boolean;
  /** One try, and no waiting: whatever hinders it is thrown at once. */
  readonly once?: boolean;
  /** Not waited out: a limit is thrown at once. */
  readonly hurried?: boolean;
}

/** Calls to Slack. Every method throws DeliveryError and nothing else. */
export interface SlackApi {
  /** One Web API call. */
  call(method: string, args: Record<string, unknown>, patience?: Patience): Promise<webApi.WebAPICallResult>;
  /** Answers through a response_url, which needs no membership. `replaces`: in place of what was pressed. */
  respond(
    url: string,
    kind: 'ephemeral' | 'in_channel',
    message: SlackMessage,
    replaces?: boolean,
  ): Promise<void>;
}

interface SlackApiOptions {
  readonly http: SlackHttp;
  readonly clock: Clock;
  readonly apiUrl: string;
  /** What calls are made with. */
  readonly clients: () => SlackClients;
}

/** Clients that hold the bot token: it goes out in a header, and in no body. */
export interface SlackClients {
  readonly usual: webApi.WebClient;
  /** For what is tried once, behind which nobody waits. */
  readonly patient: webApi.WebClient;
}

type Outcome =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'refused'; readonly word: string }
  | { readonly kind: 'not-sent' | 'unknown'; readonly reason: string };

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no answer';
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof webApi.WebAPIRateLimitedError) return { kind: 'wait', ms: error.retryAfter * 1000 };
  if (error instanceof webApi.WebAPIPlatformError) {
    const word = error.data.error.slice(0, 80);
    if (word === 'ratelimited' || word === 'rate_limited') {
      return { kind: 'wait', ms: (error.data.response_metadata?.retryAfter ?? 1) * 1000 };
    }
    // An answer that is not Slack's JSON is some proxy's page.
    if (!/^[a-z0-9_]+$/i.test(word)) return { kind: 'unknown', reason: 'not JSON' };
    return TRANSIENT.has(word) ? { kind: 'unknown', reason: word } : { kind: 'refused', word };
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    return { kind: 'unknown', reason: `HTTP ${error.statusCode}` };
  }
  const reason = codeOf(error instanceof webApi.WebAPIRequestError ? error.original : error);
  return { kind: NOT_SENT.has(reason) ? 'not-sent' : 'unknown', reason };
}

/**
 * Nested arguments as the JSON that goes out anyway. WebClient would do it too, but first walk through all of them for
 * a debug line that nobody reads.
 */
function asStrings(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    ]),
  );
}

/**
 * Slack's Web API with bounded patience: a 429 is waited out as Retry-After says, at most 3 tries within 30 s; a lost
 * answer is asked for again only where a repeat does no harm.
 */
export function createSlackApi(options: SlackApiOptions): SlackApi {
  const { http, clock, apiUrl, clients } = options;
  async function patiently<T>(method: string, patience: Patience, send: () => Promise<T>): Promise<T> {
    const { repeatable = false, once = false, hurried = false } = patience;
    const start = clock.passed();
    for (let tries = 1; ; tries += 1) {
      try {
        return await send();
      } catch (error) {
        if (error instanceof DeliveryError) throw error;
        const outcome = outcomeOf(error);
        const last = once || hurried || tries >= MAX_TRIES;
        if (outcome.kind === 'refused') throw refusedBySlack(method, outcome.word);
        if (outcome.kind === 'wait') {
          if (last || clock.passed() - start + outcome.ms > MAX_WAIT_MS)
            throw rateLimited(method, outcome.ms);
          await sleep(clock, Math.max(outcome.ms, LEAST_WAIT_MS));
        } else if (outcome.kind === 'not-sent') {
          throw notDelivered(method, outcome.reason, 'not-sent');
        } else if (!repeatable || last) {
          throw repeatable
            ? notDelivered(method, outcome.reason, 'unknown')
            : outcomeUnknown(method, outcome.reason);
        }
      }
    }
  }

  const apiOrigin = new URL(apiUrl).origin;
  return {
    call: (method, args, patience = {}) =>
      patiently(method, patience, () =>
        clients()[patience.once ? 'patient' : 'usual'].apiCall(method, asStrings(args)),
      ),
    respond: (url, kind, message, replaces = false) => {
      const origin = URL.canParse(url) ? new URL(url).origin : '';
      if (!ALLOWED_HOOKS.has(origin) && origin !== apiOrigin) {
        return Promise.reject(noTicket('response_url'));
      }
      return patiently('response_url', {}, async () => {
        const answer = await http.fetch(url, {
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify({ response_type: kind, replace_original: replaces, ...message }),
        });
        if (answer.status === 429) {
          throw new webApi.WebAPIRateLimitedError(Number(answer.headers.get('retry-after')));
        }
        if (answer.status >= 500) throw new webApi.WebAPIHTTPError(answer.status, '', {});
        if (!answer.ok) throw refusedBySlack('response_url', 'expired_url');
      });
    },
  };
}
