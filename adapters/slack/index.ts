import type { Hono } from 'hono';
import type { Adapter, FormFirst, Handle } from '../../src/platform/adapter.ts';
import type { Announcer } from '../../src/platform/announcer.ts';
import { unchanging, type Exchanged } from '../../src/platform/exchanged.ts';
import type { Clock } from '../../src/clock.ts';
import { AirdeskError, DeliveryError } from '../../src/errors.ts';
import { acknowledgementOf, type Acknowledgement } from './acknowledgement.ts';
import { AnsweringApp } from './receive/answering-app.ts';
import { createBoltLogger } from './receive/bolt-logger.ts';
import { createAnnouncer } from './announce.ts';
import { createDelivery } from './deliver.ts';
import { createSlackHttp } from './fetch.ts';
import { createGroups } from './groups.ts';
import type { Groups } from '../../src/platform/groups.ts';
import type { Log } from '../../src/observability/log.ts';
import { LIMITS } from './limits.ts';
import { createMessages } from './messages.ts';
import { parse } from './parse.ts';
import { createHttpReceiver } from './receive/receiver.ts';
import { createSocketReceiver } from './receive/socket-receiver.ts';
import { typeOf } from './receive/type-of.ts';
import { createUpload } from './upload.ts';
import { createTokens } from './tokens.ts';
import { createSlackApi } from './web-api.ts';

/** Asks that are worked on at once; beyond that people are told to try again. */
const MAX_PENDING = 1_000;

export interface SlackOptions {
  readonly botToken: string;
  /** HTTP mode: requests to `POST /slack/events` are checked with it. */
  readonly signingSecret?: string | undefined;
  /** Socket Mode, in which nothing is received over HTTP. */
  readonly appToken?: string | undefined;
  /** Another Web API than https://slack.com/api/. */
  readonly apiUrl?: string | undefined;
  /** The tokens as they are in their files now, the signing secret and former ones; those above where they never change. */
  readonly botTokens?: Exchanged | undefined;
  readonly appTokens?: Exchanged | undefined;
  readonly signingSecrets?: Exchanged | undefined;
  /** Told where Slack does not take another token, and the one before goes on; and when that is over. */
  readonly onRefused?: ((variable: string, isRefused: boolean) => void) | undefined;
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
  /** There may be other tokens. */
  readonly lookAtTokens: () => void;
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
  const { botTokens = unchanging(botToken), onRefused = () => undefined } = options;
  const tokens = createTokens({
    botTokens,
    appTokens: appToken === undefined ? undefined : (options.appTokens ?? unchanging(appToken)),
    ...{ clientOptions, patientFetch: slackHttp.patientFetch, clock, log, onRefused },
    ownUser: () => ownUser,
    onAppToken: () => socket?.renew(),
  });
  const { app: ofApp } = tokens;
  const socket = ofApp
    ? createSocketReceiver({ appToken: ofApp.now, clock, log, boltLogger, clientOptions })
    : undefined;
  const receiver = socket ?? httpReceiver();
  const app = new AnsweringApp({ botToken, receiver, clientOptions, boltLogger, log });
  const api = createSlackApi({ http: slackHttp, clock, apiUrl, clients: tokens.clients });
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
  let formFirst: FormFirst = () => undefined;
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
    const isBusy = pending.size >= MAX_PENDING;
    const ack =
      'ack' in args ? (args.ack as ((response?: Acknowledgement) => Promise<void>) | undefined) : undefined;
    const isOurs = intent?.actor.userId === ownUser;
    await ack?.(
      intent && take && !isOurs ? acknowledgementOf(intent, body, { isBusy, formFirst }) : undefined,
    );
    if (!take) return;
    if (!intent || isOurs) {
      log.info({ type: typeOf(args.body) }, 'Slack payload acknowledged and ignored');
      return;
    }
    if (isBusy) {
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
    capabilities: { formFields: LIMITS.modalBlocks - LIMITS.modalLeads, formsAgain: 'at-once' },
    start: async (onIntent, first = () => undefined) => {
      handle = onIntent;
      formFirst = first;
      await Promise.all([checkToken(), app.start()]);
    },
    stop: async () => {
      tokens.stop();
      await app.stop();
      handle = undefined;
      await Promise.all(pending);
      await slackHttp.close();
    },
    post,
    edit,
    ...announcer,
    lookAtTokens: tokens.look,
    isConnected: () => handle !== undefined && (socket === undefined || socket.connected() > 0),
    whyNot: () => socket?.trouble(),
    groups: createGroups(api),
  };
}
