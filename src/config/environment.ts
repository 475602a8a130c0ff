import { z } from 'zod';
import { CALLBACK_TOKEN, CALLBACK_TOKEN_RULE } from './callback-endpoints.ts';
import type { Problem } from './problem.ts';

/** Environment variables, as process.env is. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The text of a file. @throws when it cannot be read */
export type ReadFile = (path: string) => string;

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the environment says, checked. Holds secrets: not to be logged. */
export interface Environment {
  readonly port: number;
  readonly host: string;
  /** Path of airdesk.yaml. */
  readonly configFile: string | undefined;
  /** Folder for the store, the audit and the journal. */
  readonly dataFolder: string;
  readonly liveEndpoint: string | undefined;
  readonly liveRegion: string | undefined;
  /** Whether the environment itself holds a cloud key. */
  readonly hasCloudKey: boolean;
  readonly slack: SlackEnvironment | undefined;
  readonly discord: DiscordEnvironment | undefined;
  readonly deskPasswordsFile: string | undefined;
  readonly logLevel: LogLevel;
  /** All variables with NAME_FILE read into NAME, for the credential chain and accounts. */
  readonly variables: Variables;
}

/** Slack over HTTP (signingSecret), in Socket Mode (appToken), or both. */
interface SlackEnvironment {
  readonly botToken: string;
  readonly signingSecret: string | undefined;
  readonly appToken: string | undefined;
  /** Another Web API, for tests and proxies. */
  readonly apiUrl: string | undefined;
}

/** Discord over HTTP where the public key is given, over the gateway otherwise. */
export interface DiscordEnvironment {
  readonly token: string;
  readonly applicationId: string;
  readonly publicKey: string | undefined;
  /** Where commands are registered; everywhere when left out. */
  readonly guildId: string | undefined;
  /** Another REST API, for tests and proxies. */
  readonly apiUrl: string | undefined;
}

/** Each can be given as NAME_FILE, the path of a file that holds it. */
export const SECRET_VARIABLES = [
  'TENCENTCLOUD_SECRET_ID',
  'TENCENTCLOUD_SECRET_KEY',
  'TENCENTCLOUD_SESSION_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'DISCORD_TOKEN',
  'LIVE_CALLBACK_TOKEN',
  'LIVE_CALLBACK_KEY',
  'LIVE_CALLBACK_KEY_OLD',
] as const;

const HTTP_URL = /^https?:\/\/[^\s/?#@]+(\/[^\s?#@]*)?$/;
const snowflake = z
  .string()
  .regex(/^\d{1,21}$/, 'must be a number, as Copy ID in Discord gives it')
  .optional();
const secret = z.string().max(8192).regex(/^\S+$/, 'holds spaces or line breaks').optional();

/** Messages continue the sentence that starts with the variable's name, and never quote the value. */
const EnvironmentSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a number from 0 to 65535')
    .default(8787),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]{1,255}$/, 'must be an address or a host name, as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  AIRDESK_CONFIG: z.string().optional(),
  AIRDESK_DATA: z.string().default('./data'),
  LIVE_ENDPOINT: z
    .string()
    .regex(
      /^(https?:\/\/)?[A-Za-z0-9[][A-Za-z0-9.:[\]-]{0,252}\/?$/,
      'must be a host or an origin, as live.tencentcloudapi.com or http://127.0.0.1:9000',
    )
    .optional(),
  LIVE_REGION: z
    .string()
    .regex(/^[a-z]{2,}(-[a-z0-9]+)+$/, 'must be a region, as ap-guangzhou')
    .optional(),
  LIVE_CALLBACK_TOKEN: z.string().regex(CALLBACK_TOKEN, CALLBACK_TOKEN_RULE).optional(),
  LIVE_CALLBACK_KEY: secret,
  LIVE_CALLBACK_KEY_OLD: secret,
  TENCENTCLOUD_SECRET_ID: secret,
  TENCENTCLOUD_SECRET_KEY: secret,
  TENCENTCLOUD_SESSION_TOKEN: secret,
  SLACK_BOT_TOKEN: secret.refine(
    (token) => !token?.startsWith('xapp-'),
    'holds an app-level token (xapp-); it needs the bot token (xoxb-)',
  ),
  SLACK_SIGNING_SECRET: secret.refine(
    (token) => !/^x(ox[a-z]|app)-/.test(token ?? ''),
    'holds a token; it needs the Signing Secret from Basic Information',
  ),
  SLACK_APP_TOKEN: secret.refine(
    (token) => !/^xox[a-z]-/.test(token ?? ''),
    'holds a bot or user token (xox…); it needs an app-level token (xapp-) with connections:write',
  ),
  SLACK_API_URL: z.string().regex(HTTP_URL, 'must be an http or https address').optional(),
  DISCORD_TOKEN: secret,
  DISCORD_APPLICATION_ID: snowflake,
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be the 64 hex digits of Public Key in General Information')
    .optional(),
  DISCORD_GUILD_ID: snowflake,
  DISCORD_API_URL: z.string().regex(HTTP_URL, 'must be an http or https address').optional(),
  DESK_PASSWORDS_FILE: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
});

