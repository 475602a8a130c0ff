import { WebAPIPlatformError, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Clock } from '../../src/clock.ts';
import type { Log } from '../../src/observability/log.ts';
import { createApproved, type Approval, type Approved } from '../../src/platform/approved.ts';
import type { Exchanged } from '../../src/platform/exchanged.ts';
import type { SlackClients } from './web-api.ts';

/** What Slack says of a token that it does not take, or takes for something else. */
const REFUSED: ReadonlySet<string> = new Set([
  'invalid_auth',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'not_authed',
  'not_allowed_token_type',
  'missing_scope',
]);

/** The tokens of the app, which can be exchanged: Slack is asked about another one before it is used. */
export interface Tokens {
  readonly clients: () => SlackClients;
  /** Of Socket Mode. */
  readonly app: Approved | undefined;
  /** There may be others. */
  readonly look: () => void;
  stop(): void;
}

export interface TokensOptions {
  readonly botTokens: Exchanged;
  readonly appTokens: Exchanged | undefined;
  readonly clientOptions: WebClientOptions;
  readonly patientFetch: NonNullable<WebClientOptions['fetch']>;
  readonly clock: Clock;
  readonly log: Log;
  /** Our own user in the workspace, once it is known: a token of another app or workspace is not ours. */
  readonly ownUser: () => string | undefined;
  readonly onAppToken: () => void;
  readonly onRefused: (variable: string, isRefused: boolean) => void;
}

/** Creates them. */
export function createTokens(options: TokensOptions): Tokens {
  const { botTokens, appTokens, clientOptions, patientFetch, clock, log, ownUser } = options;
  const clientsFor = (token: string): SlackClients => ({
    usual: new WebClient(token, clientOptions),
    patient: new WebClient(token, { ...clientOptions, fetch: patientFetch }),
  });
  let clients = clientsFor(botTokens()[0]);

  async function asked(
    token: string,
    method: string,
    isOurs: (answer: object) => boolean,
  ): Promise<Approval> {
    try {
      const answer = await new WebClient(token, clientOptions).apiCall(method);
      return isOurs(answer) ? 'right' : 'wrong';
    } catch (error) {
      return error instanceof WebAPIPlatformError && REFUSED.has(error.data.error) ? 'wrong' : 'unknown';
    }
  }

  function approvedOf(
    variable: string,
    values: Exchanged,
    ask: (token: string) => Promise<Approval>,
    onTaken: (token: string) => void,
  ): Approved {
    return createApproved({
      ...{ values, ask, clock },
      onTaken(token) {
        log.info({ variable }, 'Slack takes the new token');
        onTaken(token);
      },
      onRefused(isRefused) {
        if (isRefused)
          log.error(
            { variable },
            'Slack does not take the new token, or it is of another app; the one before goes on',
          );
        options.onRefused(variable, isRefused);
      },
    });
  }

  const bot = approvedOf(
    'SLACK_BOT_TOKEN',
    botTokens,
    (token) => asked(token, 'auth.test', (answer) => isUser(answer, ownUser())),
    (token) => (clients = clientsFor(token)),
  );
  const app =
    appTokens &&
    approvedOf(
      'SLACK_APP_TOKEN',
      appTokens,
      (token) => asked(token, 'apps.connections.open', () => true),
      options.onAppToken,
    );

  return {
    clients: () => clients,
    app,
    look() {
      bot.look();
      app?.look();
    },
    stop() {
      bot.stop();
      app?.stop();
    },
  };
}

function isUser(answer: object, own: string | undefined): boolean {
  return own === undefined || !('user_id' in answer) || answer.user_id === own;
}
