import { problem } from '../../src/config/variables.ts';
import type { Platform, PlatformSettings } from '../../src/platform/platform.ts';
import { addressVariable, secretVariable } from '../../src/platform/variable-checks.ts';

/** What the core has to know of Slack. */
export const slackDescription: Platform = {
  key: 'slack',
  title: { en: 'Slack', zh: 'Slack' },
  named: { en: 'Slack', zh: 'Slack' },
  people: {
    id: '[\\w.-]{1,64}',
    about: 'Slack member id, as U012AB3CD (profile, three dots, Copy member ID).',
    wrong: 'is not a Slack member id, as U012AB3CD',
  },
  channels: { id: '[A-Za-z0-9_-]{1,64}', example: 'C0123ABCD', usual: /^[CDG][A-Z0-9]+$/u },
  groups: { id: '[A-Za-z0-9]{1,64}', example: 'S012AB3CD', kind: 'user group id', canBeKept: true },
  mentions: { id: '[A-Za-z0-9]{1,32}' },
  secrets: [
    { pattern: /xox[a-z](\.[a-z]+)?-[A-Za-z0-9-]{4,}|xapp-[A-Za-z0-9-]{4,}/, what: 'a Slack token' },
    { pattern: /hooks\.slack\.com\/(services|workflows|triggers)\//, what: 'a Slack webhook address' },
  ],
  environment: {
    title: 'Slack',
    variables: [
      {
        name: 'SLACK_BOT_TOKEN',
        usual: 'not set',
        fromFile: true,
        about: 'Bot token (xoxb-). Turns Slack on, together with one of the next two.',
        check: secretVariable.refine(
          (token) => !token?.startsWith('xapp-'),
          'holds an app-level token (xapp-); it needs the bot token (xoxb-)',
        ),
      },
      {
        name: 'SLACK_SIGNING_SECRET',
        usual: 'not set',
        fromFile: true,
        about: 'Slack over HTTP: what requests to /slack/events are checked with.',
        check: secretVariable.refine(
          (token) => !/^x(ox[a-z]|app)-/.test(token ?? ''),
          'holds a token; it needs the Signing Secret from Basic Information',
        ),
      },
      {
        name: 'SLACK_APP_TOKEN',
        usual: 'not set',
        fromFile: true,
        about:
          'Socket Mode: app-level token (xapp-) with connections:write. Where set, nothing is taken over HTTP.',
        check: secretVariable.refine(
          (token) => !/^xox[a-z]-/.test(token ?? ''),
          'holds a bot or user token (xox…); it needs an app-level token (xapp-) with connections:write',
        ),
      },
      {
        name: 'SLACK_API_URL',
        usual: 'https://slack.com/api/',
        about: 'Another Web API, for tests and proxies.',
        check: addressVariable,
      },
    ],
    problems,
    isSetUp: ({ variables }) => slackVariables(variables) !== undefined,
  },
};

/** Slack over HTTP (signingSecret), in Socket Mode (appToken), or both. */
interface SlackVariables {
  readonly botToken: string;
  readonly signingSecret: string | undefined;
  readonly appToken: string | undefined;
  /** Another Web API, for tests and proxies. */
  readonly apiUrl: string | undefined;
}

/** What the environment says of Slack; undefined where it is not set up. */
export function slackVariables(variables: PlatformSettings['variables']): SlackVariables | undefined {
  const botToken = variables['SLACK_BOT_TOKEN'];
  if (botToken === undefined) return undefined;
  return {
    botToken,
    signingSecret: variables['SLACK_SIGNING_SECRET'],
    appToken: variables['SLACK_APP_TOKEN'],
    apiUrl: variables['SLACK_API_URL'],
  };
}

function problems({ variables }: PlatformSettings) {
  const lacksToken = variables['SLACK_BOT_TOKEN'] === undefined;
  const ways = ['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'].filter((name) => variables[name] !== undefined);
  if (lacksToken)
    return ways.map((name) => problem(name, 'is set and SLACK_BOT_TOKEN is not; set both or neither'));
  if (ways.length > 0) return [];
  return [
    problem(
      'SLACK_BOT_TOKEN',
      'is set without SLACK_SIGNING_SECRET (Slack over HTTP) or SLACK_APP_TOKEN (Socket Mode); set one of them, or both',
    ),
  ];
}