type Settings = z.output<typeof EnvironmentSchema>;

/** Reads and checks the environment. An empty variable counts as not set. */
export function readEnvironment(
  env: Variables,
  readFile: ReadFile,
): { readonly environment: Environment | undefined; readonly problems: readonly Problem[] } {
  const { variables, problems } = withFileReferences(env, SECRET_VARIABLES, readFile);
  const parsed = EnvironmentSchema.safeParse(variables);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => problem(String(issue.path[0]), issue.message));
    return { environment: undefined, problems: [...problems, ...issues] };
  }
  const all = [...problems, ...halfGiven(parsed.data)];
  if (all.length > 0) return { environment: undefined, problems: all };
  return { environment: toEnvironment(parsed.data, variables), problems: [] };
}

/** The variables without empty ones, and with the text of NAME_FILE as NAME for each of `names`. */
export function withFileReferences(
  env: Variables,
  names: readonly string[],
  readFile: ReadFile,
): { readonly variables: Variables; readonly problems: readonly Problem[] } {
  const variables: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(env)) if (value !== '') variables[name] = value;
  const problems: Problem[] = [];
  for (const name of names) {
    const path = variables[`${name}_FILE`];
    if (path === undefined) continue;
    if (variables[name] !== undefined) {
      problems.push(problem(`${name}_FILE`, `${name} is set as well; set only one of the two`));
      continue;
    }
    try {
      const text = readFile(path).trim();
      if (text === '') problems.push(problem(`${name}_FILE`, `the file ${path} is empty`));
      else variables[name] = text;
    } catch {
      problems.push(problem(`${name}_FILE`, `the file ${path} cannot be read`));
    }
  }
  return { variables, problems };
}

/** A problem with one environment variable. */
function problem(name: string, text: string): Problem {
  return { source: 'environment', path: name, text };
}

/** Settings that are of use only together. */
function halfGiven(settings: Settings): Problem[] {
  const problems: Problem[] = [];
  const need = (given: keyof Settings, missing: keyof Settings): void => {
    if (settings[given] !== undefined && settings[missing] === undefined) {
      problems.push(problem(given, `is set and ${missing} is not; set both or neither`));
    }
  };
  need('TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY');
  need('TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_SECRET_ID');
  if (!settings.TENCENTCLOUD_SECRET_ID && !settings.TENCENTCLOUD_SECRET_KEY) {
    need('TENCENTCLOUD_SESSION_TOKEN', 'TENCENTCLOUD_SECRET_ID');
  }
  if (settings.LIVE_CALLBACK_KEY !== undefined && settings.LIVE_CALLBACK_TOKEN === undefined) {
    problems.push(
      problem('LIVE_CALLBACK_KEY', 'is set and LIVE_CALLBACK_TOKEN, the path that it checks, is not'),
    );
  }
  need('LIVE_CALLBACK_KEY_OLD', 'LIVE_CALLBACK_KEY');
  need('SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN');
  need('SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN');
  need('DISCORD_TOKEN', 'DISCORD_APPLICATION_ID');
  for (const name of ['DISCORD_APPLICATION_ID', 'DISCORD_PUBLIC_KEY', 'DISCORD_GUILD_ID'] as const) {
    need(name, 'DISCORD_TOKEN');
  }
  if (settings.SLACK_BOT_TOKEN && !settings.SLACK_SIGNING_SECRET && !settings.SLACK_APP_TOKEN) {
    problems.push(
      problem(
        'SLACK_BOT_TOKEN',
        'is set without SLACK_SIGNING_SECRET (Slack over HTTP) or SLACK_APP_TOKEN (Socket Mode); set one of them, or both',
      ),
    );
  }
  return problems;
}

function toEnvironment(settings: Settings, variables: Variables): Environment {
  return {
    port: settings.PORT,
    host: settings.HOST,
    configFile: settings.AIRDESK_CONFIG,
    dataFolder: settings.AIRDESK_DATA,
    liveEndpoint: settings.LIVE_ENDPOINT,
    liveRegion: settings.LIVE_REGION,
    hasCloudKey: settings.TENCENTCLOUD_SECRET_ID !== undefined,
    slack:
      settings.SLACK_BOT_TOKEN === undefined
        ? undefined
        : {
            botToken: settings.SLACK_BOT_TOKEN,
            signingSecret: settings.SLACK_SIGNING_SECRET,
            appToken: settings.SLACK_APP_TOKEN,
            apiUrl: settings.SLACK_API_URL,
          },
    discord:
      settings.DISCORD_TOKEN === undefined || settings.DISCORD_APPLICATION_ID === undefined
        ? undefined
        : {
            token: settings.DISCORD_TOKEN,
            applicationId: settings.DISCORD_APPLICATION_ID,
            publicKey: settings.DISCORD_PUBLIC_KEY,
            guildId: settings.DISCORD_GUILD_ID,
            apiUrl: settings.DISCORD_API_URL,
          },
    deskPasswordsFile: settings.DESK_PASSWORDS_FILE,
    logLevel: settings.LOG_LEVEL,
    variables,
  };
}
