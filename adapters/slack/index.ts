import { WebClient } from '@slack/web-api';
import type { Hono } from 'hono';
import type { Adapter, Handle } from '../../src/platform/adapter.ts';
import type { Announcer } from '../../src/platform/announcer.ts';
import { unchanging, type Exchanged } from '../../src/platform/with-former.ts';
import type { Clock } from '../../src/clock.ts';
import { AirdeskError, DeliveryError } from '../../src/errors.ts';
import { AnsweringApp } from './receive/answering-app.ts';
import { createBoltLogger } from './receive/bolt-logger.ts';
import { createAnnouncer } from './announce.ts';
import { createDelivery } from './deliver.ts';
import { createSlackHttp } from './fetch.ts';
import { createGroups } from './groups.ts';
import type { Groups } from '../../src/platform/groups.ts';
import type { Log } from '../../src/observability/log.ts';
import { createMessages } from './messages.ts';
import { parse } from './parse.ts';
import { createHttpReceiver } from './receive/receiver.ts';
import { createSocketReceiver } from './receive/socket-receiver.ts';
import { typeOf } from './receive/type-of.ts';
import { createUpload } from './upload.ts';
import { createSlackApi } from './web-api.ts';

/** Asks that are worked on at once; beyond that people are told to try again. */
const MAX_PENDING = 1_000;
const BUSY = 'Airdesk is busy. Try again in a moment. / Airdesk 正忙，请稍后再试。';

export interface SlackOptions {
  readonly botToken: string;
  /** HTTP mode: requests to `POST /slack/events` are checked with it. */
  readonly signingSecret?: string | undefined;
  /** Socket Mode, in which nothing is received over HTTP. */
  readonly appToken?: string | undefined;
  /** Another Web API than https://slack.com/api/. */
  readonly apiUrl?: string | undefined;
  /** The bot token and the signing secret as they are now, and former ones; those above where they never change. */
  readonly botTokens?: Exchanged | undefined;
  readonly signingSecrets?: Exchanged | undefined;
  /** The one shared server. */
  readonly http: Hono;
  /** Told of every request that is not from Slack, and why. */
  readonly onForged?: ((why: string) => void) | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** How long an answer of Slack may take, in ms. Default 3,000. */
  readonly timeoutMs?: number | undefined;
}

/** The Slack adapter, and whether Slack can reach it. */
export interface SlackAdapter extends Adapter, Announcer {
  /** Whether asks can arrive: started, and in Socket Mode at least one connection is up. */
  isConnected(): boolean;
  /** Why Socket Mode is not, where that is known. For the operator, English. */
  whyNot(): string | undefined;
  /** User groups, which take a scope more. */
  readonly groups: Groups;
}

/**
 * Slack through bolt: Socket Mode where an app token is given, HTTP otherwise. `start` rejects with an AirdeskError when
 * Slack refuses a token.
 * @throws AirdeskError when neither a signing secret nor an app token is given
 */
export function createSlackAdapter(options: SlackOptions): SlackAdapter {
  const { botToken, signingSecret, appToken, http, clock, log, timeoutMs = 3_000 } = options;
  const apiUrl = options.apiUrl ?? 'https://slack.com/api/';
  const slackHttp = createSlackHttp(clock, timeoutMs);
  const boltLogger = createBoltLogger(log);
  const clientOptions = {
    slackApiUrl: apiUrl,
    fetch: slackHttp.fetch,
    logger: boltLogger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  };
  const socket = appToken
    ? createSocketReceiver({ appToken, clock, log, boltLogger, clientOptions })
    : undefined;
  const receiver = socket ?? httpReceiver();
  const app = new AnsweringApp({ botToken, receiver, clientOptions, boltLogger, log });
  const client = new WebClient(botToken, clientOptions);
  const patientClient = new WebClient(botToken, { ...clientOptions, fetch: slackHttp.patientFetch });
  const { botTokens = unchanging(botToken) } = options;
  const api = createSlackApi({
    ...{ client, patientClient, http: slackHttp, clock, apiUrl, botTokens },
    onFormerToken: () =>
      log.error(
        {},
        'Slack refuses the new SLACK_BOT_TOKEN; the former one goes on for ten minutes after the exchange',
      ),
  });
  const messages = createMessages(api, log);
  const { post, edit } = createDelivery(
    api,
    messages,
    log,
    createUpload({ api, http: slackHttp, apiUrl, log }),
  );
  const announcer = createAnnouncer({ api, messages, ownUser: async () => ownUser ?? (await askWhoWeAre()) });
  const pending = new Set<Promise<void>>();
  let handle: Handle | undefined;
  /** Our own user in the workspace: whatever asks in its name is not a person. */
  let ownUser: string | undefined;

  function httpReceiver() {
    if (!signingSecret) {
      throw new AirdeskError('Slack: neither a signing secret nor an app token is given', {
        code: 'slack.no-secret',
        hint: {
          en: 'Set SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode).',
          zh: '请设置 SLACK_SIGNING_SECRET（HTTP 模式）或 SLACK_APP_TOKEN（Socket Mode）。',
        },
      });
    }
    const { signingSecrets = unchanging(signingSecret), onForged } = options;
    return createHttpReceiver({ http, signingSecrets, clock, log, onForged });
  }

  async function askWhoWeAre(once = true): Promise<string | undefined> {
    const { user_id: user } = (await api.call('auth.test', {}, { once })) as { readonly user_id?: unknown };
    ownUser = typeof user === 'string' ? user : undefined;
    return ownUser;
  }

  /** A wrong token stops the start; a Slack that cannot be asked does not. Tells who we are ourselves. */
  async function checkToken(): Promise<void> {
    try {
      await askWhoWeAre(false);
    } catch (error) {
      if (!(error instanceof DeliveryError) || (error.everywhere && !error.retryable)) throw error;
      log.warn({ code: error.code }, 'Slack could not be asked whether the bot token is good');
    }
  }

  app.use(async (args) => {
    const body: unknown = args.body;
    const intent = parse(body, clock.now());
    const take = handle;
    const busy = pending.size >= MAX_PENDING;
    const ack = 'ack' in args ? (args.ack as ((text?: string) => Promise<void>) | undefined) : undefined;
    await (busy && intent?.kind === 'command' ? ack?.(BUSY) : ack?.());
    if (!take) return;
    if (!intent || intent.actor.userId === ownUser) {
      log.info({ type: typeOf(args.body) }, 'Slack payload acknowledged and ignored');
      return;
    }
    if (busy) {
      log.error({ pending: pending.size }, 'Slack ask refused: too many at once');
      return;
    }
    const work = new Promise<void>((resolve) => {
      // The acknowledgement is on its way before the work begins.
      setImmediate(() => {
        take(intent)
          .catch(() => log.error({ intent: intent.id }, 'Slack ask failed'))
          .finally(resolve);
      });
    });
    pending.add(work);
    void work.then(() => pending.delete(work));
  });

  return {
    name: 'slack',
    capabilities: { forms: true },
    start: async (onIntent) => {
      handle = onIntent;
      await Promise.all([checkToken(), app.start()]);
    },
    stop: async () => {
      await app.stop();
      handle = undefined;
      await Promise.all(pending);
      await slackHttp.close();
    },
    post,
    edit,
    ...announcer,
    isConnected: () => handle !== undefined && (socket === undefined || socket.connected() > 0),
    whyNot: () => socket?.trouble(),
    groups: createGroups(api),
  };
}
